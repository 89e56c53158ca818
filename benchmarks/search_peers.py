"""The portal's search beside others': `python -m benchmarks.search_peers DIR [--documents COUNT]`.

DIR holds collections as `evaluate_search` takes them. Every program gets the same documents and
questions, one after another; with --documents also many made ones, for the time that it takes.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks import data, machine, search_documents
from tests import postgres

SQLITE, POSTGRES = "portal, SQLite", "portal, PostgreSQL"
ALL = 10**9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, help="also measure times in so many")
    parser.add_argument("--limit", type=int, default=ALL, help="questions of each collection")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="farol-bench-"))
    try:
        bench = Bench(folder, machine.peers_python())
        bench.quality(options.folder, options.limit)
        if options.documents:
            bench.times(options.documents)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Bench:
    """The programs, and where they run."""

    def __init__(self, folder: Path, peers: Path | None):
        self.folder = folder
        self.cluster = postgres.start() if postgres.binaries() else None
        own = Path(sys.executable)
        # name -> the interpreter, the module in `beside`, the database
        self.peers: dict[str, tuple[Path, str, str]] = {"FTS5 trigram": (own, "trigram", "")}
        if self.cluster:
            self.peers["PostgreSQL ts_rank"] = (own, "ts_rank", self.cluster)
        if peers:
            self.peers["tantivy"] = (peers, "tantivy", "")
            self.peers["Wagtail, SQLite"] = (peers, "wagtail", "sqlite")
            if self.cluster:
                self.peers["Wagtail, PostgreSQL"] = (peers, "wagtail", self.cluster)

    def environment(self, settings: str, database: str) -> dict[str, str]:
        return {
            **{each: os.environ[each] for each in ("PATH", "HOME", "LANG") if each in os.environ},
            "PYTHONPATH": str(machine.ROOT),
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": database,
            "SECRET_KEY": data.SECRET,
            "FAROL_VAR_DIR": str(self.folder),
            "BENCH_FILES": str(self.folder),
        }

    def databases(self) -> dict[str, str]:
        found = {SQLITE: f"sqlite:///{self.folder}/portal.sqlite3"}
        return found | ({POSTGRES: self.cluster} if self.cluster else {})

    def quality(self, folder: Path, limit: int) -> None:
        """MRR@10 and nDCG@10 of every program on every collection."""
        os.environ.update(self.environment("portal.settings", self.databases()[SQLITE]))
        import django

        django.setup()
        from infocenter.evaluation import collections
        from infocenter.evaluation.measures import Answer, Figures

        table: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
        for place in collections.folders(folder):
            collection = collections.read(place).sample(limit)
            for name, database in self.databases().items():
                for way, figures in self.portal(place, limit, database).items():
                    label = name if way == "lexical" else f"{name}, with {way}"
                    table[collection.name][label] = figures
            grades = {each.id: each.grades for each in collection.questions}
            source = self.written(_of(collection.documents), _asked(collection.questions))
            for name in self.peers:
                answers = [
                    Answer(each["found"], grades[each["question"]], each["seconds"])
                    for each in self.answers(name, source)
                ]
                figures = Figures.of(answers)
                table[collection.name][name] = (figures.mrr, figures.ndcg)
            show(collection.name, table[collection.name])

    def portal(self, place: Path, limit: int, database: str) -> dict[str, tuple[float, float]]:
        """The figures of all questions, by the way in which they were asked."""
        command = [sys.executable, "manage.py", "evaluate_search", str(place), "--json"]
        if limit < ALL:
            command += ["--limit", str(limit)]
        done = subprocess.run(
            command,
            cwd=machine.ROOT,
            env=self.environment("portal.settings", database),
            stdout=subprocess.PIPE,
            check=True,
        )
        return {
            row["way"]: (row["mrr"], row["ndcg"])
            for row in json.loads(done.stdout)
            if not (row["language"] or row["kind"])
        }

    def answers(self, name: str, source: Path) -> Iterator[dict]:
        """What a peer answers to the questions of a file."""
        python, module, database = self.peers[name]
        settings = "benchmarks.beside.wagtail_site.settings" if module == "wagtail" else ""
        if database == "sqlite":
            path = self.folder / "wagtail.sqlite3"
            for each in self.folder.glob("wagtail.sqlite3*"):
                each.unlink()
            database = f"sqlite:///{path}"
        elif module == "wagtail":
            database = self.emptied("wagtail")
        done = subprocess.run(
            [python, "-m", "benchmarks.beside.asking", module, source],
            cwd=machine.ROOT,
            env=self.environment(settings, database),
            stdout=subprocess.PIPE,
            check=True,
        )
        return map(json.loads, done.stdout.splitlines())

    def emptied(self, name: str) -> str:
        """A new database of the cluster."""
        import psycopg

        with psycopg.connect(self.cluster, autocommit=True) as base:
            base.execute(f"DROP DATABASE IF EXISTS {name}")
            base.execute(f"CREATE DATABASE {name}")
        return f"{self.cluster.rpartition('/')[0]}/{name}"

    def written(self, documents: Iterable[dict], questions: Iterable[dict]) -> Path:
        """A file with them, for the peers."""
        path = self.folder / "asked.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for each in (*documents, *questions):
                file.write(json.dumps(each) + "\n")
        return path

    def times(self, count: int) -> None:
        """p95 of every program in many documents."""
        from infocenter.evaluation.measures import percentiles

        table: dict[str, dict[str, tuple[float, ...]]] = defaultdict(dict)
        kinds = {SQLITE: "sqlite", POSTGRES: "postgres"}
        for name in self.databases():
            command = [sys.executable, "-m", "benchmarks.search_scale", str(count), "--json"]
            command += ["--database", kinds[name]]
            done = subprocess.run(command, cwd=machine.ROOT, stdout=subprocess.PIPE, check=True)
            for question, each in json.loads(done.stdout)["questions"].items():
                table[question][name] = (each["p50"], each["p95"])
        asked = [
            (question, language, text)
            for question, each in search_documents.questions(count).items()
            for language, text in each
        ]
        source = self.written(
            _made(count), (_question(*each) for each in asked * search_documents.ROUNDS)
        )
        for name in self.peers:
            seconds = defaultdict(list)
            for each in self.answers(name, source):
                seconds[each["question"]].append(each["seconds"])
            for question, each in seconds.items():
                table[question][name] = percentiles(each)
        for question, row in table.items():
            show(f"{question}: p50 and p95 ms in {count:,}", row)


def _of(documents) -> Iterator[dict]:
    """Documents of a collection with the tokens that the portal makes of them."""
    from infocenter import search

    for each in documents:
        entry = search.Entry("document", 1, each.language, each.title, body=each.text)
        yield _document(each.id, search.prepare([entry])[0])


def _made(count: int) -> Iterator[dict]:
    analyzed = search_documents.Analyzed()
    for each in search_documents.texts(count):
        yield _document(str(each.number), analyzed(each))


def _document(name: str, prepared) -> dict:
    return {
        "id": name,
        "language": prepared.entry.language,
        "title": prepared.entry.title,
        "text": prepared.entry.body,
        "title_tokens": prepared.tokens.title,
        "body_tokens": prepared.tokens.body,
    }


def _asked(questions) -> Iterator[dict]:
    return (_question(each.id, each.language, each.text) for each in questions)


def _question(name: str, language: str, question: str) -> dict:
    from infocenter.search import text

    tokens = [form for term in text.parse(question).terms for form in term.forms]
    return {"question": name, "language": language, "text": question, "tokens": tokens}


def show(name: str, row: dict[str, tuple[float, ...]]) -> None:
    """One line for each program, those of the portal first."""
    print(f"\n{name}")
    for program, values in row.items():
        print(f"  {program:34}" + "".join(f"{each:>9.3f}" for each in values), flush=True)


if __name__ == "__main__":
    main()
