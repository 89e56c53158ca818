"""What a question comes near to: things, and the passages of them that answer it."""

import math

import numpy as np

from infocenter.search.meaning import tongues
from infocenter.search.meaning.table import Key, Table

FOLLOWED = 0.5  # how much the best answer in the question's language says of others


class Near:
    """How near each thing comes to one question; what isn't near at all counts as 0."""

    def __init__(self, table: Table, question: np.ndarray):
        self.table = table
        self.passages = table.scores(question)
        ends = np.cumsum(table.counts)
        self.starts = ends - table.counts
        self.texts = np.maximum.reduceat(self.passages, self.starts)
        self.things = np.zeros(len(table.keys), np.float32)
        there = table.things >= 0
        np.maximum.at(self.things, table.things[there], self.texts[there])
        self.best = float(self.things.max(initial=0))

    @property
    def chance(self) -> float:
        """The more passages there are, the nearer comes the nearest by chance: 1 for 50,000."""
        return math.sqrt(math.log(max(len(self.passages), 5)) / math.log(50_000))

    def of(self, key: Key) -> float:
        """How near a thing is."""
        place = self.table.places.get(key)
        return 0.0 if place is None else float(self.things[place])

    def first(self, most: int, least: float, spoken: frozenset[str], *, other: bool) -> list[Key]:
        """The nearest things that have a text in one of these tongues, or the others.

        `least` is how near they must come among 50,000 passages.
        """
        table = self.table
        least *= self.chance
        wanted = np.array([each in spoken for each in tongues.ALL])
        own = wanted[table.tongues] & ~table.in_file & (table.things >= 0)
        has = np.zeros(len(table.keys), bool)
        has[table.things[own]] = True
        scores = np.where(has != other, self.things, 0)
        best = np.argsort(-scores, kind="stable")[:most]
        return [table.keys[each] for each in best if scores[each] >= least]

    def comes(self, least: float) -> bool:
        """Whether anything comes so near, among 50,000 passages."""
        return self.best >= least * self.chance

    def follow(self, answer: Key, keys: list[Key]) -> list[Key]:
        """Put things in other tongues into a better order, given what answers best in its own.

        Texts that say the same are nearer to each other than a question is to either of them.
        """
        table = self.table
        rows = np.flatnonzero(table.things == table.places.get(answer, -2))
        if not len(rows) or not keys or answer in keys:
            return keys
        said = self._passage(int(rows[self.texts[rows].argmax()]))
        places = np.array([table.places[key] for key in keys])
        best: dict[int, int] = {}
        for row in map(int, np.flatnonzero(np.isin(table.things, places))):
            known = best.get(table.things[row])
            if known is None or self.texts[row] > self.texts[known]:
                best[table.things[row]] = row
        passages = np.array([said, *(self._passage(best[place]) for place in places)])
        vectors = table.apart(passages)
        before = self.things[places]
        after = before + FOLLOWED * np.maximum(vectors[1:] @ vectors[0] / table.unit, 0)
        self.things[places] = after * (before.max() / after.max())
        return [keys[each] for each in np.argsort(-after, kind="stable")]

    def _passage(self, row: int) -> int:
        """The nearest passage of a text."""
        start = self.starts[row]
        return int(start + self.passages[start : start + self.table.counts[row]].argmax())

    def texts_of(self, keys: list[Key]) -> set[int]:
        """The rows in the database that say so of these things."""
        places = [self.table.places[key] for key in keys]
        return {int(pk) for pk in self.table.pks[np.isin(self.table.things, places)]}

    def answer(self, key: Key, tongue: str) -> tuple[int, int] | None:
        """The row and number of the passage that comes nearest, in this tongue or in a file."""
        place = self.table.places.get(key)
        if place is None:
            return None
        table = self.table
        rows = np.flatnonzero(table.things == place)
        right = table.in_file[rows] | (table.tongues[rows] == tongues.ALL.index(tongue))
        rows = rows[right]
        if not len(rows):
            return None
        row = int(rows[self.texts[rows].argmax()])
        return int(table.pks[row]), self._passage(row) - int(self.starts[row])
