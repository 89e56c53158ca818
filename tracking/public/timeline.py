"""A programme's measures along time: a bar for each, with its milestones and what is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from portal.charts import Tick, TimeAxis, percent
from tracking.models import Phase, Standing
from tracking.progress import WHOLE
from tracking.public.asof import AsOf
from tracking.public.measure_list import Row, shown


@dataclass(frozen=True)
class Mark:
    """A milestone on the bar."""

    at: str
    is_reached: bool


@dataclass(frozen=True)
class Bar:
    """A measure along the axis."""

    row: Row
    x: str
    width: str
    done: str  # the width of what is done, of the whole axis
    original: str  # where its first last day was, if that was moved; else empty
    marks: list[Mark]


@dataclass(frozen=True)
class Timeline:
    """The bars under one axis."""

    ticks: list[Tick]
    today: str  # where the day is; empty outside
    groups: list[tuple[Phase | None, list[Bar]]]


def timeline(
    standings: Sequence[Standing],
    phases: Iterable[Phase],
    span: tuple[date, date],
    asof: AsOf,
    language: str,
) -> Timeline:
    """Standings (with their measures) of a programme by phase; what has none comes last."""
    first = min([span[0], *(each.start for each in standings)])
    last = max([span[1], *(max(each.due, each.original_due) for each in standings)])
    axis = TimeAxis(first, last)
    bars = [(each.measure.phase_id, _bar(each, axis, asof, language)) for each in standings]
    groups: list[tuple[Phase | None, list[Bar]]] = [
        (phase, [bar for key, bar in bars if key == phase.pk]) for phase in phases
    ]
    groups.append((None, [bar for key, bar in bars if key is None]))
    today = axis.at(asof.day) if axis.holds(asof.day) else ""
    return Timeline(axis.ticks(), today, [each for each in groups if each[1]])


def _bar(standing: Standing, axis: TimeAxis, asof: AsOf, language: str) -> Bar:
    days = (standing.due - standing.start).days + 1
    whole = (axis.last - axis.first).days + 1
    moved = standing.due != standing.original_due
    return Bar(
        shown(standing, asof, language),
        axis.at(standing.start),
        axis.width(standing.start, standing.due),
        percent(days * standing.progress / WHOLE, whole),
        axis.at(standing.original_due) if moved else "",
        [
            Mark(axis.at(date.fromisoformat(each["due"])), each["percent"] >= WHOLE)
            for each in standing.milestones
        ],
    )
