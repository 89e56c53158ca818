"""Stretches of time as addresses say them, so that a number and the list behind it agree.

`2026-11` is a month, `30d` the last thirty days and today, `0d` today; a moment means all since.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONGEST = 3660  # days
Rows = TypeVar("Rows", bound=QuerySet)


@dataclass(frozen=True)
class Span:
    """From a moment on, to before another one or without an end."""

    key: str
    begin: datetime
    end: datetime | None = None

    def within(self, rows: Rows, field: str) -> Rows:
        """The rows whose `field`, a moment, lies in it."""
        return rows.filter(**self.lookups(field))

    def lookups(self, field: str) -> dict[str, datetime]:
        """The same for a Q."""
        found = {f"{field}__gte": self.begin}
        return found if self.end is None else {**found, f"{field}__lt": self.end}


def month(day: date) -> Span:
    """The month of a day."""
    first = day.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return Span(f"{first:%Y-%m}", _begin(first), _begin(following))


def days(number: int) -> Span:
    """So many days before today, and today."""
    return Span(f"{number}d", _begin(timezone.localdate() - timedelta(days=number)))


def since(moment: datetime) -> Span:
    """All since a moment."""
    return Span(f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z", moment)


def months(number: int) -> list[Span]:
    """So many months, this one the last."""
    found, day = [], timezone.localdate()
    for _each in range(number):
        found.append(month(day))
        day = day.replace(day=1) - timedelta(days=1)
    return found[::-1]


def read(key: str) -> Span | None:
    """What an address says; None if it says nothing that we understand."""
    try:
        if re.fullmatch(r"\d{4}-\d\d", key, re.ASCII):
            return month(date.fromisoformat(f"{key}-01"))
        if re.fullmatch(r"\d{1,4}d", key, re.ASCII) and int(key[:-1]) <= LONGEST:
            return days(int(key[:-1]))
        if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", key, re.ASCII):
            return since(datetime.fromisoformat(key.replace("Z", "+00:00")))
    except (ValueError, OverflowError):
        pass
    return None


def words(span: Span) -> str:
    """As the list behind a number says it."""
    if span.key.endswith("d"):
        number = int(span.key[:-1])
        if number == 0:
            return _("Since this morning")
        return ngettext("Last %(n)s day", "Last %(n)s days", number) % {"n": number}
    if span.end:
        return date_format(timezone.localtime(span.begin), "YEAR_MONTH_FORMAT")
    at = date_format(timezone.localtime(span.begin), "SHORT_DATETIME_FORMAT")
    return _("Since %(at)s") % {"at": at}


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone())
