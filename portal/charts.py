"""Charts as numbers: where lines and bars begin and end, in percent of the width or height.

Percentages keep shapes and letters from being stretched, whatever the size of a window or a sheet
of paper. Every chart stands beside its numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor, log10

LABELS = 6  # on an axis of time, at the most: more would not fit into a small window


def percent(part: float | Decimal, whole: float | Decimal) -> str:
    """A share for an attribute of SVG."""
    return f"{float(part) / float(whole) * 100 if whole else 0:.2f}%"


@dataclass(frozen=True)
class Segment:
    """A part of a bar."""

    kind: str
    name: str
    number: int
    x: str
    width: str


def stacked(parts: Iterable[tuple[str, str, int]]) -> list[Segment]:
    """A bar made of (kind, name, number): what there is none of is left out."""
    parts = [each for each in parts if each[2]]
    whole, before, found = sum(number for _kind, _name, number in parts), 0, []
    for kind, name, number in parts:
        x, width = percent(before, whole), percent(number, whole)
        found.append(Segment(kind, name, number, x, width))
        before += number
    return found


@dataclass(frozen=True)
class Tick:
    """A line of an axis, and what stands at it."""

    at: str
    day: date


class TimeAxis:
    """The days from the first to the last, both of them included, along the width."""

    def __init__(self, first: date, last: date):
        self.first, self.last = first, max(last, first)

    def at(self, day: date) -> str:
        """Where a day begins; what lies outside stands at the edge."""
        inside = min(max(day, self.first), self.last + timedelta(days=1))
        return percent((inside - self.first).days, self._days)

    def width(self, first: date, last: date) -> str:
        """How wide the days from `first` to `last` are, as far as they are on the axis."""
        begin = min(max(first, self.first), self.last + timedelta(days=1))
        end = min(max(last + timedelta(days=1), begin), self.last + timedelta(days=1))
        return percent((end - begin).days, self._days)

    def holds(self, day: date) -> bool:
        """Whether the day is on the axis."""
        return self.first <= day <= self.last

    def ticks(self) -> list[Tick]:
        """The first days of months, quarters, half years or years: as many as fit."""
        months = list(_months(self.first, self.last))
        for step in (1, 3, 6, 12, 24, 60, 120):
            found = [each for each in months if (each.year * 12 + each.month - 1) % step == 0]
            if len(found) <= LABELS:
                return [Tick(self.at(each), each) for each in found]
        return []

    @property
    def _days(self) -> int:
        return (self.last - self.first).days + 1


def _months(first: date, last: date) -> Iterable[date]:
    month = first.replace(day=1)
    while month <= last:
        if month >= first:
            yield month
        month = (month + timedelta(days=32)).replace(day=1)


@dataclass(frozen=True)
class Stroke:
    """A straight line between two points."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Line:
    """A curve of values over days, between the baseline and the target of what it shows."""

    strokes: list[Stroke]
    points: list[tuple[str, str]]
    baseline: str
    target: str
    ticks: list[Tick]
    highest: Decimal
    lowest: Decimal


def line(values: Sequence[tuple[date, Decimal]], baseline: Decimal, target: Decimal) -> Line | None:
    """The values (in the order of days) as a curve; None if there is nothing to draw."""
    if not values:
        return None
    axis = TimeAxis(values[0][0], values[-1][0])
    numbers = [baseline, target, *(value for _day, value in values)]
    high, low = max(numbers), min(numbers)

    def height(value: Decimal) -> str:
        return percent(high - value, high - low)

    points = [(axis.at(day), height(value)) for day, value in values]
    strokes = [Stroke(*one, *next_) for one, next_ in pairwise(points)]
    return Line(strokes, points, height(baseline), height(target), axis.ticks(), high, low)


@dataclass(frozen=True)
class Bar:
    """A bar beside others: from where to where, with zero inside."""

    x: str
    width: str


def bars(values: Sequence[float | None]) -> tuple[list[Bar | None], str]:
    """Bars of one scale, and where zero is; nothing where there is no value."""
    known = [each for each in values if each is not None]
    low, high = min([0, *known]), max([0, *known])
    span = high - low
    drawn = [
        None if each is None else Bar(percent(min(each, 0) - low, span), percent(abs(each), span))
        for each in values
    ]
    return drawn, percent(-low, span)


def scale(low: float, high: float, steps: int = 4) -> list[float]:
    """Round numbers from below the lowest value to above the highest."""
    if high <= low:
        low, high = (low - 1, high + 1) if low else (0.0, 1.0)
    rough = (high - low) / steps
    power = 10.0 ** floor(log10(rough))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= rough * 0.999)
    first, last = floor(low / step), ceil(high / step)
    return [round(number * step, 10) for number in range(first, last + 1)]


@dataclass(frozen=True)
class Level:
    """A line across, and the value that it stands for."""

    at: str
    value: float


@dataclass(frozen=True)
class Curve:
    """One of several curves. `number` says which strokes it has, in colour and in grey."""

    name: str
    number: int
    strokes: list[Stroke]
    points: list[tuple[str, str]]


@dataclass(frozen=True)
class Plot:
    """Curves over days, with levels and ticks."""

    curves: list[Curve]
    levels: list[Level]
    ticks: list[Tick]


def plot(curves: Mapping[str, Sequence[tuple[date, float | None]]]) -> Plot | None:
    """Curves by their names; a day without a value is a gap. None if there is nothing to draw."""
    known = [(day, value) for each in curves.values() for day, value in each if value is not None]
    if not known:
        return None
    days, values = [day for day, _value in known], [value for _day, value in known]
    axis = TimeAxis(min(days), max(days))
    lowest = min(values)
    levels = scale(0 if 0 <= lowest < max(values) * 0.7 else lowest, max(values))
    low, high = levels[0], levels[-1]

    def place(day: date, value: float) -> tuple[str, str]:
        return axis.at(day), percent(high - value, high - low)

    drawn = []
    for number, (name, each) in enumerate(curves.items()):
        points = [None if value is None else place(day, value) for day, value in each]
        strokes = [Stroke(*one, *next_) for one, next_ in pairwise(points) if one and next_]
        drawn.append(Curve(name, number, strokes, [each for each in points if each]))
    ticks = axis.ticks() or [Tick(axis.at(axis.first), axis.first)]
    return Plot(drawn, [Level(percent(high - each, high - low), each) for each in levels], ticks)
