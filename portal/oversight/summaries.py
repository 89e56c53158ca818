"""The week in figures, by mail, for the leadership group: numbers and links, nothing else."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from portal import desk
from portal.notifications.services import available, notify
from portal.oversight.models import Visit
from portal.oversight.panels import Number, panels

WEEK = timedelta(days=7)
HOUR = time(7)  # of Monday, where the offices are


def send_summaries(now: datetime | None = None) -> int:
    """Tell everybody with a seat of the past week, once, however often and late this runs."""
    now = now or timezone.now()
    monday = monday_of(now)
    if not available() or now < _moment(monday):
        return 0
    people = get_user_model().objects.filter(is_active=True, leadership_seat__isnull=False)
    told = Q(visit__summary_of__gte=monday) | Q(visit__wants_summary=False)
    return sum(_send(each, monday) for each in people.exclude(email="").exclude(told))


def monday_of(now: datetime) -> date:
    """The Monday of the week."""
    today = timezone.localdate(now)
    return today - timedelta(days=today.weekday())


def _moment(monday: date) -> datetime:
    return datetime.combine(monday, HOUR, timezone.get_current_timezone())


@transaction.atomic
def _send(user, monday: date) -> int:
    """Write one down, unless another run was first or the person has just declined."""
    visit, _is_new = Visit.objects.get_or_create(user=user)
    open_ = Q(summary_of=None) | Q(summary_of__lt=monday)
    mine = Visit.objects.filter(open_, pk=visit.pk, wants_summary=True)
    if not mine.update(summary_of=monday):
        return 0
    with override(visit.language):
        context = summary(user, _moment(monday) - WEEK)
    notify("summary", user.email, visit.language, context)
    return 1


def summary(user, since: datetime) -> dict:
    """What the mail says to this person, in the language that is active: as JSON."""
    found = panels(user, since)
    new = [_line(each) for panel in found for each in panel.changes if each.count]
    waiting = [[each.title, str(each.count), each.address] for each in desk.piles(user)
               if each.count]  # fmt: skip
    figures = [
        [panel.title, [_line(each) for each in (*panel.numbers, *_parts(panel))]] for panel in found
    ]
    choice = f"{reverse('admin:index')}#summary"
    return {"new": new, "waiting": waiting, "figures": figures, "choice": choice}


def _parts(panel) -> list[Number]:
    return panel.bar.numbers if panel.bar else []


def _line(number: Number) -> list[str]:
    return [number.name, number.shown or str(number.count), number.address]
