"""The calendar as it is now, and changing the days that are the operator's own."""

from collections.abc import Iterable

from django.db import transaction

from portal import pagecache
from portal.calendar.models import SpecialDay
from portal.calendar.working_days import OwnDay, WorkingDays
from portal.history.services import record
from portal.labels import columns
from portal.pagecache.fragments import kept


def working_days(name: str) -> WorkingDays:
    """The working days of a calendar, with the operator's own days as they are now."""
    return WorkingDays(name, kept("special days", _own_days))


def _own_days() -> dict:
    return {
        each.day: OwnDay(
            each.is_working,
            {code: words for code, column in columns("name") if (words := getattr(each, column))},
        )
        for each in SpecialDay.objects.all()
    }


@transaction.atomic
def save_special_day(day: SpecialDay, *, by, changed: Iterable[str] = ()) -> SpecialDay:
    """Open or close offices on a day. Deadlines that are still open move with it at once."""
    verb = "special_day.added" if day.pk is None else "special_day.changed"
    day.save()
    record(verb, day, actor=by, changed=sorted(changed))
    pagecache.invalidate()
    return day


@transaction.atomic
def delete_special_day(day: SpecialDay, *, by) -> None:
    """Let the calendar of holidays say again what the day is."""
    record("special_day.deleted", day, actor=by)
    day.delete()
    pagecache.invalidate()
