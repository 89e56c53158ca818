"""How residents' matters are dealt with, in figures that anybody can check against the cases.

A case belongs to the year in which it came in. What is in quarantine isn't counted. The on-time
rate is what was answered or declined in time, of that and of what is or was too late: answered on
time / (answered + open and overdue).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from statistics import fmean, median

from django.utils import timezone

from policies.deadlines import deadline
from policies.models import Case
from policies.services.clock import deadline_of
from policies.services.deadlines import current_rules
from policies.states.cases import OPEN, CaseStatus


@dataclass
class Figures:
    """The figures of some cases. Days are of the calendar, from receipt to the answer."""

    received: int = 0
    answered: int = 0
    declined: int = 0
    withdrawn: int = 0
    open: int = 0
    overdue: int = 0  # of those that are open
    on_time: int = 0  # of those that are answered or declined
    days: list[int] = field(default_factory=list)
    ratings: list[int] = field(default_factory=list)

    @property
    def on_time_rate(self) -> float | None:
        """From 0 to 1; None while there is nothing to tell."""
        due = self.answered + self.declined + self.overdue
        return self.on_time / due if due else None

    @property
    def median_days(self) -> float | None:
        """Half of the answers took no longer."""
        return median(self.days) if self.days else None

    @property
    def days_of_nine_in_ten(self) -> int | None:
        """Nine of ten answers took no longer (nearest rank)."""
        return sorted(self.days)[-(-9 * len(self.days) // 10) - 1] if self.days else None

    @property
    def satisfaction(self) -> float | None:
        """The mean rating, from 1 to 5."""
        return fmean(self.ratings) if self.ratings else None


@dataclass
class Report:
    """The figures of a year: of all cases, by kind, by department (None: nobody's yet)."""

    year: int
    total: Figures = field(default_factory=Figures)
    kinds: dict[str, Figures] = field(default_factory=dict)
    departments: dict[int | None, Figures] = field(default_factory=dict)
    both: dict[tuple[str, int | None], Figures] = field(default_factory=dict)


def report(year: int, today: date | None = None) -> Report:
    """The figures of the cases that came in in a year, as things stand."""
    today = today or timezone.localdate()
    made = Report(year)
    for case, is_on_time, is_overdue in _judged(_of(year), today):
        for figures in (
            made.total,
            made.kinds.setdefault(case.kind, Figures()),
            made.departments.setdefault(case.department_id, Figures()),
            made.both.setdefault((case.kind, case.department_id), Figures()),
        ):
            _add(figures, case, is_on_time, is_overdue)
    return made


def years() -> list[int]:
    """The years in which cases came in, the newest first."""
    found = Case.objects.filter(is_suspect=False).datetimes("received_at", "year", order="DESC")
    return [each.year for each in found]


def _of(year: int) -> Iterable[Case]:
    rows = Case.objects.filter(is_suspect=False, received_at__year=year).order_by()
    return rows.defer("person", "subject").prefetch_related("pauses").iterator(chunk_size=2000)


def _judged(cases: Iterable[Case], today: date) -> Iterator[tuple[Case, bool, bool]]:
    """Each case with whether it ended on time, and whether it is open and late."""
    rules = current_rules()

    @cache
    def plain(kind: str, department: int | None, start: date, extended: bool) -> date | None:
        return deadline(rules(kind, department), start, extended=extended).answer_by

    for case in cases:
        if case.pauses.all():
            due = deadline_of(case, rules).answer_by
        else:
            due = plain(case.kind, case.department_id, case.counted_from, case.is_extended)
        end = _ended(case)
        yield case, bool(end and due and end <= due), bool(not end and due and due < today)


def _ended(case: Case) -> date | None:
    """The day of the answer, or of declining; None while it waits, or if it was withdrawn."""
    if case.status in OPEN or case.status == CaseStatus.WITHDRAWN:
        return None
    at = case.answered_at or case.closed_at
    return timezone.localtime(at).date() if at else None


def _add(figures: Figures, case: Case, is_on_time: bool, is_overdue: bool) -> None:
    figures.received += 1
    if case.status in OPEN:
        figures.open += 1
        figures.overdue += is_overdue
    elif case.status == CaseStatus.WITHDRAWN:
        figures.withdrawn += 1
    elif case.status == CaseStatus.DECLINED:
        figures.declined += 1
        figures.on_time += is_on_time
    else:
        figures.answered += 1
        figures.on_time += is_on_time
        if ended := _ended(case):
            figures.days.append((ended - case.received_on).days)
    if case.rating:
        figures.ratings.append(case.rating)
