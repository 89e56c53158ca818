"""The list of datasets: what a reader asks of it, a page of it, and how many there are of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.http import urlencode

from infocenter import filters, labels
from infocenter.datasets import published
from infocenter.models import EditionDataset

PAGE = 20
FACETS = {"topic": "edition__topics", "department": "edition__department"}


@dataclass(frozen=True)
class Asked:
    """Valid values of each facet as they stand in the address, and the place in the list."""

    chosen: Mapping[str, dict[str, int]] = field(default_factory=dict)  # and as stored
    key: filters.Key | None = None
    problems: tuple[str, ...] = ()

    def query(self, *, without: tuple[str, str] | None = None, **more) -> str:
        """The query of an address with these filters."""
        pairs = [
            (name, value)
            for name, values in self.chosen.items()
            for value in values
            if (name, value) != without
        ]
        pairs += more.items()
        return f"?{urlencode(pairs)}" if pairs else ""

    def rows(self, but: str = ""):
        """What fits, whichever way; a facet's own counts are made without its choice."""
        found = EditionDataset.objects.public()
        for name, column in FACETS.items():
            if name != but and name in self.chosen:
                found = found.filter(**{f"{column}__in": list(self.chosen[name].values())})
        return found.distinct() if "topic" in self.chosen else found


def read(query: QueryDict, language: str) -> Asked:
    """The filters of an address. What can't be understood is left out, and said."""
    known = {
        "topic": {each.key: each.pk for each in labels.topics(language).values()},
        "department": {each.key: each.pk for each in labels.departments(language).values()},
    }
    chosen: dict[str, dict[str, int]] = {}
    problems: list[str] = []
    for name, values in known.items():
        asked = sorted({each.strip() for each in query.getlist(name)[: filters.MOST_VALUES]})
        for value in filter(None, asked):
            if value in values:
                chosen.setdefault(name, {})[value] = values[value]
            else:
                problems.append(filters.complaint(name, value))
    return Asked(chosen, filters.key_of(query, "newest"), tuple(problems))


@dataclass(frozen=True)
class Row:
    """A dataset in the list."""

    address: str
    title: str
    lang: str
    summary: str
    department: labels.Named
    date: date
    rows: int
    columns: list[published.ShownColumn]


@dataclass(frozen=True)
class Page:
    """Rows of one page, and the places of its neighbours."""

    rows: list[Row]
    previous: str | None = None
    next: str | None = None


def page(asked: Asked, language: str) -> Page:
    """The page of the list that the address asks for."""
    key = asked.key
    backwards = bool(key and key.backwards)
    found = asked.rows()
    if key:
        found = _beyond(found, *key.values, descending=not backwards)
    order = ("edition__date", "dataset") if backwards else ("-edition__date", "-dataset")
    places = list(found.order_by(*order).values_list("edition__date", "dataset")[: PAGE + 1])
    more, places = len(places) > PAGE, places[:PAGE]
    if backwards:
        places.reverse()
    if not places:
        return Page([])
    first, last = (filters.written("newest", *each) for each in (places[0], places[-1]))
    shown = (published.of(pk, language) for _date, pk in places)
    return Page(
        [_row(each, language) for each in shown if each],
        previous=first if (more if backwards else key) else None,
        next=last if backwards or more else None,
    )


def _beyond(rows, day: date, pk: int, *, descending: bool):
    """In order of (date, dataset), what comes after the given place."""
    step = "lt" if descending else "gt"
    return rows.filter(
        Q(**{f"edition__date__{step}": day}) | Q(edition__date=day, **{f"dataset__{step}": pk})
    )


def _row(shown: published.Shown, language: str) -> Row:
    return Row(
        shown.address(language),
        shown.title,
        shown.lang,
        shown.summary,
        labels.departments(language)[shown.department_id],
        shown.date,
        shown.source.rows,
        list(shown.source.columns.values()),
    )


def total(asked: Asked) -> int:
    """How many there are under these filters."""
    return asked.rows().count()


@dataclass(frozen=True)
class Option:
    """A value of a facet."""

    value: str
    words: str
    lang: str
    count: int
    chosen: bool


def options(name: str, asked: Asked, language: str) -> list[Option]:
    """The values of a facet that something has, or that are chosen."""
    column = FACETS[name]
    rows = asked.rows(but=name).order_by().values_list(column).annotate(Count("pk", distinct=True))
    counts = dict(rows)
    chosen = asked.chosen.get(name, {})
    named = labels.topics if name == "topic" else labels.departments
    return [
        Option(each.key, each.name, each.name.lang, counts.get(pk, 0), each.key in chosen)
        for pk, each in named(language).items()
        if counts.get(pk) or each.key in chosen
    ]
