"""Coordination meetings: planned, their agenda drawn from what is late, held, minuted."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import labels
from portal.history.services import record
from portal.organisation.models import Department
from portal.workflow import Refused
from tracking.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Measure,
    Meeting,
    Notice,
    Standing,
)
from tracking.services.writing import Words, keep, keep_part, lock, move, remove_part
from tracking.states.measures import Health
from tracking.states.meetings import MEETING_TRANSITIONS, OPEN
from tracking.states.notices import Level

LATE = (Health.OVERDUE, Health.AT_RISK)


@transaction.atomic
def save_meeting(
    meeting: Meeting,
    *,
    by,
    invited: Iterable[Department] = (),
    changed: Iterable[str] = (),
    seen_version: int | None = None,
) -> Meeting:
    """Keep a new or changed meeting; its minutes too, until they are approved."""
    if meeting._state.adding:
        meeting.created_by = by
    else:
        _check_open(meeting)
    keep(meeting, "meeting", by=by, changed=changed, seen_version=seen_version)
    _invite(meeting, invited)
    return meeting


@transaction.atomic
def draw_agenda(meeting: Meeting, *, by, today: date | None = None) -> int:
    """Put on the agenda what is late and isn't there yet; how many. Its departments are invited.

    That is: measures overdue or at risk, those with a formal notice, those with an overdue action.
    """
    lock(meeting)
    _check_open(meeting)
    today = today or timezone.localdate()
    there = set(meeting.agenda.exclude(measure=None).values_list("measure", flat=True))
    measures = _late_measures(meeting, today)
    new = [each for each in measures if each.pk not in there]
    notices = {
        each.measure_id: each
        for each in Notice.objects.standing().filter(measure__in=new).order_by("level", "pk")
    }
    position = meeting.agenda.count()
    for number, measure in enumerate(new, 1):
        AgendaItem.objects.create(
            meeting=meeting,
            measure=measure,
            notice=notices.get(measure.pk),
            position=position + number,
        )
    _invite(meeting, {each.department for each in new})
    record("meeting.drawn", meeting, actor=by, items=len(new))
    return len(new)


def _late_measures(meeting: Meeting, today: date) -> Iterable[Measure]:
    standings = Standing.objects.now().on(today).filter(health__in=LATE).values("measure")
    formal = Notice.objects.standing().filter(level__gte=Level.FORMAL).values("measure")
    actions = ActionItem.objects.overdue(today).exclude(measure=None).values("measure")
    rows = Measure.objects.filter(programme__published_at__isnull=False)
    if meeting.programme_id:
        rows = rows.filter(programme=meeting.programme_id)
    found = rows.filter(pk__in=standings) | rows.filter(pk__in=formal) | rows.filter(pk__in=actions)
    return found.select_related("department").order_by("due", "pk")


@transaction.atomic
def save_agenda_item(item: AgendaItem, *, by) -> AgendaItem:
    """Keep a new or changed item of the agenda, with what was decided."""
    lock(item.meeting)
    _check_open(item.meeting)
    if item.measure is None and not any(
        getattr(item, column) for _code, column in labels.columns("text")
    ):
        raise Refused(_("Please choose a measure or say what it is about."))
    keep_part(item, item.meeting, "agenda", by=by)
    return item


@transaction.atomic
def remove_agenda_item(item: AgendaItem, *, by) -> None:
    """Take an item off the agenda, if nothing was decided to be done."""
    lock(item.meeting)
    _check_open(item.meeting)
    remove_part(item, item.meeting, "agenda", by=by)


@transaction.atomic
def save_attendance(attendance: Attendance, *, by) -> Attendance:
    """Keep whether an invited department was there, and who came for it."""
    lock(attendance.meeting)
    _check_open(attendance.meeting)
    keep_part(attendance, attendance.meeting, "attendance", by=by)
    return attendance


@transaction.atomic
def remove_attendance(attendance: Attendance, *, by) -> None:
    """Take an invitation back."""
    lock(attendance.meeting)
    _check_open(attendance.meeting)
    remove_part(attendance, attendance.meeting, "attendance", by=by)


@transaction.atomic
def hold_meeting(meeting: Meeting, *, by, seen_version: int | None = None) -> Meeting:
    """It has taken place."""
    lock(meeting, seen_version)
    move(meeting, MEETING_TRANSITIONS["hold"], by=by, kind="meeting")
    return meeting


@transaction.atomic
def approve_minutes(meeting: Meeting, *, by, seen_version: int | None = None) -> Meeting:
    """Its minutes are right, and stay as they are."""
    lock(meeting, seen_version)
    if not any(getattr(meeting, column) for _code, column in labels.columns("minutes")):
        raise Refused(_("There are no minutes yet."))
    move(meeting, MEETING_TRANSITIONS["approve"], by=by, kind="meeting")
    return meeting


@transaction.atomic
def cancel_meeting(
    meeting: Meeting, *, by, reason: Words, seen_version: int | None = None
) -> Meeting:
    """It won't take place."""
    lock(meeting, seen_version)
    move(meeting, MEETING_TRANSITIONS["cancel"], by=by, kind="meeting", reason=reason)
    return meeting


@transaction.atomic
def delete_meeting(meeting: Meeting, *, by) -> None:
    """Throw away a meeting that nothing has come of."""
    lock(meeting)
    if meeting.agenda.exclude(action_items=None).exists():
        raise Refused(_("“%(title)s” stays: something has come of it.") % {"title": meeting})
    _check_open(meeting)
    record("meeting.deleted", meeting, actor=by)
    meeting.delete()


def _invite(meeting: Meeting, departments: Iterable[Department]) -> None:
    there = set(meeting.attendance.values_list("invited", flat=True))
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, invited=each) for each in departments if each.pk not in there
    )


def _check_open(meeting: Meeting) -> None:
    if Meeting.objects.values_list("status", flat=True).get(pk=meeting.pk) not in OPEN:
        raise Refused(_("It is closed: what its minutes say stays as it is."))
