"""The day that a reader asks about: today, or a past one as it was known then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter.filters import said


@dataclass(frozen=True)
class AsOf:
    """A day, and the moment up to which things were known: its end, or now."""

    day: date
    moment: datetime
    problem: str = ""

    @property
    def is_past(self) -> bool:
        """Whether the reader looks back."""
        return self.day < timezone.localdate()

    @property
    def query(self) -> dict[str, str]:
        """What an address says of it."""
        return {"on": self.day.isoformat()} if self.is_past else {}


def today() -> AsOf:
    """As things are known now."""
    now = timezone.now()
    return AsOf(timezone.localdate(now), now)


def on(day: date) -> AsOf:
    """As things were known at the end of a past day."""
    end = datetime.combine(day + timedelta(days=1), time(), timezone.get_current_timezone())
    return AsOf(day, end - timedelta(microseconds=1))


def read(query: Mapping[str, str], name: str = "on") -> AsOf | None:
    """The day that an address asks for under `name`; None if it asks for none.

    One that isn't a past day is answered with today and its `problem`.
    """
    asked = query.get(name, "").strip()
    if not asked:
        return None
    try:
        day = date.fromisoformat(asked)
        if date(1990, 1, 1) <= day <= timezone.localdate():
            return on(day) if day < timezone.localdate() else today()
        problem = _("“%(value)s” is no past day; this is as of today.") % said(asked)
    except ValueError:
        problem = _("“%(value)s” is no day, such as 2026-03-31; this is as of today.") % said(asked)
    now = today()
    return AsOf(now.day, now.moment, problem)
