"""What changed between two texts, as people read it: by line, and by word or character in a line.

The time is bounded whatever the texts are: where a comparison would cost more than its share, the
old lines are shown as removed and the new ones as added.
"""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

SAME, ADDED, REMOVED, CHANGED = "same", "added", "removed", "changed"

MOST_CELLS = 200_000_000  # of the table that a comparison of two sequences fills, for one page
LEAST_ALIKE = 0.35  # lines that share less are shown one after the other
MOST_PIECES = 500  # of a line; nobody reads a line that changes more often
CONTEXT = 1  # unchanged lines shown around a change

# Chinese, Japanese and Korean by the character; all else by words, numbers, spaces and marks.
_TOKENS = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
    r"|[^\W_\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+"
    r"|\s+|.",
    re.DOTALL,
)


@dataclass(frozen=True)
class Piece:
    """Some text of a line, and what became of it."""

    change: str
    text: str


@dataclass(frozen=True)
class Line:
    """A line of either text or of both. A changed one has pieces of both."""

    change: str
    pieces: tuple[Piece, ...]

    @property
    def old(self) -> str | None:
        """The line as it was; None if it wasn't there."""
        return self._side(ADDED)

    @property
    def new(self) -> str | None:
        """The line as it became; None if it is gone."""
        return self._side(REMOVED)

    def _side(self, absent: str) -> str | None:
        if self.change == absent:
            return None
        return "".join(piece.text for piece in self.pieces if piece.change != absent)


class _Budget:
    def __init__(self):
        self.left = MOST_CELLS

    def allows(self, old: Sequence, new: Sequence) -> bool:
        cost = len(old) * len(new)
        if cost > self.left:
            return False
        self.left -= cost
        return True


def compare(old: str, new: str) -> list[Line]:
    """The lines of both texts in order, each with its change."""
    budget = _Budget()
    lines: list[Line] = []
    before, after = old.split("\n"), new.split("\n")
    for change, a, b in _changes(before, after, budget):
        if change == SAME:
            lines += [Line(SAME, (Piece(SAME, text),)) for text in a]
        else:
            lines += _block(a, b, budget)
    return lines


def words(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of one line that was `old` and is `new`."""
    return _pieces(old, new, _Budget()) or (Piece(REMOVED, old), Piece(ADDED, new))


def _changes(a: Sequence[Hashable], b: Sequence[Hashable], budget: _Budget):
    """(change, items of a, items of b) in order; CHANGED has items of a, of b or both."""
    start = 0
    shortest = min(len(a), len(b))
    while start < shortest and a[start] == b[start]:
        start += 1
    end = 0
    while end < shortest - start and a[-1 - end] == b[-1 - end]:
        end += 1
    if start:
        yield SAME, a[:start], b[:start]
    old, new = a[start : len(a) - end], b[start : len(b) - end]
    if not (old and new) or not budget.allows(old, new):
        if old or new:
            yield CHANGED, old, new
    else:
        yield from _aligned(old, new)
    if end:
        yield SAME, a[len(a) - end :], b[len(b) - end :]


def _aligned(old, new):
    """Changes by the shortest way from `old` to `new`, neighbouring ones taken together."""
    i = j = 0
    for each in Levenshtein.opcodes(old, new):
        if each.tag != "equal":
            continue
        if (i, j) != (each.src_start, each.dest_start):
            yield CHANGED, old[i : each.src_start], new[j : each.dest_start]
        yield SAME, old[each.src_start : each.src_end], new[each.dest_start : each.dest_end]
        i, j = each.src_end, each.dest_end
    if (i, j) != (len(old), len(new)):
        yield CHANGED, old[i:], new[j:]


def _block(a: Sequence[str], b: Sequence[str], budget: _Budget) -> list[Line]:
    """Lines that were changed together: those in the same place are compared by words."""
    lines: list[Line] = []
    for old, new in zip(a, b, strict=False):
        pieces = _pieces(old, new, budget) if old and new else None
        if pieces and len(pieces) <= MOST_PIECES and _alike(pieces, old, new):
            lines.append(Line(CHANGED, pieces))
        else:
            lines += [Line(REMOVED, (Piece(REMOVED, old),)), Line(ADDED, (Piece(ADDED, new),))]
    lines += [Line(REMOVED, (Piece(REMOVED, each),)) for each in a[len(b) :]]
    lines += [Line(ADDED, (Piece(ADDED, each),)) for each in b[len(a) :]]
    return lines


def _pieces(old: str, new: str, budget: _Budget) -> tuple[Piece, ...] | None:
    a, b = _TOKENS.findall(old), _TOKENS.findall(new)
    pieces: list[Piece] = []
    for change, before, after in _changes(a, b, budget):
        if change == SAME:
            pieces.append(Piece(SAME, "".join(before)))
            continue
        if before:
            pieces.append(Piece(REMOVED, "".join(before)))
        if after:
            pieces.append(Piece(ADDED, "".join(after)))
    return tuple(pieces) if pieces else None


def _alike(pieces: Sequence[Piece], old: str, new: str) -> bool:
    same = sum(len(piece.text) for piece in pieces if piece.change == SAME)
    return same >= LEAST_ALIKE * min(len(old), len(new))


def shortened(lines: list[Line]) -> list[Line | None]:
    """The changed lines with their neighbours; None stands for unchanged ones left out between."""
    near = [False] * len(lines)
    for at, line in enumerate(lines):
        if line.change != SAME:
            for each in range(max(0, at - CONTEXT), min(len(lines), at + CONTEXT + 1)):
                near[each] = True
    shown: list[Line | None] = []
    for at, line in enumerate(lines):
        if near[at] or (not line.old and at and near[at - 1]):
            shown.append(line)
        elif shown[-1:] != [None]:
            shown.append(None)
    return shown
