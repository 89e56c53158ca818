"""Parts of pages kept in the memory of this process: rows of lists, and values such as counts."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection

from portal.pagecache.shared import epoch, generation

Key = tuple[str, int, int, str]
Row = TypeVar("Row", bound=str)  # HTML, or JSON


class Fragments:
    """Rendered rows by (name, id, edition, language), bounded in bytes; the oldest unused go."""

    def __init__(self, limit: int):
        self.limit = limit
        self.size = 0
        self.epoch = -1
        self._rows: dict[Key, Any] = {}
        self._used: set[Key] = set()
        self._lock = Lock()

    def get(self, keys: Iterable[Key]) -> dict[Key, Any]:
        """Those of the rows that are kept."""
        current = epoch()
        if current != self.epoch:
            self._clear(current)
        rows, found = self._rows, {}
        for key in keys:
            row = rows.get(key)
            if row is not None:
                found[key] = row
        self._used.update(found)
        return found

    def put(self, made: dict[Key, Any], current: int) -> None:
        """Keep rows that were made while `current` was the epoch."""
        with self._lock:
            if current != self.epoch:
                return
            for key, row in made.items():
                before = self._rows.pop(key, None)
                self.size += _weight(row) - (_weight(before) if before is not None else 0)
                self._rows[key] = row
            self._shrink()

    def _shrink(self) -> None:
        while self.size > self.limit and self._rows:
            key = next(iter(self._rows))
            row = self._rows.pop(key)
            if key in self._used:  # a second chance for what was asked for since
                self._used.discard(key)
                self._rows[key] = row
            else:
                self.size -= _weight(row)

    def _clear(self, current: int) -> None:
        with self._lock:
            self._rows, self._used, self.size, self.epoch = {}, set(), 0, current


def _weight(row: str) -> int:
    return 2 * len(row) + 300  # bytes, near enough: Chinese text takes two each


_fragments = Fragments(settings.FAROL_FRAGMENTS_MB * 2**20)


def rows(
    name: str,
    editions: Iterable[tuple[int, int]],
    language: str,
    make: Callable[[list[int]], Mapping[int, Row]],
) -> list[Row]:
    """The rendered rows of (id, edition) pairs, in their order.

    `make` gets the ids that aren't kept and answers them by id, so that one query and one
    template serve all that are missing. An id that it leaves out is left out here. Within a
    transaction nothing is kept, as what it shows may not come to pass.
    """
    keys = [(name, identity, edition, language) for identity, edition in editions]
    current = epoch()
    found = _fragments.get(keys)
    missing = [key for key in keys if key not in found]
    if missing:
        html = make([key[1] for key in missing])
        made = {key: html[key[1]] for key in missing if key[1] in html}
        if not connection.in_atomic_block:
            _fragments.put(made, current)
        found |= made
    return [found[key] for key in keys if key in found]


_values: tuple[int, dict[Hashable, Any]] = (-1, {})
_MOST_VALUES = 10_000


def forget() -> None:
    """Throw away all that this process keeps: it is about another database."""
    global _fragments, _values
    _fragments, _values = Fragments(settings.FAROL_FRAGMENTS_MB * 2**20), (-1, {})


def kept(key: Hashable, make: Callable[[], Any]) -> Any:
    """`make()`, done once for each generation in this process: counts, lists of choices.

    The value must be the same for every reader, and is shared: don't change it.
    """
    global _values
    current = generation()  # before the value is made: a change in between makes it old
    number, values = _values
    if number != current:
        values = {}
        _values = (current, values)
    if key in values:
        return values[key]
    value = make()
    if not connection.in_atomic_block:
        if len(values) >= _MOST_VALUES:
            values.clear()
        values[key] = value
    return value
