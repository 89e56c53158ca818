"""The board of supervisors and leadership: how all measures stand, and what has changed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from tracking.models import Notice, ProgressReport, Standing
from tracking.states.measures import Health
from tracking.states.notices import Level
from tracking.states.reports import ReportStatus
from tracking.supervising import beginning

RED = (Health.AT_RISK, Health.OVERDUE)
MOST = 30  # rows of each list
ORDER = (Health.OVERDUE, Health.AT_RISK, Health.ON_TRACK, Health.DONE, Health.NOT_STARTED)


@dataclass(frozen=True)
class Board:
    """What it shows of a day."""

    departments: list[tuple[str, list[int]]]  # code, and how many of each health in ORDER
    totals: list[tuple[str, str, int]]  # health, its name, how many
    turned_red: list[Standing]
    turned_good: list[Standing]
    notices: list[tuple[int, str, int, int]]  # level, its name, how many, how many late
    latest_notices: list[Notice]
    reports: int


def board(today: date) -> Board:
    """The board of a day: of all programmes, in a few queries however many measures there are."""
    now = Standing.objects.now().on(today)
    counts: dict[str, dict[str, int]] = {}
    for code, health, number in now.by_health("department__code"):
        counts.setdefault(code, {})[health] = number
    return Board(
        [(code, [each.get(health, 0) for health in ORDER]) for code, each in counts.items()],
        [
            (health.value, str(health.label), sum(e.get(health, 0) for e in counts.values()))
            for health in ORDER
        ],
        list(_rows(_turned(now, today, red=True))),
        list(_rows(_turned(now, today, red=False))),
        _by_level(today),
        list(_latest()),
        ProgressReport.objects.filter(status=ReportStatus.SUBMITTED).count(),
    )


def turned_since(now: QuerySet, moment: datetime) -> QuerySet:
    """What is red of `now`, and wasn't by what was known at a moment."""
    return now.filter(health__in=RED).exclude(measure__in=red_at(moment))


def red_at(moment: datetime) -> QuerySet:
    """What was red: when a day begins, it is still by the day before."""
    day = timezone.localdate(moment - timedelta(microseconds=1))
    return Standing.objects.known_at(moment).on(day).filter(health__in=RED).values("measure")


def _turned(now: QuerySet, today: date, *, red: bool) -> QuerySet:
    """What is red and wasn't when the day began, or the other way round."""
    if red:
        return turned_since(now, beginning(today))
    return now.exclude(health__in=RED).filter(measure__in=red_at(beginning(today)))


def _rows(standings: QuerySet) -> QuerySet:
    rows = standings.select_related("measure", "department").defer("milestones")
    return rows.order_by("due", "measure")[:MOST]


def _by_level(today: date) -> list[tuple[int, str, int, int]]:
    standing = Notice.objects.standing()
    all_, late = (
        dict(rows.order_by().values_list("level").annotate(Count("pk")))
        for rows in (standing, standing.overdue(today))
    )
    return [
        (each.value, str(each.label), all_.get(each, 0), late.get(each, 0))
        for each in reversed(Level)
    ]


def _latest() -> QuerySet:
    rows = Notice.objects.standing().select_related("measure", "department")
    return rows.order_by("-level", "due", "pk")[:MOST]
