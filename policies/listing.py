"""The list of policies: what a reader asks of it, a page of it, and how many there are of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from infocenter import filters, labels
from infocenter.presentation import choose
from policies import policy_indexing
from policies.models import Policy
from policies.states.policies import PolicyStatus

PAGE = 20
FACETS = {"state": "standing", "topic": "topics", "department": "department"}


@dataclass(frozen=True)
class Asked:
    """Valid values of each facet as they stand in the address, and the place in the list."""

    chosen: Mapping[str, dict[str, object]] = field(default_factory=dict)  # and as stored
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
        found = Policy.objects.public().as_of(localdate())
        for name, column in FACETS.items():
            if name != but and name in self.chosen:
                found = found.filter(**{f"{column}__in": list(self.chosen[name].values())})
        return found.distinct() if "topic" in self.chosen else found


def read(query: QueryDict, language: str) -> Asked:
    """The filters of an address. What can't be understood is left out, and said."""
    departments = labels.departments(language).values()
    known: dict[str, dict[str, object]] = {
        "state": {value: value for value in PolicyStatus.values},
        "topic": {each.key: each.pk for each in labels.topics(language).values()},
        "department": {each.key: each.pk for each in departments},
    }
    chosen: dict[str, dict[str, object]] = {}
    problems: list[str] = []
    for name, values in known.items():
        asked = sorted({each.strip() for each in query.getlist(name)[: filters.MOST_VALUES]})
        for value in filter(None, asked):
            if value in values:
                chosen.setdefault(name, {})[value] = values[value]
            else:
                problems.append(complaint(name, value))
    return Asked(chosen, filters.key_of(query, "newest"), tuple(problems))


def complaint(name: str, value: str) -> str:
    """What is said of a value that there isn't."""
    if name in ("topic", "department"):
        return filters.complaint(name, value)
    return _("There is no state “%(value)s”; this filter was left out.") % filters.said(value)


@dataclass(frozen=True)
class Row:
    """A policy in the list."""

    address: str
    title: str
    lang: str
    summary: str
    number: str
    department: labels.Named
    standing: str
    standing_name: str
    date: date


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
        found = found.beyond(*key.values, descending=not backwards)
    order = ("date", "pk") if backwards else ("-date", "-pk")
    rows = list(found.order_by(*order).prefetch_related("translations")[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if backwards:
        rows.reverse()
    if not rows:
        return Page([])
    first, last = (filters.written("newest", each.date, each.pk) for each in (rows[0], rows[-1]))
    return Page(
        [_row(each, language) for each in rows],
        previous=first if (more if backwards else key) else None,
        next=last if backwards or more else None,
    )


def _row(policy: Policy, language: str) -> Row:
    versions = {each.language: each for each in policy.translations.all()}
    shown = choose(language, versions)
    version = versions[shown.written]
    standing = policy.standing  # type: ignore[attr-defined]
    return Row(
        policy_indexing.address(policy.pk, language),
        shown.text(version.title),
        shown.lang,
        shown.text(version.summary),
        policy.number,
        labels.departments(language)[policy.department_id],
        standing,
        str(PolicyStatus(standing).label),
        policy.date,
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
    return [
        Option(value, words, lang, counts.get(stored, 0), value in chosen)
        for stored, value, words, lang in _values(name, language)
        if counts.get(stored) or value in chosen
    ]


def _values(name: str, language: str):
    if name == "state":
        return [(value, value, str(words), "") for value, words in PolicyStatus.choices]
    named = labels.topics if name == "topic" else labels.departments
    return [(pk, each.key, each.name, each.name.lang) for pk, each in named(language).items()]
