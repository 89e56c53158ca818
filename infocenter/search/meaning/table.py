"""A table of vectors: which passages a question comes near to.

Each passage is compared without what is common to texts of its language, together with its
neighbours: two in a row that answer a little are better than one that happens to sound like it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from infocenter.search.meaning import numbers, tongues

BLOCK = 8192  # vectors that are kept in one piece
CHUNK = 512  # vectors that are turned into floats at once: what a processor's cache holds
KNOWN = 50  # so many passages the background counts for
COMMON = 0.4  # how much of what all texts have in common is taken off a question
AROUND = 2  # neighbours on each side that count
NEIGHBOURS = 0.5  # how much they do
WORN = 0.2  # of the texts: so many gone ones are carried along

Key = tuple[str, int]  # kind and number of a thing


@dataclass(frozen=True)
class Table:
    """Rows of texts in the order of their numbers, and the vectors of their passages in turn."""

    blocks: tuple[np.ndarray, ...]
    inverse: np.ndarray  # of each vector's length
    pks: np.ndarray  # of each text, and so on
    things: np.ndarray  # its place among the keys
    tongues: np.ndarray  # its place among tongues.ALL
    in_file: np.ndarray
    counts: np.ndarray  # passages
    keys: tuple[Key, ...]
    places: dict[Key, int]
    common: np.ndarray  # background: unit vectors by tongue and sentence
    sums: np.ndarray  # of the unit vectors of each tongue
    most: int = 1 << 30  # passages of one text
    gone: int = 0

    @classmethod
    def beginning(cls, common: dict[str, np.ndarray]) -> "Table":
        """An empty table; `common` has the background of each tongue."""
        backgrounds = np.stack([_units(common[each]) for each in tongues.ALL])
        dimension = backgrounds.shape[2]
        integers = np.empty(0, np.int64)
        return cls(
            blocks=(),
            inverse=np.empty(0, np.float32),
            pks=integers,
            things=integers,
            tongues=np.empty(0, np.int8),
            in_file=np.empty(0, bool),
            counts=integers,
            keys=(),
            places={},
            common=backgrounds,
            sums=np.zeros((len(tongues.ALL), dimension), np.float32),
        )

    @property
    def dimension(self) -> int:
        return self.common.shape[2]

    @property
    def worn(self) -> bool:
        """Whether so much is gone that it should be read anew."""
        return self.gone > 100 and self.gone > WORN * len(self.pks)

    def limited(self, most: int) -> "Table":
        return replace(self, most=most)

    def with_rows(self, rows: Iterable[tuple]) -> "Table":
        """With more texts: number, kind, number of the thing, tongue, in a file, vectors."""
        blocks, sums = list(self.blocks), self.sums.copy()
        keys, places = list(self.keys), dict(self.places)
        inverse, columns, waiting = [self.inverse], [], []
        for pk, kind, object_id, tongue, in_file, packed in rows:
            vectors = numbers.unpacked(packed, len(packed) // self.dimension)[: self.most]
            if not len(vectors) or tongue not in tongues.ALL:
                continue
            factors = 1 / numbers.lengths(vectors)
            inverse.append(factors)
            number = tongues.ALL.index(tongue)
            sums[number] += factors @ vectors
            key = (kind, object_id)
            if key not in places:
                places[key] = len(keys)
                keys.append(key)
            columns.append((pk, places[key], number, in_file, len(vectors)))
            waiting.append(vectors)
            if sum(map(len, waiting)) >= BLOCK:
                _append(blocks, waiting)
        _append(blocks, waiting)
        added = np.array(columns, np.int64).reshape(-1, 5).T
        old = (self.pks, self.things, self.tongues, self.in_file, self.counts)
        pks, things, spoken, files, counts = (
            np.concatenate([before, more.astype(before.dtype)])
            for before, more in zip(old, added, strict=True)
        )
        return replace(
            self,
            blocks=tuple(blocks),
            inverse=np.concatenate(inverse),
            pks=pks,
            things=things,
            tongues=spoken,
            in_file=files,
            counts=counts,
            keys=tuple(keys),
            places=places,
            sums=sums,
        )

    def without(self, pks: set[int]) -> "Table":
        """With these texts belonging to nothing: their vectors go when the table is read anew."""
        out = np.isin(self.pks, list(pks)) & (self.things >= 0)
        return replace(self, things=np.where(out, -1, self.things), gone=self.gone + int(out.sum()))

    def scores(self, question: np.ndarray) -> np.ndarray:
        """How near each passage comes; 1 is as near as the same said in another language."""
        means = self.means()
        asked = question / np.linalg.norm(question)
        asked = (asked - COMMON * means.mean(axis=0)).astype(np.float32)
        found = self._products(asked) * self.inverse
        found -= np.repeat((means @ asked)[self.tongues], self.counts)
        return self._with_neighbours(found) / self.unit

    def apart(self, passages: np.ndarray) -> np.ndarray:
        """Vectors of a few passages, without what is common to their tongues."""
        sizes = np.cumsum([len(each) for each in self.blocks])
        blocks = np.searchsorted(sizes, passages, side="right")
        rows = [
            self.blocks[block][at - sizes[block]]  # counted from the end of the block
            for block, at in zip(blocks, passages, strict=True)
        ]
        texts = np.searchsorted(np.cumsum(self.counts), passages, side="right")
        return np.stack(rows) * self.inverse[passages, None] - self.means()[self.tongues[texts]]

    def means(self) -> np.ndarray:
        """What is common to the texts of each tongue; as long as there are few, its background."""
        counts = np.bincount(self.tongues, self.counts, len(tongues.ALL))[:, None]
        return (self.sums + KNOWN * self.common.mean(axis=1)) / (counts + KNOWN)

    @property
    def unit(self) -> float:
        """How near the same things said in different languages are to each other."""
        apart = self.common - self.common.mean(axis=1, keepdims=True)
        asked = self.common - COMMON * self.common.mean(axis=(0, 1))
        pairs = np.einsum("lsd,msd->lm", apart, asked) / self.common.shape[1]
        others = len(tongues.ALL) * (len(tongues.ALL) - 1)
        return max(float((pairs.sum() - np.trace(pairs)) / others), 1e-6)

    def _products(self, asked: np.ndarray) -> np.ndarray:
        found = np.empty(len(self.inverse), np.float32)
        floats = np.empty((CHUNK, self.dimension), np.float32)
        at = 0
        for block in self.blocks:
            for start in range(0, len(block), CHUNK):
                part = block[start : start + CHUNK]
                np.copyto(floats[: len(part)], part)
                np.dot(floats[: len(part)], asked, out=found[at : at + len(part)])
                at += len(part)
        return found

    def _with_neighbours(self, found: np.ndarray) -> np.ndarray:
        ends = np.cumsum(self.counts)
        at = np.arange(len(found))
        low = np.maximum(at - AROUND, np.repeat(ends - self.counts, self.counts))
        high = np.minimum(at + AROUND + 1, np.repeat(ends, self.counts))
        sums = np.concatenate([[0.0], np.cumsum(found, dtype=np.float64)])
        around = (sums[high] - sums[low]) / (high - low)
        return ((found + NEIGHBOURS * around) / (1 + NEIGHBOURS)).astype(np.float32)


def _units(vectors: np.ndarray) -> np.ndarray:
    return vectors / numbers.lengths(vectors)[:, None]


def _append(blocks: list[np.ndarray], waiting: list[np.ndarray]) -> None:
    """Put waiting vectors into blocks; a small last block is joined with them."""
    if not waiting:
        return
    if blocks and len(blocks[-1]) < BLOCK:
        waiting.insert(0, blocks.pop())
    blocks.append(np.concatenate(waiting))
    waiting.clear()
