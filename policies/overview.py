"""Matters in figures for staff: in, answered, late, and how content residents are."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from policies import desk
from policies.models import Case, Matter
from policies.querysets import CaseQuerySet
from policies.services.clock import Clock
from portal import labels
from portal.oversight import spans
from portal.oversight.panels import Bar, Months, Number, Panel
from portal.oversight.spans import Span

MONTHS = 12
LATELY, LONG = 30, 365  # days


def received(cases: CaseQuerySet, span: Span) -> CaseQuerySet:
    """What came in, without what is in quarantine."""
    return span.within(cases, "received_at").filter(is_suspect=False)


def answered(cases: CaseQuerySet, span: Span) -> CaseQuerySet:
    """What was answered."""
    return span.within(cases, "answered_at")


def rated(cases: CaseQuerySet, span: Span) -> CaseQuerySet:
    """What was answered, and rated by the resident."""
    return answered(cases, span).exclude(rating=None)


def figures(user, since: datetime) -> Iterator[Panel]:
    """Cases of the departments that the user handles them for, or of the register."""
    clock = desk.clock_of(user)
    if clock is None:
        return
    cases = (
        Case.objects.handled_by(user)
        if user.has_perm("policies.view_case")
        else (Matter.objects.handled_by(user, "policies.view_matter"))
    )
    listed = reverse(f"admin:policies_{cases.model._meta.model_name}_changelist")
    lately, long, new = spans.days(LATELY), spans.days(LONG), spans.since(since)
    departments = _by_time_left(clock, listed)
    whole, counts = _summed(departments, listed), _Counts(cases, lately, long, new)
    yield Panel(
        "matters",
        _("Matters"),
        [
            Number(_("In, last 30 days"), counts["came"], f"{listed}?received={lately.key}"),
            Number(
                _("Answered, last 30 days"),
                counts["went"],
                f"{listed}?answered={lately.key}",
                "done",
            ),
            Number(_("Late"), whole.numbers[0].count, whole.numbers[0].address, "overdue"),
            Number(
                _("Satisfaction, of 5"),
                counts["rated"],
                f"{listed}?rated={long.key}",
                shown=counts.satisfaction,
            ),
        ],
        bar=whole,
        bars=departments if len(departments) > 1 else [],
        months=counts.months(listed),
        changes=[
            Number(_("Matters received"), counts["new"], f"{listed}?received={new.key}"),
            Number(_("Matters answered"), counts["new_answers"], f"{listed}?answered={new.key}"),
        ],
    )


class _Counts:
    """All that is counted of cases, in one query."""

    def __init__(self, cases: CaseQuerySet, lately: Span, long: Span, new: Span):
        is_rated = Q(**long.lookups("answered_at"), rating__isnull=False)
        by_month = cases.order_by().annotate(month=TruncMonth("received_at")).values("month")
        self.rows: list[Any] = list(
            by_month.annotate(
                received=Count("pk", filter=Q(is_suspect=False)),
                came=Count("pk", filter=Q(**lately.lookups("received_at"), is_suspect=False)),
                new=Count("pk", filter=Q(**new.lookups("received_at"), is_suspect=False)),
                went=Count("pk", filter=Q(**lately.lookups("answered_at"))),
                new_answers=Count("pk", filter=Q(**new.lookups("answered_at"))),
                rated=Count("pk", filter=is_rated),
                ratings=Sum("rating", filter=is_rated),
            )
        )

    def __getitem__(self, name: str) -> int:
        return sum(each[name] or 0 for each in self.rows)

    @property
    def satisfaction(self) -> str:
        """The mean rating, from 1 to 5."""
        return number_format(self["ratings"] / self["rated"], 1) if self["rated"] else "-"

    def months(self, listed: str) -> Months:
        """What came in, by month."""
        found = {f"{each['month']:%Y-%m}": each["received"] for each in self.rows}
        return Months.of(
            _("Matters received, by month"), found, spans.months(MONTHS), f"{listed}?received="
        )


def _by_time_left(clock: Clock, listed: str) -> list[Bar]:
    """What is open in each department: late, due in the next days, due later."""
    today = timezone.localdate()
    late, soon = clock.before(today), clock.before(today + timedelta(days=desk.SOON))
    names = dict(labels.columns("department__name"))
    found = clock.rows.order_by().values("department_id", "department__code", *names.values())
    counted = found.annotate(
        late=Count("pk", filter=late), soon=Count("pk", filter=soon & ~late), whole=Count("pk")
    )
    return [
        Bar(
            each["department__code"] or _("Nobody"),
            _parts(
                listed,
                each["department_id"],
                each["late"],
                each["soon"],
                each["whole"] - each["late"] - each["soon"],
            ),
            title=labels.of_row(each, names),
        )
        for each in counted.order_by("department__position", "department__code")
    ]


NOBODY = "department__isnull=True"


def _parts(listed: str, key: int | None, late: int, soon: int, later: int) -> list[Number]:
    of = f"&department__id__exact={key}" if key else f"&{NOBODY}"
    return _numbers(listed, of, late, soon, later)


def _numbers(listed: str, of: str, late: int, soon: int, later: int) -> list[Number]:
    return [
        Number(_("Late"), late, f"{listed}?pile=late{of}", "overdue"),
        Number(_("Due in the next days"), soon, f"{listed}?pile=soon{of}", "at_risk"),
        Number(_("Due later"), later, f"{listed}?pile=later{of}", "on_track"),
    ]


def _summed(departments: list[Bar], listed: str) -> Bar:
    late, soon, later = (sum(e.numbers[place].count for e in departments) for place in range(3))
    return Bar(_("Open matters, by the time that is left"), _numbers(listed, "", late, soon, later))
