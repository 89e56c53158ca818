"""How far a measure is, how far it should be, and what is to be thought of that, on any day.

Pure functions of a plan, of what was verified, and of the day: the same in gives the same out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tracking.states.measures import Health

WHOLE = 100  # the weights of a plan's milestones, and the progress of what is done


@dataclass(frozen=True)
class PlannedMilestone:
    """A step of a measure: its share of the whole in points, and its last day."""

    key: int
    weight: int
    due: date


@dataclass(frozen=True)
class Plan:
    """When a measure begins, its last day, and its milestones, whose weights add up to 100."""

    start: date
    due: date
    milestones: tuple[PlannedMilestone, ...]

    def __post_init__(self):
        if self.due < self.start:
            raise ValueError("A plan can't end before it begins.")
        if any(each.weight <= 0 for each in self.milestones):
            raise ValueError("A milestone weighs something.")
        if sum(each.weight for each in self.milestones) != WHOLE:
            raise ValueError("The weights of a plan's milestones add up to 100.")


@dataclass(frozen=True)
class Norms:
    """What is still on track, and when a report is missing; an installation sets its own."""

    margin: int = 20  # points that planned progress may lead the actual one by
    report_months: int = 1  # a report is expected for every so many months
    report_days: int = 15  # and may come so many days after their end


def actual(plan: Plan, percents: Mapping[int, int]) -> int:
    """Progress in points, from what each milestone (by key) has reached in percent.

    Rounded down: 100 means that every milestone is complete.
    """
    reached = sum(
        each.weight * min(max(percents.get(each.key, 0), 0), WHOLE) for each in plan.milestones
    )
    return reached // WHOLE


def planned(plan: Plan, day: date) -> int:
    """Points that should have been reached when `day` begins: of all that was due before."""
    return sum(each.weight for each in plan.milestones if each.due < day)


def behind_from(plan: Plan, progress: int, norms: Norms) -> date | None:
    """The first day on which planned progress leads `progress` by more than the margin."""
    for each in sorted({each.due for each in plan.milestones}):
        day = each + timedelta(days=1)
        if planned(plan, day) - progress > norms.margin:
            return day
    return None


def report_missing_from(plan: Plan, reported_to: date | None, norms: Norms) -> date:
    """The first day on which a report should have come, after one to the end of `reported_to`.

    Reports are for calendar months: the first one for those from the plan's start.
    """
    first = plan.start.replace(day=1) if reported_to is None else reported_to + timedelta(days=1)
    months = first.year * 12 + first.month - 1 + norms.report_months
    end = date(months // 12, months % 12 + 1, 1) - timedelta(days=1)
    return end + timedelta(days=norms.report_days + 1)


def at_risk_from(plan: Plan, progress: int, reported_to: date | None, norms: Norms) -> date:
    """The first day on which a measure that isn't done is at risk, if nothing is heard of it."""
    missing = report_missing_from(plan, reported_to, norms)
    behind = behind_from(plan, progress, norms)
    return min(missing, behind) if behind else missing


def health(start: date, due: date, progress: int, at_risk: date, day: date) -> Health:
    """How a measure stands on `day`; `at_risk` is its `at_risk_from`."""
    if progress >= WHOLE:
        return Health.DONE
    if day > due:
        return Health.OVERDUE
    if day >= at_risk:
        return Health.AT_RISK
    if day < start and not progress:
        return Health.NOT_STARTED
    return Health.ON_TRACK
