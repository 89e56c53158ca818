"""The form beside a table: how to narrow it down, and how to sum it up. No script is needed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from infocenter.datasets import kinds, query, values, words
from infocenter.datasets.asking import Asked
from infocenter.datasets.published import ShownColumn
from infocenter.datasets.query import Group, Measure
from portal.labels import Label

FEW = 15  # different values, that are offered to be ticked
CHOSEN_AT_ONCE = 2  # measures


@dataclass(frozen=True)
class Choice:
    """A value that can be ticked, or chosen."""

    value: str
    words: str
    count: str = ""
    chosen: bool = False
    lang: str = ""


@dataclass(frozen=True)
class Facet:
    """How one column can be narrowed down."""

    key: str
    name: Label
    unit: Label
    input: str  # choices, text, number, date, month
    choices: list[Choice] = field(default_factory=list)
    has: str = ""
    low: str = ""
    high: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class Options:
    """Choices of a select that belong together."""

    name: str
    choices: list[Choice]


@dataclass(frozen=True)
class Form:
    """All of it. `hidden` are parameters that have no field of their own."""

    facets: list[Facet]
    groups: list[list[Options]]
    measures: list[list[Options]]
    hidden: list[tuple[str, str]]


def form(asked: Asked, columns: Mapping[str, ShownColumn], language: str) -> Form:
    """The form, filled with what is asked."""
    facets = [_facet(each, asked, language) for each in columns.values()]
    shown = {name for each in facets for name in _fields(each)}
    hidden = [
        (name, value)
        for name, found in asked.values.items()
        for value in found
        if name not in shown
    ]
    hidden += [("columns", key) for key in asked.query.columns]
    return Form(facets, _group_selects(asked, columns), _measure_selects(asked, columns), hidden)


def _fields(facet: Facet) -> tuple[str, ...]:
    if facet.input == "choices":
        return (f"{facet.key}.is",)
    if facet.input == "text":
        return (f"{facet.key}.has",)
    return (f"{facet.key}.ge", f"{facet.key}.le")


def _facet(column: ShownColumn, asked: Asked, language: str) -> Facet:
    def given(operator: str) -> tuple[str, ...]:
        return asked.values.get(f"{column.key}.{operator}", ())

    is_open = any(name.partition(".")[0] == column.key for name in asked.values)
    if column.kind == kinds.BOOLEAN or (column.kind == kinds.TEXT and _has_few(column)):
        choices = _choices(column, given("is"), language)
        return Facet(column.key, column.name, column.unit, "choices", choices, is_open=is_open)
    if column.kind == kinds.TEXT:
        has = next(iter(given("has")), "")
        return Facet(column.key, column.name, column.unit, "text", has=has, is_open=is_open)
    low, high = (next(iter(given(each)), "") for each in ("ge", "le"))
    shape = "number" if column.kind in kinds.NUMBERS else "date"
    if column.writing == kinds.MONTH:
        shape, low, high = "month", low[:7], high[:7]
    return Facet(column.key, column.name, column.unit, shape, low=low, high=high, is_open=is_open)


def _has_few(column: ShownColumn) -> bool:
    most = column.statistics.get("most") or []
    return 0 < column.statistics.get("distinct", 0) <= FEW and len(most) > 0


def _choices(column: ShownColumn, chosen: tuple[str, ...], language: str) -> list[Choice]:
    found = []
    for value, count in column.statistics.get("most") or []:
        written = str(value).lower() if isinstance(value, bool) else str(value)
        shown = values.cell(value, column, language)
        found.append(Choice(written, shown, values.number(count, language), written in chosen))
    known = {each.value for each in found}
    return found + [Choice(each, each, "", True) for each in chosen if each not in known]


def _group_selects(asked: Asked, columns: Mapping[str, ShownColumn]) -> list[list[Options]]:
    """Two selects: the second parts the first."""
    chosen = [each.name for each in asked.query.groups]
    selects = []
    for place in range(query.MOST_GROUPS):
        now = chosen[place] if place < len(chosen) else ""
        choices = []
        for key, column in columns.items():
            groups = [*(Group(key, each) for each in query.buckets(column.kind)), Group(key)]
            choices += [
                Choice(each.name, words.of_group(each, columns), chosen=each.name == now)
                for each in groups
            ]
        selects.append([Options("", choices)])
    return selects


def _measure_selects(asked: Asked, columns: Mapping[str, ShownColumn]) -> list[list[Options]]:
    chosen = [each.name for each in asked.query.measures]
    selects = []
    for place in range(max(CHOSEN_AT_ONCE, min(len(chosen) + 1, query.MOST_MEASURES))):
        now = chosen[place] if place < len(chosen) else ""
        options = [Options("", [_measure(Measure(query.COUNT), columns, now)])]
        for key, column in columns.items():
            found = [
                _measure(Measure(each, key), columns, now) for each in query.functions(column.kind)
            ]
            if found:
                options.append(Options(str(column.name), found))
        selects.append(options)
    return selects


def _measure(measure: Measure, columns: Mapping[str, ShownColumn], now: str) -> Choice:
    return Choice(measure.name, words.of_measure(measure, columns), chosen=measure.name == now)


def active(
    asked: Asked, columns: Mapping[str, ShownColumn], base: str, language: str
) -> list[tuple[str, str, str]]:
    """What is narrowed down now: name, words, and the address without it."""
    found = []
    if asked.query.words:
        words_asked = f"“{asked.query.words}”"
        found.append((_("Words"), words_asked, base + asked.without("q", "").address()))
    for name, given in asked.values.items():
        key, _dot, operator = name.partition(".")
        column = columns[key]
        for value in given:
            shown = words.of_filter(operator, column, _written(value, column, language))
            without = base + asked.without(name, value).address()
            found.append((str(column.name), shown, without))
    return found


def _written(value: str, column: ShownColumn, language: str) -> str:
    """The value of a filter, as cells are written."""
    if column.kind == kinds.BOOLEAN:
        return _("yes") if value == "true" else _("no")
    if value in ("0", "1") and column.kind in kinds.TIMES:
        return value  # of the operator `empty`
    if column.kind in kinds.NUMBERS and not values.is_years(column):
        return values.number(float(value), language)
    if column.kind in kinds.TIMES:
        return values.cell(value, column, language)
    return value
