"""Months, quarters and years, as reports are made for them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

FORM = re.compile(r"(?P<year>[12]\d{3})(?:-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?")


@dataclass(frozen=True)
class Period:
    """A month (2026-07), a quarter (2026-Q3) or a year (2026)."""

    name: str
    start: date
    end: date  # the last day

    @property
    def before(self) -> date:
        """The day before it."""
        return self.start - timedelta(days=1)


def read(name: str) -> Period:
    """The period of a name. Raises ValueError."""
    found = FORM.fullmatch(name.strip().upper())
    if not found:
        raise ValueError(name)
    year = int(found["year"])
    first, months = 1, 12
    if found["quarter"]:
        first, months = int(found["quarter"]) * 3 - 2, 3
    elif found["month"]:
        first, months = int(found["month"]), 1
    last = first + months - 1
    end = date(year, last, monthrange(year, last)[1])
    return Period(found.group(), date(year, first, 1), end)
