"""What a rule finds on a day, by what was known when that day began.

It depends on data and date alone: looked at late, or twice, it finds the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from tracking.models import Standing, SupervisionRule
from tracking.progress import WHOLE, Norms, Plan, PlannedMilestone, report_missing_from
from tracking.states.notices import Cause

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Finding:
    """Something that a rule opens a notice for."""

    measure: int
    department: int
    milestone: int | None
    missed: date  # the last day that has passed
    occasion: str  # the same thing missed on another day is another occasion

    def opens_on(self, rule: SupervisionRule) -> date:
        """The day on which the rule opens a notice."""
        return self.missed + (rule.after_days + 1) * DAY


def beginning(day: date) -> datetime:
    """The moment at which a day begins here."""
    return datetime.combine(day, time(), timezone.get_current_timezone())


def findings(rule: SupervisionRule, day: date, norms: Norms) -> Iterator[Finding]:
    """All that the rule has a notice for on a day; one that opened before is found again."""
    latest = day - (rule.after_days + 1) * DAY  # the last missed day that is long enough ago
    known = Standing.objects.known_at(beginning(day)).filter(progress__lt=WHOLE)
    known = known.filter(measure__programme__published_at__lt=beginning(day))
    if rule.programme_id:
        known = known.filter(measure__programme=rule.programme_id)
    if rule.cause == Cause.MEASURE:
        known = known.filter(due__lte=latest)
    for standing in known.order_by("measure").iterator(chunk_size=2000):
        yield from _of(standing, rule, latest, norms)


def _of(standing: Standing, rule: SupervisionRule, latest: date, norms: Norms):
    if rule.cause == Cause.MEASURE:
        yield _finding(standing, None, standing.due, "measure")
    elif rule.cause == Cause.MILESTONE:
        for each in standing.milestones:
            due = date.fromisoformat(each["due"])
            if due <= latest and each["percent"] < WHOLE:
                yield _finding(standing, each["id"], due, f"milestone {each['id']}")
    else:
        last = report_missing_from(_plan(standing), standing.reported_to, norms) - DAY
        if last <= latest:
            yield _finding(standing, None, last, "report")


def _finding(standing: Standing, milestone: int | None, missed: date, what: str) -> Finding:
    occasion = f"{what} {missed.isoformat()}"
    return Finding(standing.measure_id, standing.department_id, milestone, missed, occasion)


def _plan(standing: Standing) -> Plan:
    milestones = (
        PlannedMilestone(each["id"], each["weight"], date.fromisoformat(each["due"]))
        for each in standing.milestones
    )
    return Plan(standing.start, standing.due, tuple(milestones))


def rehearse(
    rule: SupervisionRule, first: date, last: date, norms: Norms
) -> list[tuple[date, Finding]]:
    """What the rule would have opened from `first` to `last`, each on its day. Opens nothing."""
    seen: set[tuple[int, str]] = set()
    found = []
    for number in range((last - first).days + 1):
        day = first + number * DAY
        for each in findings(rule, day, norms):
            key = (each.measure, each.occasion)
            if key not in seen:
                seen.add(key)
                if each.opens_on(rule) >= first:  # else it was open before
                    found.append((max(each.opens_on(rule), first), each))
    return found
