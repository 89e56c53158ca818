"""A page of the list of documents, and how many there are of each kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import CharField, Count, Value
from django.db.models.functions import Cast, Substr

from infocenter import filters as asked
from infocenter.filters import Filters, Key
from infocenter.models import Edition
from portal.pagecache.fragments import kept
from portal.prepared import Prepared

PAGE = 20
MOST_BY_TITLE = 10_000  # by title the database must sort them all: people narrow down first

_FIELDS = {"newest": "date", "oldest": "date", "changed": "published_at", "title": "shown_title"}


@dataclass(frozen=True)
class Page:
    """Editions of one page as (id, is_superseded), and the places of its neighbours."""

    editions: list[tuple[int, bool]]
    previous: str | None
    next: str | None


@dataclass(frozen=True)
class Counts:
    """How many documents there are in all, and of each value of each facet."""

    total: int
    facets: dict[str, dict]


def page(filters: Filters, language: str) -> Page:
    """The page of the list that the address asks for."""
    backwards = bool(filters.key and filters.key.backwards)
    rows = _rows(filters, language)
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if backwards:
        rows.reverse()
    if not rows:
        return Page([], None, None)
    first, last = (
        asked.written(filters.sort, value, document)
        for _pk, _superseded, document, value in (rows[0], rows[-1])
    )
    return Page(
        [(pk, superseded) for pk, superseded, _document, _value in rows],
        previous=first if (more if backwards else filters.key) else None,
        next=last if backwards or more else None,
    )


def _rows(filters: Filters, language: str) -> list[tuple]:
    key, sort = filters.key, filters.sort
    if sort == "title":
        return _by_title(language, key, **filters.ids)
    ids = {name: values for name, values in filters.ids.items() if name != "year"}
    query = _prepared(sort, filters.ids.get("year", ()), tuple(ids), key and key.backwards)
    return query(*ids.values(), *(key.values if key else ()))


@lru_cache(maxsize=512)
def _prepared(sort: str, years: tuple[int, ...], names: tuple[str, ...], backwards) -> Prepared:
    """The query of a page with these kinds of filters; `backwards` is None for the first page."""

    def build(*values):
        narrow = dict(zip(names, values, strict=False))
        rows = Edition.objects.current().narrowed(**narrow, year=years)
        return _placed(rows, sort, values[len(names) :], backwards)

    return Prepared(build)


def _placed(rows, sort: str, place: tuple, backwards):
    """`rows` in order from a place on, one more than a page."""
    field = _FIELDS[sort]
    descending = (sort in ("newest", "changed")) is not bool(backwards)
    if place:
        rows = rows.beyond(field, *place, descending=descending)
    sign = "-" if descending else ""
    rows = rows.order_by(f"{sign}{field}", f"{sign}document_id")
    return rows.values_list("pk", "is_superseded", "document_id", field)[: PAGE + 1]


def _by_title(language: str, key: Key | None, **narrow) -> list[tuple]:
    rows = Edition.objects.current().narrowed(**narrow).titled(language)
    place: tuple = ()
    if key:
        (document_id,) = key.values
        here = Edition.objects.current().filter(document=document_id).titled(language)
        title = here.values_list("shown_title", flat=True).first()
        place = (title, document_id) if title is not None else ()
    return list(_placed(rows, "title", place, key.backwards if key and place else None))


def counts(filters: Filters) -> Counts:
    """The counts under these filters; those of a facet leave its own choice out."""
    return kept(("counts", filters.signature()), lambda: _counted(filters))


def _counted(filters: Filters) -> Counts:
    facets: dict[str, dict] = {name: {} for name in asked.FACETS}
    total = 0
    for department, kind, year, number in _cube(filters):
        mine = {"department": department, "type": kind, "year": int(year)}
        misses = [
            name for name in mine if name in filters.ids and mine[name] not in filters.ids[name]
        ]
        if not misses:
            total += number
        for name, value in mine.items():
            if misses in ([], [name]):  # the other facets let it through
                facets[name][value] = facets[name].get(value, 0) + number
    for name, value, number in _parts(filters):
        facets[name][int(value) if name == "topic" else value] = number
    return Counts(total, facets)


def _cube(filters: Filters) -> Iterable[tuple]:
    """Counts by department, type and year at once: three facets and the total in one query."""
    rows = Edition.objects.current().narrowed(**filters.but("department", "type", "year").ids)
    # The year by text: SQLite would call back into Python for each row to extract it.
    year = Substr(Cast("date", CharField()), 1, 4)
    return rows.order_by().values_list("department_id", "type", year).annotate(Count("pk"))


def _parts(filters: Filters) -> Iterable[tuple]:
    """Counts by topic, language and format: what a document may have several of."""
    queries = [
        Edition.objects.current()
        .narrowed(**filters.but(name).ids)
        .order_by()
        .filter(**{f"{path}__isnull": False})
        .values_list(Value(name, CharField()), Cast(path, CharField()))
        .annotate(Count("pk", distinct=True))
        for name, path in (
            ("topic", "topics"),
            ("language", "translations__language"),
            ("format", "files__format"),
        )
    ]
    return queries[0].union(*queries[1:], all=True)
