"""By when cases are answered, and which of many are late: computed, never stored."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from policies.deadlines import Deadline, Rule, deadline
from policies.models import Case, CasePause
from policies.querysets import CaseQuerySet
from policies.services.deadlines import current_rules, rule_for

Rules = Callable[[str, int | None], Rule]


def deadline_of(case: Case, rules: Rules | None = None) -> Deadline:
    """By when it is acknowledged and answered, by the rules that hold now, and why.

    For many cases pass `rules`, made once by `current_rules`.
    """
    return deadline(
        (rules or rule_for)(case.kind, case.department_id),
        case.counted_from,
        [each.as_pause() for each in case.pauses.all() if _counts(each, case)],
        extended=case.is_extended,
    )


def first_deadline(case: Case) -> Deadline:
    """By when a case is answered that has just come in: its clock has never stood still."""
    return deadline(rule_for(case.kind, case.department_id), case.counted_from)


def _counts(pause: CasePause, case: Case) -> bool:
    """Whether a pause falls into the period that runs: not what was before a reopening."""
    return pause.until is None or pause.until > case.counted_from


class Clock:
    """Which of the open cases among many fall due by a day; what it takes is read once.

    Cases of one rule fall due in the order in which they came in: the database finds them by one
    date for each rule. Only those whose clock stood still are computed one by one.
    """

    def __init__(self, cases: CaseQuerySet):
        self.rows = cases.still_open().annotate(start=Coalesce("reopened_at", "received_at"))
        self.rules = current_rules()
        paused = Exists(CasePause.objects.filter(case=OuterRef("pk")))
        stood = self.rows.filter(paused).prefetch_related("pauses")
        self.stood = {each.pk: deadline_of(each, self.rules) for each in stood}
        self.ran = Q(~paused)
        groups = self.rows.filter(self.ran).order_by()
        self.groups = list(groups.values_list("kind", "department_id", "is_extended").distinct())

    def before(self, day: date) -> Q:
        """Those whose last day is before `day`, of `rows`."""
        due = Q(pk__in=[pk for pk, each in self.stood.items() if _is_before(each, day)])
        for kind, department, extended in self.groups:
            first = _first_that_is_not(self.rules(kind, department), extended, day)
            due |= self.ran & Q(
                kind=kind,
                department_id=department,
                is_extended=extended,
                start__lt=timezone.make_aware(datetime.combine(first, time())),
            )
        return due

    def of(self, case: Case) -> Deadline:
        """By when one of them is answered, without a query."""
        rule = self.rules(case.kind, case.department_id)
        there = self.stood.get(case.pk)
        return there or deadline(rule, case.counted_from, extended=case.is_extended)


def due_before(cases: CaseQuerySet, day: date) -> CaseQuerySet:
    """Those of the open cases whose last day is before `day`."""
    clock = Clock(cases)
    return clock.rows.filter(clock.before(day))


def overdue(cases: CaseQuerySet) -> CaseQuerySet:
    """Those of the open cases that should have been answered before today."""
    return due_before(cases, timezone.localdate())


def _is_before(it: Deadline, day: date) -> bool:
    return it.answer_by is not None and it.answer_by < day


def _first_that_is_not(rule: Rule, extended: bool, day: date) -> date:
    """The first day of receipt from which the answer isn't due before `day`."""
    late, not_late = day - timedelta(days=1000), day
    while (not_late - late).days > 1:
        middle = late + (not_late - late) / 2
        if _is_before(deadline(rule, middle, extended=extended), day):
            late = middle
        else:
            not_late = middle
    return not_late
