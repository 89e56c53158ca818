"""All vectors of one embedder in this process's memory, kept in step with the database."""

import time
from collections.abc import Iterator
from threading import Lock

import numpy as np
from django.db.models.functions import Length

from infocenter.models import EmbeddedText
from infocenter.search.meaning import numbers
from infocenter.search.meaning.store import BACKGROUND
from infocenter.search.meaning.table import Table

LOOK_EVERY = 1.0  # seconds
OVERLAP = 500  # rows that were written at once may become visible in another order than numbered
TEXTS = 500  # texts that are read from the database at once


class Memory:
    """What this process knows of the vectors; its table is replaced, never changed."""

    def __init__(self, embedder: str, megabytes: int):
        self.embedder = embedder
        self.room = megabytes * 1_000_000
        self.lock = Lock()
        self.table: Table | None = None
        self.look_at = 0.0

    def current(self, patience: float) -> Table | None:
        """The vectors as they are now; None if there are none, or they aren't read in time.

        Who asks while another thread looks for news is answered with what was there before.
        """
        if time.monotonic() < self.look_at:
            return self.table
        if not self.lock.acquire(timeout=0 if self.table else patience):
            return self.table
        try:
            if time.monotonic() >= self.look_at:
                self._look()
                self.look_at = time.monotonic() + LOOK_EVERY
        finally:
            self.lock.release()
        return self.table

    def without(self, pks: set[int]) -> Table | None:
        """The vectors without those of texts that turned out to be gone."""
        with self.lock:
            if self.table:
                self.table = self.table.without(pks)
            return self.table

    def _look(self) -> None:
        rows = EmbeddedText.objects.filter(embedder=self.embedder)
        if self.table is None or self.table.worn:
            self.table = self._read_all(rows)
            return
        known = self.table.pks
        last = int(known[-1]) if len(known) else 0
        recent = [int(each) for each in known[-2 * OVERLAP :] if each > last - OVERLAP]
        new = list(_read(rows.filter(pk__gt=last - OVERLAP).exclude(pk__in=recent)))
        if new:
            self.table = self.table.with_rows(new)

    def _read_all(self, rows) -> Table | None:
        """As much as there is room for: of each text as many of its first passages."""
        common = {
            row.language: numbers.unpacked(row.vectors, len(row.places))
            for row in rows.filter(kind=BACKGROUND)
        }
        if not common:
            return None
        table = Table.beginning(common)
        sizes = rows.exclude(kind=BACKGROUND).order_by().values_list(Length("vectors"), flat=True)
        counts = np.fromiter(sizes.iterator(), np.int64) // table.dimension
        table = table.limited(_share(counts, self.room // table.dimension))
        return table.with_rows(_read(rows))


def _share(counts: np.ndarray, room: int) -> int:
    """So many passages of each text fit; at least one, if it means too much memory."""
    low, high = 1, int(counts.max(initial=1))
    while low < high:
        middle = (low + high + 1) // 2
        if np.minimum(counts, middle).sum() <= room:
            low = middle
        else:
            high = middle - 1
    return low


def _read(rows) -> Iterator[tuple]:
    columns = ("pk", "kind", "object_id", "language", "in_file", "vectors")
    rows = rows.exclude(kind=BACKGROUND).order_by("pk")
    yield from rows.values_list(*columns).iterator(chunk_size=TEXTS)
