"""The list of measures: what a reader asks of it, and a page of it, in the order of last days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from infocenter import filters, labels
from portal.labels import Label, label
from tracking.models import Programme, Standing
from tracking.public import figures
from tracking.public.asof import AsOf, today
from tracking.public.asof import read as read_day
from tracking.states.measures import Health

PAGE = 30
COLUMNS = {
    "health": "health",
    "programme": "measure__programme",
    "department": "department",
    "policy": "measure__programme__policy",
}


@dataclass(frozen=True)
class Asked:
    """Valid values of each filter as they stand in the address, the day, the place in the list."""

    asof: AsOf
    chosen: Mapping[str, dict[str, object]] = field(default_factory=dict)  # and as stored
    key: filters.Key | None = None
    problems: tuple[str, ...] = ()

    def query(self, *, without: tuple[str, str] | None = None, **more: str) -> str:
        """The query of an address with these filters."""
        pairs = [
            (name, value)
            for name, values in self.chosen.items()
            for value in values
            if (name, value) != without
        ]
        pairs += [*self.asof.query.items(), *more.items()]
        return f"?{urlencode(pairs)}" if pairs else ""

    def rows(self, but: str = ""):
        """What fits; a filter's own counts are made without its choice."""
        found = figures.standings(self.asof)
        for name, values in self.chosen.items():
            if name != but:
                found = found.filter(**{f"{COLUMNS[name]}__in": list(values.values())})
        return found


def read(query: QueryDict, language: str) -> Asked:
    """The filters of an address. What can't be understood is left out, and said."""
    asof = read_day(query) or today()
    programmes = Programme.objects.public().values_list("number", "pk", "policy")
    known: dict[str, Mapping[str, object]] = {
        "health": {value: value for value in Health.values},
        "programme": {number: pk for number, pk, _policy in programmes},
        "department": {each.key: each.pk for each in labels.departments(language).values()},
        "policy": {str(policy): policy for _number, _pk, policy in programmes if policy},
    }
    chosen: dict[str, dict[str, object]] = {}
    problems = [asof.problem] if asof.problem else []
    for name, values in known.items():
        asked = sorted({each.strip() for each in query.getlist(name)[: filters.MOST_VALUES]})
        for value in filter(None, asked):
            if value in values:
                chosen.setdefault(name, {})[value] = values[value]
            else:
                problems.append(
                    _("“%(value)s” is not known here; this filter was left out.")
                    % filters.said(value)
                )
    return Asked(asof, chosen, filters.key_of(query, "oldest"), tuple(problems))


@dataclass(frozen=True)
class Row:
    """A measure in a list, as it stood on the day."""

    pk: int
    address: str
    number: str
    name: Label
    programme: Label
    department: labels.Named
    health: str
    health_name: str
    progress: int
    start: date
    due: date
    slipped: int  # days between the first date that was promised and the one that holds
    late: int  # days after the last day


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
        found = found.beyond(*key.values, backwards=backwards)
    order = ("-due", "-measure") if backwards else ("due", "measure")
    rows = list(_with_names(found).order_by(*order)[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if backwards:
        rows.reverse()
    if not rows:
        return Page([])
    first, last = (
        filters.written("oldest", each.due, each.measure_id) for each in (rows[0], rows[-1])
    )
    return Page(
        [shown(each, asked.asof, language) for each in rows],
        previous=first if (more if backwards else key) else None,
        next=last if backwards or more else None,
    )


def latest(asof: AsOf, language: str, most: int = 10) -> list[Row]:
    """What is overdue, for the longest time first."""
    overdue = figures.standings(asof).filter(health=Health.OVERDUE)
    rows = _with_names(overdue).order_by("due", "measure")[:most]
    return [shown(each, asof, language) for each in rows]


def _with_names(standings):
    return standings.select_related("measure__programme").defer("milestones")


def shown(standing: Standing, asof: AsOf, language: str) -> Row:
    """A measure as it stood."""
    measure = standing.measure
    health = Health(standing.health)  # type: ignore[attr-defined]
    return Row(
        measure.pk,
        address(measure.pk, language, asof),
        measure.number,
        label(measure, "name", language),
        label(measure.programme, "name", language),
        labels.departments(language)[standing.department_id],
        health.value,
        str(health.label),
        standing.progress,
        standing.start,
        standing.due,
        (standing.due - standing.original_due).days,
        max(0, (asof.day - standing.due).days) if health == Health.OVERDUE else 0,
    )


def address(measure_id: int, language: str, asof: AsOf | None = None) -> str:
    """The page of a measure, of the same day."""
    query = f"?{urlencode(asof.query)}" if asof and asof.query else ""
    return f"{figures.addresses.page('tracking:measure-list', language)}{measure_id}/{query}"


def total(asked: Asked) -> int:
    """How many there are under these filters."""
    return asked.rows().count()


@dataclass(frozen=True)
class Option:
    """A value of a filter."""

    value: str
    words: str
    lang: str
    count: int
    chosen: bool


def options(name: str, asked: Asked, language: str) -> list[Option]:
    """The values of a filter that some measure has, or that are chosen."""
    counts = asked.rows(but=name).counted(COLUMNS[name])
    chosen = asked.chosen.get(name, {})
    return [
        Option(value, words, lang, counts.get(stored, 0), value in chosen)
        for stored, value, words, lang in _values(name, language)
        if counts.get(stored) or value in chosen
    ]


def _values(name: str, language: str):
    """(as stored, in addresses, in words, their `lang`) of each value of a filter."""
    if name == "health":
        return [(each.value, each.value, str(each.label), "") for each in figures.ORDER]
    if name == "department":
        return [
            (each.pk, each.key, each.name, each.name.lang)
            for each in labels.departments(language).values()
        ]
    names = [
        (each.pk, each.number, label(each, "name", language)) for each in Programme.objects.public()
    ]
    return [(pk, number, words, words.lang) for pk, number, words in names]
