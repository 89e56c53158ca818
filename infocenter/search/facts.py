"""What filters and counts ask of entries, kept in this process: no query counts hits.

A row of the index is never changed, only replaced by one with another id: what was read of an entry
stays true, and one that is gone is in no list of hits any more.
"""

from collections import Counter
from collections.abc import Iterable
from copy import copy
from itertools import compress
from operator import add

from django.db import connection

from infocenter.models import SearchEntry
from infocenter.search.entries import FACETS, Filters
from portal.pagecache import epoch
from portal.prepared import Prepared

SEVERAL = ("topic", "format", "language")  # facets of which a thing may have several values
_MOST_KEPT = 1_000_000
_AT_ONCE = 512  # ids in one query


Versions = tuple[tuple[str, int], ...]  # language and entry

# Of one entry: the thing whose version it is, and what is asked of it. Topics and formats are
# several: each combination is kept once. Plain tuples, which cost the garbage collector nothing.
FIELDS = ("key", "department", "type", "topic", "year", "format", "language", "day", "kind")
Facts = tuple[tuple[str, int], int | None, str, tuple, int | None, tuple, str, int, str]

_kept: tuple[int, dict[int, Facts]] = (-1, {})
_combinations: dict[str, tuple] = {}


_COLUMNS = (
    "id", "kind", "object_id", "department_id", "type", "topics", "date", "formats", "language",
)  # fmt: skip
_rows = Prepared(lambda ids: SearchEntry.objects.filter(pk__in=ids).values_list(*_COLUMNS))


def filled(ids: list[int]) -> tuple[int, ...]:
    """The ids and the last one repeated: few lengths, so that few statements are prepared."""
    return tuple(ids + ids[-1:] * ((1 << (len(ids) - 1).bit_length()) - len(ids)))


def of(ids: Iterable[int]) -> dict[int, Facts]:
    """The facts of these entries, in their order; of those that are gone there are none."""
    known = _known()
    ids = list(ids)
    missing = [each for each in ids if each not in known]
    if connection.in_atomic_block:  # what is read here may never be true for others
        known = {each: known[each] for each in ids if each in known}
    for start in range(0, len(missing), _AT_ONCE):
        some = missing[start : start + _AT_ONCE]
        for row in _rows(filled(some)):
            known[row[0]] = _facts(*row[1:])
    return {each: known[each] for each in ids if each in known}


def _known() -> dict[int, Facts]:
    global _kept
    current = epoch()
    if connection.in_atomic_block:
        return {}
    if _kept[0] != current or len(_kept[1]) > _MOST_KEPT:
        _kept = (current, {})
    return _kept[1]


def forget() -> None:
    """Read all anew: the database is another one."""
    global _kept
    _kept = (-1, {})


def _facts(kind, object_id, department, type_, topics, date, formats, language) -> Facts:
    return (
        (kind, object_id),
        department,
        type_,
        _combination(topics, int),
        date.year if date else None,
        _combination(formats, str),
        language,
        date.toordinal() if date else 0,
        kind,
    )


def _combination(joined: str, kind) -> tuple:
    found = _combinations.get(joined)
    if found is None:
        found = tuple(kind(each) for each in joined.split(",") if each)
        _combinations[joined] = found
    return found


class Things:
    """What entries are versions of: each thing once, in columns, so that counting is quick."""

    def __init__(self, found: dict[int, Facts]):
        columns = zip(*found.values(), strict=True) if found else ((),) * len(FIELDS)
        self.columns: dict[str, tuple] = dict(zip(FIELDS, columns, strict=True))
        self.entries = frozenset(found)
        keys, codes = self.columns.pop("key"), self.columns["language"]
        pairs = list(zip(codes, found, strict=True))
        self.versions: dict[tuple[str, int], Versions] = dict(
            zip(keys, zip(pairs, strict=True), strict=True)
        )
        if len(self.versions) == len(keys):
            self.columns["language"] = tuple(zip(codes, strict=True))
        else:
            self._gather(keys, pairs)

    def _gather(self, keys: tuple, pairs: list[tuple[str, int]]) -> None:
        """Put the versions of a thing together, where things have several of them."""
        first: dict[tuple[str, int], int] = {}
        for place, key in enumerate(keys):
            if first.setdefault(key, place) == place:
                self.versions[key] = (pairs[place],)
            else:
                self.versions[key] += (pairs[place],)
        self.versions = {key: self.versions[key] for key in first}
        for name, column in self.columns.items():
            self.columns[name] = tuple(map(column.__getitem__, first.values()))
        self.columns["language"] = tuple(
            tuple(code for code, _entry in each) for each in self.versions.values()
        )

    def narrowed(self, filters: Filters) -> tuple["Things", dict[str, dict], dict[str, int]]:
        """Those that the filters let through, how many each value of each facet has, and how many
        there are without each filter.

        The counts of a facet leave its own filter out: they say what another choice would give.
        """
        lets = {
            name: _lets(self.columns.get(name, ()), each) for name, each in filters.narrow.items()
        }
        if filters.kinds:
            lets["kind"] = _lets(self.columns.get("kind", ()), frozenset(filters.kinds))
        if not lets:
            return self, {name: self._count(name) for name in FACETS}, {}
        first, *more = lets.values()
        passed: list[int] = list(first)
        for each in more:
            passed = list(map(add, passed, each))
        most = len(lets)
        every = [number == most for number in passed]
        counts = {name: self._count(name, every) for name in FACETS if name not in lets}
        wider = {}
        for name in filters.narrow:
            if most == 1:
                counts[name], wider[name] = self._count(name), len(self)
            else:
                pairs = zip(passed, lets[name], strict=True)
                others = [n - its == most - 1 for n, its in pairs]
                counts[name], wider[name] = self._count(name, others), sum(others)
        return self._only(every, filters.narrow.get("language")), counts, wider

    def _only(self, some: list[bool], languages: frozenset | None) -> "Things":
        inside = copy(self)
        inside.columns = {"day": tuple(compress(self.columns.get("day", ()), some))}
        inside.versions = dict(compress(self.versions.items(), some))
        if languages:
            inside.versions = {
                key: tuple(each for each in versions if each[0] in languages)
                for key, versions in inside.versions.items()
            }
        inside.entries = frozenset(
            entry for versions in inside.versions.values() for _code, entry in versions
        )
        return inside

    def _count(self, name: str, some: list[bool] | None = None) -> dict:
        column = self.columns.get(name, ())
        values = Counter(column if some is None else compress(column, some))
        if name in SEVERAL:
            each_of: Counter = Counter()
            for combination, number in values.items():
                for value in combination:
                    each_of[value] += number
            return each_of
        return {value: number for value, number in values.items() if value not in (None, "")}

    def __len__(self) -> int:
        return len(self.versions)

    def __contains__(self, candidate_key) -> bool:
        return candidate_key in self.versions

    def newest(self) -> list[tuple[str, int]]:
        """Their keys, the newest first; of a day, what has the higher number."""
        days = zip(self.columns.get("day", ()), self.versions, strict=True)
        return [key for _day, key in sorted(days, reverse=True)]


def _lets(column, wanted: frozenset) -> list[bool]:
    if column and type(column[0]) is tuple:
        return [not wanted.isdisjoint(each) for each in column]
    return [each in wanted for each in column]
