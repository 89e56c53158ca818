"""How fast help while typing is in many documents: `python -m benchmarks.suggestions COUNT`.

Prints milliseconds (median, 95 of 100, most) for each way of typing and of writing wrongly, those
that processors worked (others on the machine make these longer, but not as much), and how often it
was answered as it should be. The documents are those of `benchmarks.search_scale`.
"""

import argparse
import random
import shutil
import statistics
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks import search_documents, search_scale
from benchmarks.search_documents import Text

ROUNDS = 60
SAMPLE = 20_000  # documents from which the questions are taken
HAN = [chr(code) for code in range(0x4E00, 0x9FA6)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="farol-bench-"))
    folder.chmod(0o755)
    try:
        search_scale.filled(options.database, options.count, folder)
        report(options.count)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def report(count: int) -> None:
    """Measure on the database that Django uses."""
    texts = list(islice(search_documents.texts(count), SAMPLE))
    before = resident()
    measure("typed", suggestions(texts))
    measure("searched for", corrections(texts))
    print(f"memory of the process: {before:.0f} MB before, {resident():.0f} MB after")


def measure(head: str, ways: dict) -> None:
    """A line for each way: `ways` are (what is done, whether it did what it should) by name."""
    print(f"{head:28}{'p50':>8}{'p95':>8}{'max':>8}{'CPU p50':>10}{'CPU p95':>9}  found")
    for name, (do, asked) in ways.items():
        do(*asked[0])  # what the process reads once, it has read then
        times, busy, found = [], [], 0
        for each in asked:
            began, idle = time.perf_counter(), computed()
            found += bool(do(*each))
            times.append((time.perf_counter() - began) * 1000)
            busy.append((computed() - idle) * 1000)
        print(
            f"{name:28}{statistics.median(times):8.2f}{_p95(times):8.2f}{max(times):8.2f}"
            f"{statistics.median(busy):10.2f}{_p95(busy):9.2f}  {found} of {len(times)}",
            flush=True,
        )


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def computed() -> float:
    """Seconds of a processor that this process and its PostgreSQL have taken so far."""
    from django.db import connection

    seconds = time.thread_time()
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        served_by = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
        seconds += int(served_by.read_text().split()[0]) / 1e9
    return seconds


def suggestions(texts: list[Text]) -> dict:
    """Ways of typing, each with the reader's language and what is typed."""
    from infocenter.search import readings, text
    from infocenter.search.suggestions import suggest

    dice = random.Random(1)
    chinese = [each.title for each in texts if each.language == "zh-hant"]
    latin = [each for each in texts if each.language in ("pt", "en")]
    some = dice.sample(latin, ROUNDS)
    typed: dict[str, list[tuple[str, str]]] = {
        "one Latin letter": [("pt", letter) for letter in "abcdefghilmnoprstuv"],
        "two Latin letters": [(each.language, each.words[0][1][:2]) for each in some],
        "one Chinese character": [("zh-hant", dice.choice(chinese)[0]) for _ in range(ROUNDS)],
        "beginning, Latin": [(each.language, each.title[:6]) for each in some],
        "word in it, Latin": [(each.language, each.words[0][2]) for each in some],
        "two words, one unfinished": [
            (each.language, f"{each.words[0][3]} {each.words[0][4][:3]}") for each in some
        ],
        "rare word": [(each.language, max(each.words[0], key=len)[:6]) for each in some],
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


def corrections(texts: list[Text]) -> dict:
    """Ways of writing wrongly, each with what is written and what was meant."""
    from infocenter.search import readings, text
    from infocenter.search.spelling import did_you_mean

    dice = random.Random(2)
    words = {each: search_documents.vocabulary(each) for each in ("pt", "en")}
    common = dice.sample([word for each in words.values() for word in each[:90]], ROUNDS)
    common = [word for word in common if len(word) > 4]
    rare = dice.sample([word for each in words.values() for word in each[2000:8000]], ROUNDS)
    rare = [word for word in rare if len(word) > 4]
    chinese = [each.title for each in texts if each.language == "zh-hant"]
    chinese = dice.sample([each for each in chinese if len(each) >= 6], ROUNDS)
    heard = []
    for title in chinese:
        key, place = text.key(title[:6]), dice.randrange(6)
        read = readings.usual(key[place], "pinyin")
        same = [each for each in HAN if readings.usual(each, "pinyin") == read != ""]
        same = [each for each in same if each != key[place]]
        if same:
            heard.append((title[:place] + dice.choice(same) + title[place + 1 : 6], key))

    def right(written: str, meant: str) -> bool:
        return text.key(did_you_mean(written, "zh-hant") or written) == text.key(meant)

    def wrong(words: list[str], mistakes: int) -> list[tuple[str, str]]:
        return [(_wrong(dice, each, mistakes), each) for each in words]

    return {
        "right already": (right, [(each, each) for each in common]),
        "rare word, right already": (right, [(each, each) for each in rare]),
        "rare word, one letter": (right, wrong(rare, 1)),
        "common word, one letter": (right, wrong(common, 1)),
        "common word, two letters": (right, wrong(common, 2)),
        "three words": (
            right,
            [
                (" ".join(_wrong(dice, each, 1) for each in some), " ".join(some))
                for some in zip(common, common[1:], common[2:], strict=False)
            ],
        ),
        "Chinese, right already": (right, [(each[:6], each[:6]) for each in chinese]),
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
    """Megabytes that are the process's own: SQLite's file is mapped, and shared."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("RssAnon:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
