"""What waits for an officer among the cases."""

from datetime import timedelta
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policies.deadlines import Deadline
from policies.models import Case
from policies.services import deadline_of, look_through
from policies.services.clock import due_before, overdue
from policies.services.deadlines import current_rules
from policies.states.cases import CaseStatus
from portal.desk import Item, Pile

SHOWN = 5
SOON = 4  # days, today among them


def mine(cases, user):
    """What this officer works on."""
    return cases.still_open().filter(officer=user, merged_into=None)


def due_soon(cases):
    """What falls due in the next days, and isn't late."""
    today = timezone.localdate()
    late = overdue(cases).values("pk")
    return due_before(cases, today + timedelta(days=SOON)).exclude(pk__in=late)


def new(cases):
    """What nobody has accepted or declined yet."""
    return cases.filter(status=CaseStatus.RECEIVED, is_suspect=False)


def unassigned(cases):
    """What was accepted, and is nobody's."""
    there = (CaseStatus.ACCEPTED, CaseStatus.TRANSFERRED, CaseStatus.REOPENED)
    return cases.filter(status__in=there, merged_into=None)


def to_approve(cases):
    """Answers that wait for somebody's approval."""
    return cases.filter(draft__waits=True)


def suspect(cases):
    """What may be spam, and nobody has looked at."""
    return cases.filter(status=CaseStatus.RECEIVED, is_suspect=True)


PILES = {
    "late": overdue,
    "soon": due_soon,
    "new": new,
    "unassigned": unassigned,
    "approve": to_approve,
    "quarantine": suspect,
}


def waiting_for(user) -> list[Pile]:
    """The piles of cases that this person can do something about, in the order of urgency."""
    if not user.has_perm("policies.view_case"):
        return []
    cases = Case.objects.handled_by(user)
    piles: list[Pile] = []
    shown: list[Case] = []
    pile = partial(_pile, shown)
    if user.has_perm("policies.change_case"):
        at_work = Case.objects.handled_by(user, "policies.change_case")
        piles += [
            pile("late", _("Late cases"), _("No case is late."), overdue(at_work)),
            pile("mine", _("My cases"), _("You have no cases."), mine(at_work, user)),
            pile(
                "unassigned",
                _("Cases of nobody"),
                _("Every case has its officer."),
                unassigned(at_work),
            ),
        ]
    if user.has_perm("policies.approve_case"):
        waiting = to_approve(Case.objects.handled_by(user, "policies.approve_case"))
        others = waiting.exclude(draft__author=user)
        piles.append(
            pile("approve", _("Answers to approve"), _("No answer waits for approval."), others)
        )
    if user.has_perm("policies.route_case"):
        routed = cases.handled_by(user, "policies.route_case")
        piles += [
            pile("new", _("New cases"), _("Nothing new has come."), new(routed)),
            pile("quarantine", _("In quarantine"), _("Nothing looks odd."), suspect(routed)),
        ]
    look_through(shown, by=user)
    return piles


def _pile(shown: list[Case], key: str, title: str, empty: str, cases: QuerySet) -> Pile:
    rules = current_rules()
    rows = cases.select_related("department").prefetch_related("pauses").order_by("received_at")
    top = list(rows[:SHOWN])
    shown += top
    items = [_item(each, deadline_of(each, rules)) for each in top]
    count = len(items) if len(items) < SHOWN else cases.count()
    address = f"{reverse('admin:policies_case_changelist')}?pile={key}"
    return Pile(f"cases-{key}", title, empty, count, items, address)


def _item(case: Case, due: Deadline) -> Item:
    said = (case.department.code if case.department else "", case.number, left(due))
    return Item(
        case.words() or case.number,
        reverse("admin:policies_case_change", args=[case.pk]),
        " · ".join(filter(None, said)),
    )


def left(due: Deadline) -> str:
    """How many days are left, in words."""
    if due.answer_by is None:
        return _("the clock stands still")
    today = timezone.localdate()
    number = due.remaining(today)
    day = date_format(due.answer_by, "SHORT_DATE_FORMAT")
    if due.is_overdue(today):
        late = max(1, -number)  # on a weekend after the last day, too
        return ngettext("%(n)s day late (%(day)s)", "%(n)s days late (%(day)s)", late) % {
            "n": late,
            "day": day,
        }
    return ngettext("%(n)s day left (%(day)s)", "%(n)s days left (%(day)s)", number) % {
        "n": number,
        "day": day,
    }
