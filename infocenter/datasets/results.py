"""The answer as the page shows it: a table in the language, and a chart of the same numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from infocenter.datasets import kinds, values, words
from infocenter.datasets.answers import Answer
from infocenter.datasets.asking import Asked
from infocenter.datasets.published import ShownColumn
from infocenter.datasets.query import COUNT, Measure
from portal import charts
from portal.markup import joined

LONGEST = 300  # characters of a cell; the rest is in the download
MOST_BARS = 60
MOST_CURVES = 6
_ROW, _ROW_END = SafeString("<tr>"), SafeString("</tr>\n")
_CELL, _CELL_END = SafeString("<td>"), SafeString("</td>")
_NUMBER = SafeString('<td class="is-number">')


@dataclass(frozen=True)
class Head:
    """The head of a column of the answer, and the address that orders by it."""

    words: str
    lang: str
    address: str
    sorted: str  # ascending, descending, or nothing
    is_number: bool


@dataclass(frozen=True)
class Cell:
    """A value, as it is written."""

    words: str
    is_number: bool = False


@dataclass(frozen=True)
class BarRow:
    """A bar and its label."""

    label: str
    value: str
    bar: charts.Bar | None


@dataclass(frozen=True)
class Chart:
    """Bars or curves of the first measure."""

    kind: str
    measure: str
    bars: list[BarRow] = field(default_factory=list)
    zero: str = ""
    plot: charts.Plot | None = None
    levels: list[tuple[str, str]] = field(default_factory=list)
    ticks: list[tuple[str, str]] = field(default_factory=list)
    is_cut: bool = False


@dataclass(frozen=True)
class Result:
    """All of it."""

    heads: list[Head]
    body: SafeString  # the rows of the table
    chart: Chart | None
    charts: list[tuple[str, bool, str]]  # kind, whether it is shown, address


def result(
    answer: Answer, asked: Asked, columns: Mapping[str, ShownColumn], base: str, language: str
) -> Result:
    """The answer in the reader's language."""
    heads = [_head(name, asked, columns, base) for name in answer.names]
    rows = [
        [
            Cell(_short(_said(value, place, asked, columns, answer.names, language)),
                 heads[place].is_number)
            for place, value in enumerate(row)
        ]
        for row in answer.rows
    ]  # fmt: skip
    chart = _chart(answer, asked, columns, rows, language)
    kinds_of = _possible(asked, columns)
    shown = chart.kind if chart else "none"
    choices = [
        (kind, kind == shown, base + asked.charted(kind).address())
        for kind in (*kinds_of, "none")
        if kinds_of and answer.rows
    ]
    return Result(heads, _body(rows), chart, choices)


def _body(rows: list[list[Cell]]) -> SafeString:
    """The rows in HTML: a template would take longer for them than the engine for the answer."""
    pieces: list[str] = []
    for row in rows:
        pieces.append(_ROW)
        for each in row:
            pieces += _NUMBER if each.is_number else _CELL, each.words, _CELL_END
        pieces.append(_ROW_END)
    return joined(pieces)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _measures(asked: Asked) -> Sequence[Measure]:
    return asked.query.measures or (Measure(COUNT),)


def _head(name: str, asked: Asked, columns: Mapping[str, ShownColumn], base: str) -> Head:
    now = next((each for each in asked.query.sort if each.name == name), None)
    order = "" if now is None else "descending" if now.descending else "ascending"
    address = base + asked.sorted_by(name, order == "ascending").address()
    if not asked.query.is_grouped:
        column = columns[name]
        is_number = column.kind in kinds.NUMBERS
        return Head(words.with_unit(column), column.name.lang, address, order, is_number)
    for group in asked.query.groups:
        if group.name == name:
            is_number = columns[group.column].kind in kinds.NUMBERS
            return Head(words.of_group(group, columns), "", address, order, is_number)
    measure = next(each for each in _measures(asked) if each.name == name)
    return Head(words.of_measure(measure, columns), "", address, order, True)


def _said(value: Any, place: int, asked: Asked, columns, names, language: str) -> str:
    if not asked.query.is_grouped:
        return values.cell(value, columns[names[place]], language)
    groups = asked.query.groups
    if place < len(groups):
        group = groups[place]
        return values.grouped(value, group, columns[group.column], language)
    return values.measured(value, _measures(asked)[place - len(groups)], columns, language)


# --- The chart ---------------------------------------------------------------------------------


def _possible(asked: Asked, columns: Mapping[str, ShownColumn]) -> list[str]:
    """Which charts the answer can be drawn as; the first is drawn unless another is asked for."""
    groups = asked.query.groups
    first = _measures(asked)[0] if asked.query.is_grouped else None
    if not groups or first is None:
        return []
    if first.column and columns[first.column].kind not in kinds.NUMBERS:
        return []
    if columns[groups[0].column].kind in kinds.TIMES:
        return ["line", "bar"] if len(groups) == 1 else ["line"]
    return ["bar"]


def _chart(answer: Answer, asked: Asked, columns, rows: list[list[Cell]], language: str):
    possible = _possible(asked, columns)
    wanted = asked.chart or (possible[0] if possible else "none")
    if not answer.rows or wanted not in possible:
        return None
    measure = words.of_measure(_measures(asked)[0], columns)
    if wanted == "line":
        return _line(answer, asked, columns, rows, measure, language)
    return _bars(answer, asked, rows, measure)


def _bars(answer: Answer, asked: Asked, rows: list[list[Cell]], measure: str) -> Chart | None:
    place = len(asked.query.groups)
    found = [row[place] for row in answer.rows[:MOST_BARS]]
    drawn, zero = charts.bars([None if each is None else float(each) for each in found])
    bars = [
        BarRow(" · ".join(cell.words for cell in row[:place]), row[place].words, bar)
        for row, bar in zip(rows, drawn, strict=False)
    ]
    return Chart("bar", measure, bars, zero, is_cut=answer.total > len(bars))


def _line(
    answer: Answer, asked: Asked, columns, rows: list[list[Cell]], measure: str, language: str
) -> Chart | None:
    place = len(asked.query.groups)
    curves: dict[str, list] = {}
    for raw, row in zip(answer.rows, rows, strict=True):
        day = values.day_of(raw[0])
        name = row[1].words if place > 1 else ""
        if day is not None and (name in curves or len(curves) < MOST_CURVES):
            value = raw[place]
            curves.setdefault(name, []).append((day, None if value is None else float(value)))
    plot = charts.plot({name: sorted(each) for name, each in curves.items()})
    if plot is None:
        return None
    names = {row[1].words for row in rows} if place > 1 else {""}
    form = asked.query.groups[0].bucket or "day"
    tick_form = "year" if form == "year" else kinds.MONTH
    return Chart(
        "line",
        measure,
        plot=plot,
        levels=[(each.at, values.number(each.value, language)) for each in plot.levels],
        ticks=[(t.at, values.moment(t.day.isoformat(), tick_form, language)) for t in plot.ticks],
        is_cut=answer.total > len(answer.rows) or len(names) > len(curves),
    )
