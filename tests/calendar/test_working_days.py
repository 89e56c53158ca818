"""Which days offices are open, and what the others are called."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.calendar.working_days import CalendarName, NoWorkingDays, OwnDay, WorkingDays

MACAU = WorkingDays("macau")
MAINLAND = WorkingDays("mainland")

calendars = st.sampled_from([WorkingDays(each) for each in CalendarName.values])
days = st.dates(date(2000, 1, 1), date(2030, 1, 1))


def test_weekends_and_government_holidays_are_days_off():
    assert not MACAU.is_working(date(2026, 11, 22))
    assert not MACAU.is_working(date(2026, 12, 8))
    assert MACAU.is_working(date(2026, 12, 9))


def test_a_holiday_on_a_weekend_is_made_up_for_on_a_weekday():
    assert not MACAU.is_working(date(2026, 12, 21))


def test_a_day_on_which_offices_close_at_noon_is_a_working_day():
    assert MACAU.is_working(date(2026, 2, 16))
    assert MACAU.is_working(date(2026, 12, 31))


def test_the_mainland_works_on_some_weekends():
    assert MAINLAND.is_working(date(2026, 2, 14))
    assert not MAINLAND.is_working(date(2026, 2, 20))


def test_holidays_have_names_in_the_readers_language():
    new_year = date(2026, 2, 17)
    assert MACAU.name_of(new_year, "zh-hant") == "農曆正月初一"
    assert MACAU.name_of(new_year, "zh-hans") == "农历正月初一"
    assert "Lunar" in MACAU.name_of(new_year, "pt")
    assert MACAU.name_of(date(2026, 11, 22), "en") == ""
    assert MACAU.name_of(date(2026, 11, 23), "en") == ""


def test_the_operators_own_days_come_first():
    typhoon, sunday = date(2026, 9, 9), date(2026, 9, 13)
    days = WorkingDays("macau", {typhoon: OwnDay(False, {"zh-hant": "颱風"}), sunday: OwnDay(True)})
    assert not days.is_working(typhoon)
    assert days.name_of(typhoon, "en") == "颱風"
    assert days.is_working(sunday)
    assert days.add(date(2026, 9, 8), 1) == date(2026, 9, 10)


def test_a_calendar_without_working_days_is_refused_rather_than_searched_for_ever():
    class Never(WorkingDays):
        def is_working(self, day):
            return False

    with pytest.raises(NoWorkingDays):
        Never("macau").add(date(2026, 1, 1), 1)


def test_years_that_are_not_announced_yet_are_known_to_be_uncertain():
    assert MAINLAND.is_certain(2026)
    assert not MAINLAND.is_certain(2034)
    assert MACAU.is_certain(2034)
    assert not MACAU.is_certain(2150)


@given(calendars, days, st.integers(0, 60))
def test_adding_days_and_counting_them_are_inverse(calendar, day, number):
    last = calendar.add(day, number)
    assert calendar.between(day, last) == number
    assert number == 0 or calendar.is_working(last)


@given(calendars, days, days)
def test_counting_backwards_is_negative(calendar, one, other):
    assert calendar.between(one, other) == -calendar.between(other, one)


@given(calendars, days)
def test_no_week_but_that_of_long_holidays_is_without_a_working_day(calendar, day):
    assert any(calendar.is_working(day + timedelta(number)) for number in range(14))
