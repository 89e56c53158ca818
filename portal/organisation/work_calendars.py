"""Work plans as calendars that can be subscribed to, each at a secret address of its own."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from portal.history.services import record
from portal.organisation.models import Department, WorkCalendar
from portal.workplan import plan


@transaction.atomic
def renew(user, department: Department) -> WorkCalendar:
    """A new secret address of a department's work plan for this person; an older one ends."""
    calendar, _is_new = WorkCalendar.objects.update_or_create(
        user=user, department=department, defaults={"nonce": secrets.token_hex(16)}
    )
    record("calendar.renewed", department, actor=user)
    return calendar


@transaction.atomic
def end(user, department: Department) -> None:
    """End this person's secret address, if there is one."""
    WorkCalendar.objects.filter(user=user, department=department).delete()
    record("calendar.ended", department, actor=user)


def address(calendar: WorkCalendar) -> str:
    """Where it is: made of the secret key, so that the database alone doesn't tell it."""
    return reverse("work-calendar", args=[calendar.pk, _secret(calendar)])


def find(calendar_id: int, secret: str) -> WorkCalendar | None:
    """The calendar at an address; None if it isn't right, or its person has left."""
    rows = WorkCalendar.objects.select_related("user", "department")
    calendar = rows.filter(pk=calendar_id, user__is_active=True).first()
    if calendar is None or not constant_time_compare(_secret(calendar), secret):
        return None
    return calendar


def written(calendar: WorkCalendar, home: str) -> bytes:
    """The work plan as iCalendar (RFC 5545): a whole day for each task. `home` begins links."""
    found = Calendar()
    found.add("prodid", "-//Farol//Work plan//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", _("Work plan: %(department)s") % {"department": calendar.department})
    host = home.split("//")[-1].split("/")[0]
    for task in plan(calendar.user, calendar.department):
        event = Event()
        event.add("uid", f"{task.key}@{host}")
        event.add("dtstamp", timezone.now())
        event.add("dtstart", task.on)
        event.add("dtend", task.on + timedelta(days=1))
        event.add("summary", f"{task.kind}: {task.title}")
        event.add("url", f"{home}{task.address}")
        event.add("transp", "TRANSPARENT")
        found.add_component(event)
    return found.to_ical()


def _secret(calendar: WorkCalendar) -> str:
    return salted_hmac(
        "work calendar", f"{calendar.pk}:{calendar.nonce}", algorithm="sha256"
    ).hexdigest()
