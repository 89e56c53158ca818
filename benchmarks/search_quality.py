"""How good search is: MRR@10 of retrieval collections on the configured database.

    python -m benchmarks.search_quality DIR [COLLECTION...] [--simplified]

DIR holds folders with `docs.jsonl`, `queries.tsv` and `qrels.tsv`. Each collection is indexed
alone, in a transaction that is rolled back at the end: the database is left as it was.
"""

import argparse
import json
import os
import statistics
import time
from collections import defaultdict
from pathlib import Path

import django

KIND = "measured"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("collections", nargs="*")
    parser.add_argument("--simplified", action="store_true", help="ask in Simplified Chinese")
    parser.add_argument("--mixed", action="store_true", help="MRR by kind of query, if it is named")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    names = options.collections or sorted(
        each.parent.name for each in options.folder.glob("*/docs.jsonl")
    )
    print(f"{'collection':24}{'MRR@10':>8}{'R@10':>8}{'p50 ms':>8}{'p95 ms':>8}{'build s':>9}")
    for name in names:
        evaluate(options.folder / name, options)


def evaluate(folder: Path, options) -> None:
    """Print one line for a collection (and one for each kind of query)."""
    from django.db import transaction

    with transaction.atomic():
        began = time.perf_counter()
        ids = build(folder)
        built = time.perf_counter() - began
        results = list(ask(folder, ids, options.simplified))
        transaction.set_rollback(True)
    show(folder.name, [row for rows in group(results).values() for row in rows], built)
    if options.mixed:
        for kind, rows in sorted(group(results).items()):
            show(f"  {kind}", rows, 0)


def build(folder: Path) -> dict[str, int]:
    """Index the collection in place of everything else."""
    from infocenter import search
    from infocenter.models import SearchEntry, SearchTerm
    from portal import languages

    SearchEntry.objects.all().delete()
    SearchTerm.objects.all().delete()
    ids, entries = {}, []
    with open(folder / "docs.jsonl", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            each = json.loads(line)
            ids[each["id"]] = number
            language = languages.from_tag(each.get("lang", "en")) or "en"
            entries.append(
                search.Entry(KIND, number, language, each["title"][:500], body=each["text"])
            )
    search.index(entries)
    search.refresh_statistics()
    return ids


def ask(folder: Path, ids: dict[str, int], simplified: bool):
    """(kind, reciprocal rank, recall, seconds) of each query."""
    from infocenter import search
    from portal import languages

    wanted = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        query, document, grade = line.split("\t")
        wanted[query][ids.get(document)] = int(grade)
    for line in (folder / "queries.tsv").read_text("utf-8").splitlines():
        name, _language, query, *kind = line.split("\t")
        good = {each for each, grade in wanted[name].items() if grade > 0}
        if not good:
            continue
        if simplified:
            query = languages.to_simplified(query)
        began = time.perf_counter()
        found = [hit.object_id for hit in search.match(query, limit=10).hits]
        seconds = time.perf_counter() - began
        rank = next((1 / place for place, each in enumerate(found, 1) if each in good), 0.0)
        yield (kind or ["all"])[0], rank, len(good & set(found)) / len(good), seconds


def group(results) -> dict[str, list]:
    kinds = defaultdict(list)
    for kind, *row in results:
        kinds[kind].append(row)
    return kinds


def show(name: str, rows, built: float) -> None:
    ranks, recalls, times = zip(*rows, strict=True)
    milliseconds = sorted(each * 1000 for each in times)
    print(
        f"{name:24}{statistics.mean(ranks):8.3f}{statistics.mean(recalls):8.3f}"
        f"{statistics.median(milliseconds):8.1f}{milliseconds[int(len(milliseconds) * 0.95)]:8.1f}"
        f"{built:9.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
