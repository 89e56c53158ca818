"""A text cut into passages: long enough to say something, short enough to mean one thing."""

import re
from itertools import pairwise

from infocenter.search import text

LENGTH = 400  # letters of a passage; a character of unspaced script says as much as two
LEAST = LENGTH // 8  # what is shorter joins the passage before
MOST = 400  # passages of one text: what follows is found by its words only
VERSION = 1  # raise it when passages are cut otherwise: vectors are then made again

# What ends a sentence stays with it: a stop that isn't inside a number, or the end of a line.
_SENTENCE = re.compile(
    r"""[^\n\f]*?(?:[。！？；!?]+["'」』”’）)]*|\.+["'”’)]*(?=\s)|[\n\f]+|$)\s*""", re.DOTALL
)
_SPACE = re.compile(r"\s+")


def cut(source: str, bounds=()) -> list[tuple[int, int]]:
    """Start and end of each passage; none runs over one of `bounds` (headings, pages)."""
    edges = sorted({0, len(source), *(each for each in bounds if 0 < each < len(source))})
    found: list[tuple[int, int]] = []
    for first, last in pairwise(edges):
        found += _part(source, first, last)
        if len(found) >= MOST:
            break
    return found[:MOST]


def _part(source: str, first: int, last: int) -> list[tuple[int, int]]:
    """Sentences put together for as long as there is room."""
    found: list[tuple[int, int]] = []
    start, room = first, LENGTH
    for at, _end, weight in _sentences(source, first, last):
        if weight > room and at > start:
            found.append((start, at))
            start, room = at, LENGTH
        room -= weight
    if found and _weight(source[start:last]) < LEAST:
        found[-1] = (found[-1][0], last)
    elif start < last:
        found.append((start, last))
    return [each for each in (_trimmed(source, *pair) for pair in found) if each[0] < each[1]]


def _sentences(source: str, first: int, last: int):
    """Start, end and weight of each sentence; one that is too long is cut at spaces."""
    at = first
    while at < last:
        match = _SENTENCE.match(source, at, last)
        end = match.end() if match and match.end() > at else last
        while (weight := _weight(source[at:end])) > LENGTH:
            middle = _cut(source, at, end)
            yield at, middle, LENGTH
            at = middle
        if at < end:
            yield at, end, weight
        at = end


def _cut(source: str, at: int, end: int) -> int:
    """Where a passage from `at` is full, at the last space before if there is one."""
    room = LENGTH
    for place in range(at, end):
        room -= 2 if text.UNSPACED.match(source[place]) else 1
        if room <= 0:
            spaces = list(_SPACE.finditer(source, at + 1, place + 1))
            return spaces[-1].end() if spaces else place + 1
    return end


def _weight(words: str) -> int:
    return len(words) + len(text.UNSPACED.findall(words))


def _trimmed(source: str, start: int, end: int) -> tuple[int, int]:
    words = source[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
