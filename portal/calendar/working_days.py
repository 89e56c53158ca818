"""Working days of an administration: weekends, public holidays and the operator's own days.

Pure: what isn't in the library of holidays is given. Holidays are those of government offices in
Macau, general holidays in Hong Kong, and statutory ones in the mainland, with the weekends that
are worked in their stead. A day on which offices close at noon is a working day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DAY = timedelta(days=1)
FURTHEST = 20 * 366  # days that are looked through before something must be wrong


class CalendarName(TextChoices):
    """Whose offices are open or closed."""

    MACAU = "macau", gettext_lazy("Macau, government offices")
    HONG_KONG = "hong_kong", gettext_lazy("Hong Kong, general holidays")
    MAINLAND = "mainland", gettext_lazy("Mainland China, statutory holidays")


class NoWorkingDays(ValueError):
    """There is no working day for years: the operator's own days close every day."""


@dataclass(frozen=True)
class _Source:
    """A country of the library, and its names of holidays in the portal's languages."""

    country: str
    languages: Mapping[str, str]
    category: str = "public"
    announced_yearly: bool = False  # working weekends are known only for announced years


_SOURCES = {
    CalendarName.MACAU: _Source(
        "MO",
        {"zh-hant": "zh_MO", "pt": "pt_MO", "en": "en_MO", "zh-hans": "zh_CN"},
        "government",
    ),
    CalendarName.HONG_KONG: _Source(
        "HK", {"zh-hant": "zh_HK", "pt": "en_HK", "en": "en_HK", "zh-hans": "zh_CN"}
    ),
    CalendarName.MAINLAND: _Source(
        "CN",
        {"zh-hant": "zh_TW", "pt": "en_US", "en": "en_US", "zh-hans": "zh_CN"},
        announced_yearly=True,
    ),
}
_HALF_DAY = "(Afternoon)"


@lru_cache(maxsize=256)
def _year(name: str, year: int, language: str) -> tuple[dict[date, str], frozenset[date]]:
    """The holidays of a year by their names, and the days of weekends that are worked."""
    source = _SOURCES[CalendarName(name)]

    def read(code: str):
        return holidays.country_holidays(
            source.country, years=year, language=code, categories=(source.category,)
        )

    english, named = read("en_US"), read(source.languages[language])
    whole = {day for day in english if _HALF_DAY not in english[day]}
    worked = frozenset(day for day in english.weekend_workdays if day.year == year)
    return {day: named[day] for day in whole if day.year == year}, worked


@dataclass(frozen=True)
class OwnDay:
    """What the operator says of a day: offices are open, or closed, and why by language."""

    is_working: bool
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WorkingDays:
    """The working days of one calendar; the operator's own days come before all others."""

    name: str
    own: Mapping[date, OwnDay] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Whether offices are open, if only in the morning."""
        if day in self.own:
            return self.own[day].is_working
        closed, worked = _year(self.name, day.year, "en")
        return day in worked or (day.weekday() < 5 and day not in closed)

    def name_of(self, day: date, language: str) -> str:
        """The name of a holiday, or the operator's reason; empty for working days and weekends."""
        if self.is_working(day):
            return ""
        if day in self.own:
            names = self.own[day].names
            return names.get(language) or next(iter(names.values()), "") or _("Closed")
        return _year(self.name, day.year, language)[0].get(day, "")

    def after(self, day: date) -> Iterator[date]:
        """Working days after a day. Raises NoWorkingDays rather than looking for ever."""
        without = 0
        while without < FURTHEST:
            day += DAY
            without += 1
            if self.is_working(day):
                without = 0
                yield day
        raise NoWorkingDays(self.name)

    def add(self, day: date, number: int) -> date:
        """The `number`th working day after `day`; `day` itself for 0."""
        for _number, each in zip(range(number), self.after(day), strict=False):
            day = each
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after `first`, up to and with `last`; negative if `last` comes before."""
        if last < first:
            return -self.between(last, first)
        days = (last - first).days
        return sum(self.is_working(first + DAY * number) for number in range(1, days + 1))

    def is_certain(self, year: int) -> bool:
        """Whether the days of a year are settled. What the mainland works on weekends is announced
        in the autumn before; until then only the holidays themselves are known.
        """
        source = _SOURCES[CalendarName(self.name)]
        closed, worked = _year(self.name, year, "en")
        return bool(closed) and (bool(worked) or not source.announced_yearly)
