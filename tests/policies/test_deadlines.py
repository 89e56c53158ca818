"""Deadlines say by when, how long still, and why."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from policies.deadlines import Pause, PauseReason, Rule, StepKind, Unit, deadline
from portal.calendar.working_days import WorkingDays

MACAU = WorkingDays("macau")
MONDAY = date(2026, 11, 23)
WORKING = Rule(MACAU)
CALENDAR = Rule(WorkingDays("hong_kong"), Unit.CALENDAR, acknowledge=10, answer=21, extension=30)
RESTARTING = Rule(
    WorkingDays("mainland"),
    stops=frozenset({PauseReason.THIRD_PARTY}),
    restarts=frozenset({PauseReason.INCOMPLETE}),
)

days = st.dates(date(2020, 1, 1), date(2026, 12, 1))
rules = st.sampled_from([WORKING, CALENDAR, RESTARTING])


@st.composite
def pauses(draw, received):
    since = received + timedelta(draw(st.integers(0, 60)))
    until = since + timedelta(draw(st.integers(0, 40)))
    return Pause(draw(st.sampled_from(PauseReason.values)), since, until)


def kinds(found):
    return [each.kind for each in found.steps]


def test_the_day_of_receipt_does_not_count_and_holidays_neither():
    found = deadline(WORKING, MONDAY)
    assert found.acknowledge_by == date(2026, 11, 25)
    assert found.answer_by == date(2026, 12, 28)
    off = [each.day for each in found.steps if each.kind == StepKind.HOLIDAY]
    assert off == [date(2026, 12, day) for day in (8, 21, 22, 24, 25)]


def test_calendar_days_count_weekends_and_holidays():
    found = deadline(CALENDAR, date(2026, 12, 20))
    assert found.answer_by == date(2027, 1, 10)
    assert kinds(found) == [StepKind.RECEIVED, StepKind.DUE]


def test_the_clock_stands_still_while_the_resident_is_asked():
    pause = Pause(PauseReason.RESIDENT, date(2026, 11, 25), date(2026, 12, 2))
    found = deadline(WORKING, MONDAY, [pause])
    assert MACAU.between(date(2026, 12, 28), found.answer_by) == 5
    step = next(each for each in found.steps if each.kind == StepKind.PAUSED)
    assert (step.day, step.until, step.days) == (pause.since, pause.until, 5)


def test_while_it_stands_still_nothing_is_late_and_the_days_that_are_left_are_kept():
    found = deadline(WORKING, MONDAY, [Pause(PauseReason.RESIDENT, date(2026, 11, 25))])
    assert found.answer_by is None
    assert found.remaining(date(2028, 1, 1)) == 18
    assert not found.is_overdue(date(2028, 1, 1))


def test_a_reason_that_the_rule_does_not_know_stops_nothing():
    pause = Pause(PauseReason.INCOMPLETE, date(2026, 11, 25), date(2026, 12, 25))
    assert deadline(WORKING, MONDAY, [pause]).answer_by == deadline(WORKING, MONDAY).answer_by


def test_where_the_law_says_so_the_clock_begins_anew():
    received, complete = date(2026, 3, 2), date(2026, 3, 16)
    pause = Pause(PauseReason.INCOMPLETE, date(2026, 3, 6), complete)
    found = deadline(RESTARTING, received, [pause])
    assert found.answer_by == deadline(RESTARTING, complete).answer_by
    assert StepKind.RESTARTED in kinds(found)


def test_an_extension_adds_its_days_and_is_told():
    longer = deadline(WORKING, MONDAY, extended=True)
    assert WORKING.days.between(deadline(WORKING, MONDAY).answer_by, longer.answer_by) == 20
    assert StepKind.EXTENDED in kinds(longer)


def test_a_date_that_rests_on_holidays_not_yet_announced_says_so():
    assert StepKind.UNCERTAIN in kinds(deadline(RESTARTING, date(2034, 3, 1)))
    assert StepKind.UNCERTAIN not in kinds(deadline(WORKING, MONDAY))


def test_days_that_are_left_go_down_to_nothing_and_below():
    found = deadline(WORKING, MONDAY)
    assert found.remaining(MONDAY) == 20
    assert found.remaining(found.answer_by) == 0
    assert found.remaining(date(2026, 12, 30)) == -2
    assert found.is_overdue(date(2026, 12, 29))


@given(rules, days, st.data())
def test_a_pause_never_brings_a_deadline_forward(rule, received, data):
    some = data.draw(st.lists(pauses(received), max_size=3))
    more = [*some, data.draw(pauses(received))]
    assert deadline(rule, received, more).answer_by >= deadline(rule, received, some).answer_by


@given(rules, days, days)
def test_who_comes_later_is_answered_no_earlier(rule, one, other):
    first, second = sorted([one, other])
    assert deadline(rule, first).answer_by <= deadline(rule, second).answer_by


@given(rules, days, st.data())
def test_the_whole_period_is_left_on_the_day_of_receipt(rule, received, data):
    some = data.draw(st.lists(pauses(received), max_size=3))
    found = deadline(rule, received, some)
    stood = found.remaining(received) - rule.answer
    assert stood >= 0
    assert (stood == 0) or any(each.reason in rule.stops | rule.restarts for each in some)


@given(rules, days, st.data())
def test_the_order_of_pauses_does_not_matter(rule, received, data):
    some = data.draw(st.lists(pauses(received), max_size=4))
    assert deadline(rule, received, some) == deadline(rule, received, some[::-1])
