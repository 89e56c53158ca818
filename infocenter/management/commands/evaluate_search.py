"""`manage.py evaluate_search`: how well search finds what collections say it should."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from infocenter.evaluation import collections, runs, throwaway
from infocenter.evaluation.collections import Collection
from infocenter.search.meaning import embedders

HEADING = ("questions", "MRR@10", "nDCG@10", "Recall@10", "p50 ms", "p95 ms")


class Command(BaseCommand):
    help = (
        "Index collections of documents (docs.jsonl, queries.tsv, qrels.tsv) in a throw-away "
        "database of the configured sort, ask their questions and print how well they were "
        "answered and how quickly. Nothing of the portal's own index is touched."
    )

    def add_arguments(self, parser):
        parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
        parser.add_argument("--json", action="store_true", help="for programs")
        parser.add_argument("--limit", type=int, metavar="N", help="questions of each collection")
        parser.add_argument("--mixed", action="store_true", help="all collections in one index")
        parser.add_argument(
            "--simplified", action="store_true", help="ask Traditional questions in Simplified too"
        )
        parser.add_argument(
            "--vectors", type=Path, metavar="FOLDER", help="keep the vectors of passages there"
        )

    def handle(self, *args, folders, limit, mixed, simplified, vectors, verbosity, **options):
        try:
            places = [each for folder in folders for each in collections.folders(folder)]
            found = [collections.read(each).sample(limit) for each in places]
            with embedders.using(_keeping(vectors)):
                measured = list(self._measured(found, mixed, simplified, verbosity < 1))
        except (collections.NotACollection, throwaway.Taken) as problem:
            raise CommandError(problem) from problem
        if options["json"]:
            self.stdout.write(json.dumps([_flat(each) for each in measured], indent=1))
        else:
            self._print(measured)

    def _measured(
        self, found: list[Collection], mixed: bool, simplified: bool, quiet: bool
    ) -> Iterator[runs.Row]:
        """The rows of each collection, alone in an index or all together in one."""
        for together in [found] if mixed else [[each] for each in found]:
            with throwaway.database():
                index = runs.Index(together)
                with _bar(len(index.documents), "document", quiet) as progress:
                    index.fill(progress.update)
                turned = [each.in_simplified() for each in together if simplified]
                for each in [*together, *(each for each in turned if each.questions)]:
                    questions = len(each.questions) * len(runs.ways())
                    with _bar(questions, "question", quiet, each.label) as progress:
                        yield from runs.rows(index, each, progress.update)

    def _print(self, measured: list[runs.Row]) -> None:
        self.stdout.write(f"{'collection':44}{'way':10}" + "".join(f"{x:>11}" for x in HEADING))
        for row in measured:
            figures = row.figures
            values = [f"{x:>11.3f}" for x in (figures.mrr, figures.ndcg, figures.recall)]
            values += [f"{x:>11.1f}" for x in (figures.p50, figures.p95)]
            name = f"  {_group(row)}" if _group(row) else row.collection
            self.stdout.write(f"{name:44}{row.way:10}{figures.questions:>11}" + "".join(values))


def _keeping(folder: Path | None) -> embedders.Embedder | None:
    """What makes vectors, and keeps them in this folder; None for whatever is configured."""
    embedder = embedders.configured()
    if embedder is None or folder is None:
        return None
    from infocenter.evaluation.vectors import Keeping

    return Keeping(embedder, folder)


def _bar(total: int, unit: str, quiet: bool, name: str | None = None) -> tqdm:
    return tqdm(total=total, unit=unit, desc=name, disable=quiet or None, leave=False)


def _group(row: runs.Row) -> str:
    """Which of the collection's questions; empty for all of them."""
    return f"{row.language} → {row.answers_in}" if row.answers_in else row.language or row.kind


def _flat(row: runs.Row) -> dict:
    values = asdict(row)
    return values | values.pop("figures")
