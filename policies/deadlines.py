"""When a matter must be acknowledged and answered, and why just then: computed, never stored.

The day on which a matter comes in doesn't count. Nor does a day on which the clock stands still:
those after the day on which a pause began, up to the day on which it ended. Every step that made a
date what it is can be told to the resident and to staff.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.calendar.working_days import DAY, WorkingDays


class Unit(TextChoices):
    """What a period is counted in."""

    WORKING = "working", _("working days")
    CALENDAR = "calendar", _("calendar days")


class PauseReason(TextChoices):
    """Why the clock stands still."""

    RESIDENT = "resident", _("waiting for the resident")
    INCOMPLETE = "incomplete", _("the matter was incomplete")
    THIRD_PARTY = "third_party", _("others had to be consulted")


@dataclass(frozen=True)
class Rule:
    """The periods of one kind of matter, in days of `unit`.

    `stops` are the reasons for which the clock stands still, `restarts` those after which it begins
    anew. A pause for any other reason changes nothing.
    """

    days: WorkingDays
    unit: str = Unit.WORKING
    acknowledge: int = 2
    answer: int = 20
    extension: int = 20
    stops: frozenset[str] = frozenset({PauseReason.RESIDENT, PauseReason.THIRD_PARTY})
    restarts: frozenset[str] = frozenset()

    def counts(self, day: date) -> bool:
        """Whether a day counts, unless the clock stands still."""
        return self.unit == Unit.CALENDAR or self.days.is_working(day)

    def add(self, day: date, number: int) -> date:
        """The `number`th day that counts after a day."""
        return day + DAY * number if self.unit == Unit.CALENDAR else self.days.add(day, number)


@dataclass(frozen=True)
class Pause:
    """From the day on which the clock stopped to that on which it went on (None: not yet)."""

    reason: str
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since < day and (self.until is None or day <= self.until)


class StepKind(StrEnum):
    """What made a date what it is."""

    RECEIVED = "received"
    HOLIDAY = "holiday"  # a day off that isn't just a weekend
    PAUSED = "paused"
    RESTARTED = "restarted"
    EXTENDED = "extended"
    DUE = "due"
    UNCERTAIN = "uncertain"  # the days of that year aren't announced yet


@dataclass(frozen=True)
class Step:
    """One reason: from a day, to another one, so many days; `reason` of a pause."""

    kind: StepKind
    day: date
    until: date | None = None
    days: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Deadline:
    """When to acknowledge and to answer; `answer_by` is None while the clock stands still."""

    rule: Rule
    acknowledge_by: date
    answer_by: date | None
    steps: tuple[Step, ...]
    left: int | None = None  # days that are left as soon as a clock that stands still goes on

    def remaining(self, today: date) -> int:
        """Days of the rule's unit that are left: 0 on the last day, negative when it is late."""
        if self.answer_by is None:
            return self.left or 0
        if self.rule.unit == Unit.CALENDAR:
            return (self.answer_by - today).days
        return self.rule.days.between(today, self.answer_by)

    def is_overdue(self, today: date) -> bool:
        """Whether the last day has passed."""
        return self.answer_by is not None and today > self.answer_by


def deadline(
    rule: Rule, received: date, pauses: Sequence[Pause] = (), *, extended: bool = False
) -> Deadline:
    """The deadline of a matter that came in on a day. Its days are those of the office's place.

    The order of pauses doesn't matter, and they may overlap.
    """
    pauses = sorted(pauses, key=lambda each: (each.since, each.until or date.max, each.reason))
    stopping = [each for each in pauses if each.reason in rule.stops | rule.restarts]
    again = [each for each in stopping if each.reason in rule.restarts]
    start = max([received, *(each.until for each in again if each.until)])
    number = rule.answer + (rule.extension if extended else 0)
    answer_by, left = _last_day(rule, start, number, stopping)
    steps = [Step(StepKind.RECEIVED, received)]
    steps += [_step_of(each, rule) for each in stopping]
    if extended:
        steps.append(Step(StepKind.EXTENDED, received, days=rule.extension))
    if answer_by:
        steps += _days_off(rule, start, answer_by)
        steps += [
            Step(StepKind.UNCERTAIN, date(year, 1, 1))
            for year in range(start.year, answer_by.year + 1)
            if rule.unit == Unit.WORKING and not rule.days.is_certain(year)
        ]
        steps.append(Step(StepKind.DUE, answer_by, days=number))
    return Deadline(rule, rule.add(received, rule.acknowledge), answer_by, tuple(steps), left)


def _last_day(
    rule: Rule, start: date, number: int, pauses: Sequence[Pause]
) -> tuple[date | None, int | None]:
    """The `number`th day that counts after `start`; or None, and how many are left, if the clock
    stands still before.
    """
    last = start
    for day in _counting(rule, start):
        if number == 0:
            break
        standing = [each for each in pauses if each.covers(day)]
        if any(each.until is None for each in standing):
            return None, number
        if not standing:
            last = day
            number -= 1
    return last, None


def _counting(rule: Rule, start: date) -> Iterator[date]:
    if rule.unit == Unit.WORKING:
        yield from rule.days.after(start)
    while True:
        start += DAY
        yield start


def _step_of(pause: Pause, rule: Rule) -> Step:
    kind = StepKind.RESTARTED if pause.reason in rule.restarts else StepKind.PAUSED
    days = 0
    if pause.until:
        length = (pause.until - pause.since).days
        days = sum(rule.counts(pause.since + timedelta(n + 1)) for n in range(length))
    return Step(kind, pause.since, pause.until, days, pause.reason)


def _days_off(rule: Rule, start: date, last: date) -> list[Step]:
    """The holidays of working weeks between two days; what falls on a weekend moves nothing."""
    if rule.unit == Unit.CALENDAR:
        return []
    days = (start + timedelta(n) for n in range(1, (last - start).days + 1))
    return [
        Step(StepKind.HOLIDAY, day)
        for day in days
        if day.weekday() < 5 and not rule.days.is_working(day)
    ]
