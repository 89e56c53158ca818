"""The log of corrections: what was wrong in anything public, what is right now, thanks to whom.

Apps register where theirs are in `ready`: `corrections.register(Source(...))`. The log is in the
order of time; of the same moment, in the order of the sources and then of their ids.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from infocenter.differences import Line
from portal.labels import Label

PAGE = 20


@dataclass(frozen=True)
class Entry:
    """A correction, as a reader of one language is told of it."""

    at: datetime
    title: Label
    address: str  # of the corrected thing
    department_id: int
    note: Label
    credit: Label
    changes: str = ""  # the address of the whole difference
    lines: tuple[Line | None, ...] = ()  # the difference, if it is short
    lang: str = ""  # of the lines


@dataclass(frozen=True)
class Source:
    """Where an app keeps its corrections.

    `rows` are those that residents may see, `at` and `department` name their columns, `entries`
    tells of the rows with some ids in a language.
    """

    name: str
    rows: Callable[[], QuerySet]
    at: str
    department: str
    entries: Callable[[Iterable[int], str], Mapping[int, Entry]]


class Key(NamedTuple):
    """A place in the log."""

    at: datetime
    source: int
    pk: int


class Page(NamedTuple):
    """Some entries, and the place from which the log goes on."""

    entries: list[Entry]
    next: str


_sources: list[Source] = []


def register(source: Source) -> None:
    """Have the corrections of a source in the log."""
    _sources.append(source)


def page(language: str, department_id: int | None = None, key: Key | None = None) -> Page:
    """The entries after a place, the newest first."""
    keys = sorted(_keys(department_id, key), key=_newest_first, reverse=True)
    shown = keys[:PAGE]
    entries: dict[tuple[int, int], Entry] = {}
    for number, source in enumerate(_sources):
        wanted = [each.pk for each in shown if each.source == number]
        found = source.entries(wanted, language) if wanted else {}
        entries |= {(number, pk): entry for pk, entry in found.items()}
    following = written(shown[-1]) if len(keys) > PAGE else ""
    return Page([entries[each[1:]] for each in shown if each[1:] in entries], following)


def _newest_first(key: Key) -> tuple:
    return key.at, -key.source, key.pk


def _keys(department_id: int | None, after: Key | None) -> Iterable[Key]:
    for number, source in enumerate(_sources):
        rows = source.rows()
        if department_id is not None:
            rows = rows.filter(**{source.department: department_id})
        if after is not None:
            rows = rows.filter(_beyond(source, number, after))
        ordered = rows.order_by(f"-{source.at}", "-pk").values_list(source.at, "pk")
        yield from (Key(at, number, pk) for at, pk in ordered[: PAGE + 1])


def _beyond(source: Source, number: int, after: Key) -> Q:
    if number > after.source:
        return Q(**{f"{source.at}__lte": after.at})
    earlier = Q(**{f"{source.at}__lt": after.at})
    if number < after.source:
        return earlier
    return earlier | Q(**{source.at: after.at, "pk__lt": after.pk})


def written(key: Key) -> str:
    """A place as addresses say it."""
    seconds = int(key.at.replace(microsecond=0).timestamp())
    return f"{seconds * 1_000_000 + key.at.microsecond}.{_sources[key.source].name}.{key.pk}"


def read(text: str) -> Key | None:
    """The place that an address says; None if it makes no sense."""
    moment, name, pk = [*text.split("."), "", ""][:3]
    source = next((at for at, each in enumerate(_sources) if each.name == name), None)
    if source is None or not (_is_number(moment) and _is_number(pk)):
        return None
    try:
        seconds, rest = divmod(int(moment), 1_000_000)
        at = datetime.fromtimestamp(seconds, tz=UTC).replace(microsecond=rest)
    except (ValueError, OverflowError, OSError):
        return None
    return Key(at, source, int(pk))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
