"""How Chinese characters are read, in Mandarin and in Cantonese, and what was typed by ear.

The lists beside this file have a line for each syllable, without its tone: the characters (as
keys) that are mostly read so, and those that may be.
tests/infocenter/search/make_readings.py makes them.
"""

from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path

SYSTEMS = ("pinyin", "jyutping")
LONGEST = 40  # letters that are taken apart into syllables
_LONGEST_SYLLABLE = 6
_MOST_WAYS = 3
_MOST_STEPS = 300
_MOST_INITIALS = 4


@cache
def _readings(system: str) -> dict[str, str]:
    """The readings of each character, the usual one first, with spaces between them."""
    lines = (Path(__file__).parent / f"{system}.txt").read_text(encoding="utf-8").splitlines()
    parts = [line.split(" ") for line in lines if not line.startswith("#")]
    found: dict[str, str] = {}
    for column in (1, 2):
        for syllable, *chars in parts:
            for char in "".join(chars[column - 1 : column]):
                found[char] = f"{found[char]} {syllable}" if char in found else syllable
    return found


@cache
def syllables(system: str) -> frozenset[str]:
    """All syllables."""
    return frozenset(each for read in _readings(system).values() for each in read.split())


def of(char: str, system: str) -> list[str]:
    """The readings of a character, the usual one first; none for what isn't read."""
    return _readings(system).get(char, "").split()


def usual(char: str, system: str) -> str:
    """The usual reading of a character."""
    return next(iter(of(char, system)), "")


@lru_cache(maxsize=4096)
def sounds(pair: str) -> frozenset[str]:
    """How two characters may be read, in both systems: `fang wu`, `fong uk`."""
    return frozenset(
        " ".join(read)
        for system in SYSTEMS
        for read in product(*(of(char, system) for char in pair))
    )


def initials(run: str) -> set[str]:
    """The first letters of a run's characters, as people may type them in either system."""
    found: set[str] = set()
    for system in SYSTEMS:
        letters = [dict.fromkeys(each[0] for each in of(char, system)) for char in run]
        found.update(map("".join, islice(product(*letters), _MOST_INITIALS)))
    return found


def ways(typed: str, system: str) -> list[list[str]]:
    """The ways in which letters make syllables, the last perhaps unfinished; likelier ones first.

    Longer syllables are likelier than shorter ones, and whole ones than a beginning.
    """
    known = syllables(system)
    begun = _beginnings(system)
    found: list[list[str]] = []
    waiting: list[tuple[list[str], int]] = [([], 0)]
    for _step in range(_MOST_STEPS):
        if not waiting or len(found) == _MOST_WAYS:
            break
        done, at = waiting.pop()
        rest = typed[at:]
        if not rest:
            found.append(done)
            continue
        if rest in begun and rest not in known:
            waiting.append(([*done, rest], len(typed)))
        for size in range(1, min(_LONGEST_SYLLABLE, len(rest)) + 1):
            if rest[:size] in known:
                waiting.append(([*done, rest[:size]], at + size))
    return found


@cache
def _beginnings(system: str) -> frozenset[str]:
    return frozenset(each[:size] for each in syllables(system) for size in range(1, len(each)))
