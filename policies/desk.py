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
from policies.models import Case, Matter
from policies.services import look_through
from policies.services.clock import Clock, due_before, overdue
from policies.states.cases import CaseStatus
from portal.desk import Decision, Field, Item, Pile, first_of
from portal.organisation.models import Department

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


def later(cases):
    """What is open and neither late nor due in the next days."""
    clock = Clock(cases)
    return clock.rows.exclude(clock.before(timezone.localdate() + timedelta(days=SOON)))


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


def clock_of(user) -> Clock | None:
    """The clock of the cases that a person may open: read once for each user object, as powers."""
    if not hasattr(user, "_clock"):
        rows = None
        if user.has_perm("policies.view_case"):
            rows = Case.objects.handled_by(user)
        elif user.has_perm("policies.view_matter"):
            rows = Matter.objects.handled_by(user, "policies.view_matter")
        user._clock = None if rows is None else Clock(rows)
    return user._clock


PILES = {
    "late": overdue,
    "soon": due_soon,
    "later": later,
    "new": new,
    "unassigned": unassigned,
    "approve": to_approve,
    "quarantine": suspect,
}


def waiting_for(user) -> list[Pile]:
    """The piles of cases that this person can do something about, in the order of urgency."""
    clock = clock_of(user)
    if clock is None:
        return []
    if not user.has_perm("policies.view_case"):
        return [_to_overrule(user, clock)] if user.has_perm("policies.change_matter") else []
    cases = Case.objects.handled_by(user)
    piles: list[Pile] = []
    shown: list[Case] = []
    pile = partial(_pile, shown, clock)
    if user.has_perm("policies.change_case"):
        at_work = Case.objects.handled_by(user, "policies.change_case")
        piles += [
            pile("late", _("Late cases"), _("No case is late."), _late(clock, user)),
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


def _late(clock: Clock, user) -> QuerySet:
    rows = clock.rows.handled_by(user, "policies.change_case")
    return rows.filter(clock.before(timezone.localdate()))


def _pile(
    shown: list[Case], clock: Clock, key: str, title: str, empty: str, cases: QuerySet
) -> Pile:
    """A pile; the cases on top of it are added to those that this person is `shown`."""
    rows = cases.select_related("department").order_by("received_at")
    found, count = first_of(rows, SHOWN)
    shown += found
    address = f"{reverse('admin:policies_case_changelist')}?pile={key}"
    items = [_item(each, clock.of(each)) for each in found]
    return Pile(f"cases-{key}", title, empty, count, items, address)


def _to_overrule(user, clock: Clock) -> Pile:
    """Late matters of all departments, without their words; each can be sent elsewhere."""
    late = clock.rows.filter(clock.before(timezone.localdate())).order_by("received_at")
    rows = late.handled_by(user, "policies.change_matter").select_related("department")
    found, count = first_of(rows.defer("person", "subject"), SHOWN)
    departments = Department.objects.active() if found else ()
    choices = [(str(each.pk), str(each)) for each in departments]
    address = f"{reverse('admin:policies_matter_changelist')}?pile=late"
    items = [_matter(each, clock.of(each), choices) for each in found]
    return Pile("matters-late", _("Late matters"), _("No case is late."), count, items, address)


def _matter(matter: Matter, due: Deadline, departments: list[tuple[str, str]]) -> Item:
    code = matter.department.code if matter.department else ""
    page = reverse("admin:policies_matter_change", args=[matter.pk])
    there = str(matter.department_id)
    decision = Decision(
        "overrule",
        _("Send it to another department"),
        page,
        matter.version,
        [
            Field("department", _("Department"), [e for e in departments if e[0] != there]),
            Field("reason", _("Reason, which the resident reads")),
        ],
    )
    said = (code, matter.get_kind_display(), matter.get_status_display(), left(due))
    return Item(matter.number, page, " · ".join(filter(None, said)), decisions=[decision])


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
