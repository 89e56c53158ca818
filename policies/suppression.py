"""Counts that may be published: none of them tells what a few people said.

A count from 1 to FEW - 1 is hidden. Where the counts of a table add up to a number that is told, a
large one is hidden with the small ones, so that none follows by subtraction. Which one it is says
nothing of how large the small ones are: whoever knows the rule finds every value from 1 to FEW - 1
possible for each of them. Where no count is large enough for that, all are hidden.
tests/policies/test_suppression.py looks at all small tables.
"""

from collections.abc import Sequence

FEW = 5


def hide_small(counts: Sequence[int], few: int = FEW) -> list[int | None]:
    """Counts of a table whose sum is told; None stands for a hidden one."""
    small = {at for at, each in enumerate(counts) if 0 < each < few}
    if not small:
        return list(counts)
    large = [at for at, each in enumerate(counts) if each >= 2 * few]
    hidden = small | set(large[-1:])
    if not large or sum(counts[at] for at in hidden) < (len(small) + 2) * few:
        return [None] * len(counts)
    return [None if at in hidden else each for at, each in enumerate(counts)]


def hide_extreme(counts: Sequence[int], total: int, few: int = FEW) -> list[int | None]:
    """Counts that add up to nothing (any of several): few who chose it, or few who didn't, hide it.

    `total` is the number of people that is told.
    """
    if 0 < total < few:
        return [None] * len(counts)
    return [None if 0 < each < few or 0 < total - each < few else each for each in counts]
