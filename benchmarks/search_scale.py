"""How quick search is in many documents: `python -m benchmarks.search_scale COUNT`.

Every question is asked as the search page asks it, with the counts of all facets. The ratio is
to the bare lookup of the question's rarest word in the index, which no search can do without.
"""

import argparse
import gc
import json
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

from benchmarks import data, search_documents
from benchmarks.data import Data
from tests import postgres

LOOKED_UP = 300  # rows of the bare lookup: as many as search takes for candidates


class SearchData(Data):
    """Documents for search alone: they have no files."""

    files = data.KEPT  # type: ignore[assignment]

    def environment(self, name: str) -> dict[str, str]:
        """Words only: what meaning costs depends on passages, and is measured by itself."""
        return super().environment(name) | {"FAROL_MEANING": "off"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="farol-bench-"))
    folder.chmod(0o755)
    try:
        seconds = filled(options.database, options.count, folder)
        found = {"build_seconds": seconds, **measure(options.count)}
        print(json.dumps(found, indent=1) if options.json else table(options, found))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def filled(kind: str, count: int, folder: Path) -> float:
    """A database with the documents, made or taken from the last run; this process uses it.

    Answers the seconds that it took to build the index.
    """
    import django

    data.KEPT.mkdir(parents=True, exist_ok=True)
    found = SearchData(kind, count, folder, None)
    suffix = "dump" if kind == "postgres" else "sqlite3"
    built = Path(f"{data.kept_at(found, 'search', suffix)}.seconds")
    commands: list[list] = [
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        [sys.executable, "-m", "benchmarks.search_documents", str(count), built],
    ]
    if kind == "postgres":
        socket = Path(unquote(urlsplit(postgres.start()).hostname or ""))
        data.PostgreSQL(socket).make(found, "search", commands)
    else:
        data.sqlite(found, "search", commands)
    os.environ.update(found.environment("search"))
    django.setup()
    return float(built.read_text())


def measure(count: int) -> dict:
    """p50 and p95 in milliseconds by the sort of question, the ratio, and the index's size."""
    from infocenter import search
    from infocenter.evaluation.measures import percentiles
    from portal.pagecache.fragments import kept

    questions = search_documents.questions(count)
    times: dict[str, list[float]] = {name: [] for name in questions}
    bare: dict[str, list[float]] = {name: [] for name in questions}
    asked = [
        (name, language, question)
        for name, each in questions.items()
        for language, question in each
    ]
    gc.collect()
    gc.freeze()  # as portal.wsgi does
    for round_number in range(search_documents.ROUNDS + 1):
        random.Random(round_number).shuffle(asked)
        for name, language, question in asked:
            kept("questions", dict).clear()  # nobody has asked it before
            began = time.perf_counter()
            search.match(question, language=language)
            seconds = time.perf_counter() - began
            lookup = _lookup_seconds(question)
            if round_number:  # the first one only warms up
                times[name].append(seconds)
                bare[name].append(lookup)
    return {
        "megabytes": _megabytes(),
        "questions": {
            name: {
                "p50": percentiles(each)[0],
                "p95": percentiles(each)[1],
                "lookup": percentiles(bare[name])[0],
            }
            for name, each in times.items()
        },
    }


def _lookup_seconds(question: str) -> float:
    term = _rarest(question)
    began = time.perf_counter()
    _look_up(term)
    return time.perf_counter() - began


def _rarest(question: str) -> str:
    """The token of the question that the fewest entries hold."""
    from infocenter import search
    from infocenter.search import text

    tokens = [form for term in text.parse(question).terms for form in term.forms]
    known = search.backend().occurring(tokens)
    return min(known, key=known.__getitem__, default=tokens[0])


def _look_up(token: str) -> None:
    from django.db import connection

    statement = {
        "sqlite": "SELECT rowid FROM infocenter_searchtokens"
        f" WHERE infocenter_searchtokens MATCH %s LIMIT {LOOKED_UP}",
        "postgresql": "SELECT id FROM infocenter_searchentry"
        f" WHERE body_tokens @@ %s::tsquery LIMIT {LOOKED_UP}",
    }[connection.vendor]
    quote = '"' if connection.vendor == "sqlite" else "'"
    with connection.cursor() as cursor:
        cursor.execute(statement, [f"{quote}{token}{quote}"])
        cursor.fetchall()


def _megabytes() -> dict[str, float]:
    """The size of the whole database, which has nothing but the index, and of its tokens."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
            whole = cursor.fetchone()[0]
            cursor.execute("SELECT sum(length(block)) FROM infocenter_searchtokens_data")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
            whole = cursor.fetchone()[0]
            cursor.execute(
                "SELECT sum(pg_relation_size(indexrelid)) FROM pg_index"
                " JOIN pg_class ON pg_class.oid = indexrelid"
                " WHERE indrelid = 'infocenter_searchentry'::regclass AND relam ="
                " (SELECT oid FROM pg_am WHERE amname = 'gin')"
            )
        return {"all": whole / 1e6, "tokens": float(cursor.fetchone()[0]) / 1e6}


def table(options: argparse.Namespace, found: dict) -> str:
    """The figures as people read them."""
    size = found["megabytes"]
    lines = [
        f"{options.count:,} documents on {options.database}: {size['all']:,.0f} MB, of which "
        f"{size['tokens']:,.0f} MB tokens; built in {found['build_seconds']:,.0f} s",
        f"{'question':20}{'p50 ms':>9}{'p95 ms':>9}{'lookup ms':>11}{'ratio':>8}",
    ]
    lines += [
        f"{name:20}{each['p50']:>9.1f}{each['p95']:>9.1f}{each['lookup']:>11.2f}"
        f"{each['p50'] / each['lookup']:>7.0f}x"
        for name, each in found["questions"].items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
