"""How fast help while typing is, on the configured database.

    python -m benchmarks.suggestions [COUNT]

COUNT made-up titles in four languages are indexed in a transaction that is rolled back at the end.
Prints milliseconds: median, 95 of 100, most, for each way of typing.
"""

import argparse
import os
import random
import statistics
import time
from pathlib import Path

import django

BATCH = 2000
ROUNDS = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from django.db import connection, transaction

    with transaction.atomic():
        began = time.perf_counter()
        titles = fill(options.count)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(
            f"{connection.vendor}: {options.count:,} titles in {time.perf_counter() - began:.0f} s"
        )
        memory = resident()
        measure(titles)
        print(f"memory of the process: {memory:.0f} MB before, {resident():.0f} MB after")
        transaction.set_rollback(True)


def fill(count: int) -> list[tuple[str, str]]:
    """(language, title) of what was indexed."""
    from benchmarks.documents import LANGUAGES, title
    from infocenter import search

    titles: list[tuple[str, str]] = []
    for start in range(1, count + 1, BATCH):
        entries = []
        for number in range(start, min(start + BATCH, count + 1)):
            dice = random.Random(number)
            language = dice.choices(LANGUAGES, (50, 25, 15, 10))[0]
            titles.append((language, title(dice, language, number)))
            entries.append(search.Entry("measured", number, language, titles[-1][1]))
        search.index(entries)
    search.refresh_statistics()
    return titles


def measure(titles: list[tuple[str, str]]) -> None:
    from infocenter.search.suggestions import suggest

    print(f"{'typed':28}{'p50':>8}{'p95':>8}{'max':>8}  found")
    for name, typed in ways(titles).items():
        times, found = [], 0
        for language, words in typed:
            began = time.perf_counter()
            found += bool(suggest(words, language))
            times.append((time.perf_counter() - began) * 1000)
        times.sort()
        print(
            f"{name:28}{statistics.median(times):8.2f}{times[int(len(times) * 0.95)]:8.2f}"
            f"{times[-1]:8.2f}  {found} of {len(times)}",
            flush=True,
        )


def ways(titles: list[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """What is typed, in the reader's language."""
    from infocenter.search import readings, text

    dice = random.Random(1)
    chinese = [title for language, title in titles if language == "zh-hant"]
    latin = [row for row in titles if row[0] in ("pt", "en")]
    some = dice.sample(latin, ROUNDS)
    typed: dict[str, list[tuple[str, str]]] = {
        "one Latin letter": [("pt", letter) for letter in "abcdefghilmnoprstuv"],
        "one Chinese character": [("zh-hant", dice.choice(chinese)[0]) for _ in range(ROUNDS)],
        "beginning, Latin": [(lang, title[:6]) for lang, title in some],
        "word in it, Latin": [
            (lang, title.split()[2]) for lang, title in dice.sample(latin, ROUNDS)
        ],
        "rare word": [(lang, title.split()[-2][:6]) for lang, title in some],
        "beginning, Chinese": [("zh-hant", each[:4]) for each in dice.sample(chinese, ROUNDS)],
        "middle, Chinese": [("zh-hant", each[3:7]) for each in dice.sample(chinese, ROUNDS)],
        "nothing like it": [("pt", f"zxq{number}vvw") for number in range(ROUNDS)],
    }
    for system in readings.SYSTEMS:
        for size in (1, 2, 4):
            runs = [text.key(each[2 : 2 + size]) for each in dice.sample(chinese, ROUNDS)]
            heard = ["".join(readings.usual(char, system) for char in run) for run in runs]
            typed[f"{system}, {size} of the middle"] = [("zh-hant", each) for each in heard]
            typed[f"{system}, {size}, by a foreigner"] = [("pt", each) for each in heard]
    runs = [text.key(each[:4]) for each in dice.sample(chinese, ROUNDS)]
    typed["initials"] = [("zh-hant", min(readings.initials(run))) for run in runs]
    return typed


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
