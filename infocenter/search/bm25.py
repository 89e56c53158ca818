"""BM25 as SQLite's FTS5 computes it, for PostgreSQL, which has no idf and its own idea of length.

`ts_rank` of one word, with all weights 1 and without a length, is the sum of 1/1² + 1/2² + … over
its occurrences, divided by what that sum comes to in the end. How many there were can be told from
it: what is missing is about 1 / (occurrences + ½).
"""

import math
from collections.abc import Sequence

TITLE = 6.0  # one occurrence in the title counts as so many
MOST = 100.0  # occurrences: more can't be told apart
_SATURATION, _LENGTH = 1.2, 0.75  # k1 and b
_WHOLE = math.pi**2 / 6
_LEAST = 1e-6


def idf(entries: int, holding: int) -> float:
    """What a word says that so many of the entries hold: hardly anything if half of them do."""
    return max(_LEAST, math.log(max(_LEAST, (entries - holding + 0.5) / (holding + 0.5))))


def occurrences(rank: float) -> float:
    """How often a word of this `ts_rank` stands in the text."""
    missing = _WHOLE * (1 - rank)
    return min(MOST, max(0.0, 1 / missing - 0.5)) if missing > 1 / MOST else MOST


def score(
    idfs: Sequence[float], ranks: Sequence[float], titles: Sequence[bool], length: float
) -> float:
    """The score of an entry: `length` is its own divided by the usual one."""
    spread = _SATURATION * (1 - _LENGTH + _LENGTH * length)
    found = 0.0
    for weight, rank, in_title in zip(idfs, ranks, titles, strict=True):
        if rank:
            times = occurrences(rank) + (TITLE - 1 if in_title else 0)
            found += weight * times * (_SATURATION + 1) / (times + spread)
    return found
