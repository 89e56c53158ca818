"""How fast help while typing is, on the configured database.

    python -m benchmarks.suggestions [COUNT]

COUNT made-up titles in four languages are indexed, and taken out again at the end. Prints
milliseconds (median, 95 of 100, most) for each way of typing, and how often it was answered.
"""

import argparse
import os
import random
import statistics
import time
from pathlib import Path

import django

KIND = "measured"
BATCH = 2000
ROUNDS = 60
HAN = [chr(code) for code in range(0x4E00, 0x9FA6)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from django.db import connection

    from infocenter import search

    began = time.perf_counter()
    titles = fill(options.count)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(f"{connection.vendor}: {len(titles):,} titles in {time.perf_counter() - began:.0f} s")
    before = resident()
    measure("typed", suggestions(titles))
    measure("searched for", corrections(titles))
    print(f"memory of the process: {before:.0f} MB before, {resident():.0f} MB after")
    for number in range(1, options.count + 1):
        search.remove(KIND, number)


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
            entries.append(search.Entry(KIND, number, language, titles[-1][1]))
        search.index(entries)
    search.refresh_statistics()
    return titles


def measure(head: str, ways: dict) -> None:
    """A line for each way: `ways` are (what is done, whether it did what it should) by name."""
    print(f"{head:28}{'p50':>8}{'p95':>8}{'max':>8}  found")
    for name, (do, asked) in ways.items():
        times, found = [], 0
        for each in asked:
            began = time.perf_counter()
            found += bool(do(*each))
            times.append((time.perf_counter() - began) * 1000)
        times.sort()
        print(
            f"{name:28}{statistics.median(times):8.2f}{times[int(len(times) * 0.95)]:8.2f}"
            f"{times[-1]:8.2f}  {found} of {len(times)}",
            flush=True,
        )


def suggestions(titles: list[tuple[str, str]]) -> dict:
    """Ways of typing, each with what is typed in the reader's language."""
    from infocenter.search import readings, text
    from infocenter.search.suggestions import suggest

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
    return {
        name: (lambda language, words: suggest(words, language), each)
        for name, each in typed.items()
    }


def corrections(titles: list[tuple[str, str]]) -> dict:
    """Ways of writing wrongly, each with what is written and what was meant."""
    from infocenter.search import readings, text
    from infocenter.search.spelling import did_you_mean

    dice = random.Random(2)
    latin = [title for language, title in dice.sample(titles, 900) if language in ("pt", "en")]
    chinese = [title for language, title in dice.sample(titles, 900) if language == "zh-hant"]
    rare = [title.split()[-2].lower() for title in latin[:ROUNDS]]
    common = [max(title.split()[:5], key=len).lower() for title in latin[:ROUNDS]]
    heard = []
    for title in chinese[:ROUNDS]:
        key, place = text.key(title[:6]), dice.randrange(6)
        read = readings.usual(key[place], "pinyin")
        same = [each for each in HAN if readings.usual(each, "pinyin") == read != ""]
        same = [each for each in same if each != key[place]]
        if same:
            heard.append((title[:place] + dice.choice(same) + title[place + 1 : 6], key))

    def right(written: str, meant: str) -> bool:
        return text.key(did_you_mean(written, "zh-hant") or written) == text.key(meant)

    return {
        "right already": (right, [(each, each) for each in common]),
        "rare word, one letter": (right, [(_wrong(dice, each, 1), each) for each in rare]),
        "common word, one letter": (right, [(_wrong(dice, each, 1), each) for each in common]),
        "common word, two letters": (right, [(_wrong(dice, each, 2), each) for each in common]),
        "three words": (
            right,
            [
                (" ".join(_wrong(dice, each, 1) for each in some), " ".join(some))
                for some in zip(common, common[1:], common[2:], strict=False)
            ],
        ),
        "Chinese, right already": (right, [(each[:6], each[:6]) for each in chinese[:ROUNDS]]),
        "Chinese, one homophone": (right, heard),
    }


def _wrong(dice: random.Random, word: str, mistakes: int) -> str:
    """The word with letters left out, doubled, exchanged or taken for others."""
    for _each in range(mistakes):
        at = dice.randrange(1, len(word) - 1)
        word = dice.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + dice.choice("aeiostrn") + word[at + 1 :],
            ]
        )
    return word


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
