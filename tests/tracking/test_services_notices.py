"""Notices: opened by rule or by hand, answered, climbing by the clock, closed on proof."""

import os
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.notifications.models import Delivery
from portal.organisation.roles import LEADERSHIP
from portal.workflow import Refused
from tests.factories import organisation
from tests.factories import tracking as make
from tracking import services, supervising
from tracking.models import Measure, Notice, Reminder
from tracking.services import MilestoneLine
from tracking.states.notices import Act, Cause, Level, NoticeStatus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "file_store")]

BEGUN = datetime(2026, 1, 2, tzinfo=UTC)
DAY = timedelta(days=1)
MISSED = make.MIDDLE  # the first milestone's last day: 30 June
OPENS = date(2026, 7, 6)  # five days later, at the end of the day
PLAN = {"en": "We hire two more people."}


@pytest.fixture
def measure():
    programme = make.programme()
    services.publish_programme(programme, by=None, at=BEGUN)
    return make.measure(programme, at=BEGUN)


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=timezone.get_current_timezone())


def verified(measure, *percents, on: date):
    return make.verified(measure, *percents, at=at(on))


def opened(measure, on: date = OPENS) -> Notice:
    make.rule()
    services.apply_rules(on)
    return Notice.objects.get()


def story(notice) -> list[tuple]:
    return [(each.act, each.on, each.level) for each in notice.steps.all()]


# --- Opening ----------------------------------------------------------------------------------


def test_a_rule_opens_a_notice_when_a_milestone_is_overdue_for_its_days(measure):
    make.rule()
    assert services.apply_rules(OPENS - DAY) == 0
    assert services.apply_rules(OPENS) == 1
    notice = Notice.objects.get()
    assert notice.milestone == measure.planned_milestones().first()
    assert (notice.missed, notice.opened_on, notice.due) == (MISSED, OPENS, OPENS + 10 * DAY)
    assert (notice.level, notice.status) == (Level.REMINDER, NoticeStatus.OPEN)
    assert notice.department == measure.department


def test_the_same_thing_opens_one_notice_only(measure):
    make.rule()
    for on in (OPENS, OPENS, OPENS + DAY, OPENS + 9 * DAY):
        services.apply_rules(on)
    assert Notice.objects.count() == 1


def test_what_is_complete_opens_none(measure):
    make.rule()
    verified(measure, 100, 0, on=date(2026, 7, 1))
    assert services.apply_rules(OPENS) == 0


def test_a_date_moved_with_a_reason_is_kept_to(measure):
    make.rule()
    first, last = measure.planned_milestones()
    plan = [
        MilestoneLine(first.weight, date(2026, 8, 31), pk=first.pk),
        MilestoneLine(last.weight, last.due, pk=last.pk),
    ]
    services.save_measure(
        measure, by=None, milestones=plan, reason={"en": "Late."}, at=at(date(2026, 6, 1))
    )
    assert services.apply_rules(OPENS) == 0
    assert services.apply_rules(date(2026, 9, 6)) == 1


def test_a_missing_report_opens_one_and_a_report_closes_it(measure):
    make.rule(cause=Cause.REPORT, after_days=0)
    assert services.apply_rules(date(2026, 2, 15)) == 0
    assert services.apply_rules(date(2026, 2, 16)) == 1
    verified(measure, 10, 0, on=date(2026, 2, 20))
    notice = Notice.objects.get()
    assert notice.status == NoticeStatus.CLOSED
    assert notice.proof.measure == measure


def test_an_overdue_measure_opens_one(measure):
    make.rule(cause=Cause.MEASURE, after_days=0, level=Level.FORMAL)
    assert services.apply_rules(make.DUE) == 0
    assert services.apply_rules(make.DUE + DAY) == 1
    assert Notice.objects.get().level == Level.FORMAL


def test_a_rule_for_one_programme_leaves_the_others_alone(measure):
    make.rule(programme=make.public_programme())
    assert services.apply_rules(OPENS) == 0


def test_a_rule_that_is_off_opens_none(measure):
    make.rule(is_active=False)
    assert services.apply_rules(OPENS) == 0


def test_what_residents_do_not_see_opens_none():
    make.measure(at=BEGUN)
    make.rule()
    assert services.apply_rules(OPENS) == 0


def test_a_supervisor_opens_one_by_hand(measure):
    with pytest.raises(Refused, match="asked"):
        services.open_notice(measure, by=None, text={"en": " "})
    notice = services.open_notice(
        measure, by=None, text={"en": "Why so few?"}, level=Level.FORMAL, on=OPENS
    )
    assert (notice.level, notice.due) == (Level.FORMAL, OPENS + 10 * DAY)
    assert notice.steps.get().words_en == "Why so few?"


# --- Answering and climbing -------------------------------------------------------------------


def test_an_unanswered_notice_climbs_to_the_leadership_group_and_no_further(measure):
    notice = opened(measure)
    assert services.climb_notices(notice.due) == 0
    assert services.climb_notices(OPENS + 60 * DAY) == 2
    notice.refresh_from_db()
    assert notice.level == Level.LEADERSHIP
    assert story(notice) == [
        (Act.OPENED, OPENS, 1),
        (Act.CLIMBED, OPENS + 11 * DAY, 2),
        (Act.CLIMBED, OPENS + 22 * DAY, 3),
    ]
    assert services.climb_notices(OPENS + 400 * DAY) == 0


def test_an_answered_notice_waits_for_the_promised_day_and_then_climbs(measure):
    notice = opened(measure)
    promised = OPENS + 30 * DAY
    services.answer_notice(notice, by=None, plan=PLAN, until=promised, on=OPENS + DAY)
    assert notice.status == NoticeStatus.ANSWERED
    assert services.climb_notices(promised) == 0
    assert services.climb_notices(promised + DAY) == 1
    notice.refresh_from_db()
    assert (notice.level, notice.status) == (Level.FORMAL, NoticeStatus.OPEN)


def test_an_answer_that_comes_late_finds_the_notice_climbed_even_if_the_clock_is_late(measure):
    notice = opened(measure)
    services.answer_notice(notice, by=None, plan=PLAN, until=OPENS + 40 * DAY, on=OPENS + 15 * DAY)
    assert [each[0] for each in story(notice)] == [Act.OPENED, Act.CLIMBED, Act.ANSWERED]
    assert notice.level == Level.FORMAL


@pytest.mark.parametrize(("plan", "days"), [({"en": "  "}, 5), (PLAN, -1)])
def test_an_answer_says_what_is_done_and_until_when(measure, plan, days):
    notice = opened(measure)
    with pytest.raises(Refused):
        services.answer_notice(notice, by=None, plan=plan, until=OPENS + days * DAY, on=OPENS)
    notice.refresh_from_db()
    assert notice.status == NoticeStatus.OPEN


def test_while_it_is_paused_the_clock_stands_still(measure):
    notice = opened(measure)
    services.pause_notice(notice, by=None, reason={"en": "In court."}, on=OPENS + 4 * DAY)
    assert services.climb_notices(OPENS + 90 * DAY) == 0
    services.resume_notice(notice, by=None, on=OPENS + 94 * DAY)
    assert notice.due == OPENS + 100 * DAY
    assert services.climb_notices(OPENS + 101 * DAY) == 1


def test_a_pause_needs_a_reason(measure):
    with pytest.raises(Refused, match="reason"):
        services.pause_notice(opened(measure), by=None, reason={}, on=OPENS)


def test_a_supervisor_raises_it_with_a_reason(measure):
    notice = opened(measure)
    with pytest.raises(Refused, match="reason"):
        services.raise_notice(notice, by=None, reason={}, on=OPENS)
    for _n in range(2):
        services.raise_notice(notice, by=None, reason=PLAN, on=OPENS + DAY)
    assert notice.level == Level.LEADERSHIP
    with pytest.raises(Refused, match="already"):
        services.raise_notice(notice, by=None, reason=PLAN, on=OPENS + DAY)


# --- Closing ----------------------------------------------------------------------------------


def test_a_verified_report_that_completes_the_milestone_closes_it(measure):
    notice = opened(measure)
    verified(measure, 90, 0, on=date(2026, 7, 9))
    notice.refresh_from_db()
    assert notice.status == NoticeStatus.OPEN
    proof = verified(measure, 100, 0, on=date(2026, 8, 5))
    notice.refresh_from_db()
    assert (notice.status, notice.proof) == (NoticeStatus.CLOSED, proof)
    assert story(notice)[-1] == (Act.CLOSED, date(2026, 8, 5), 3)


def test_one_opened_by_hand_is_closed_by_hand_on_a_report_that_was_verified_since(measure):
    before = verified(measure, 50, 0, on=date(2026, 5, 5))
    notice = services.open_notice(measure, by=None, text=PLAN, on=OPENS)
    with pytest.raises(Refused, match="before"):
        services.close_notice(notice, by=None, proof=before, on=OPENS)
    since = verified(measure, 60, 0, on=date(2026, 7, 8))
    services.close_notice(notice, by=None, proof=since, on=date(2026, 7, 9))
    assert notice.status == NoticeStatus.CLOSED
    with pytest.raises(Refused):
        services.answer_notice(notice, by=None, plan=PLAN, until=date(2026, 9, 9), on=OPENS)


def test_another_measures_report_proves_nothing(measure):
    notice = opened(measure)
    other = verified(make.measure(measure.programme, at=BEGUN), 50, 0, on=date(2026, 8, 8))
    with pytest.raises(Refused, match="its measure"):
        services.close_notice(notice, by=None, proof=other)


# --- By whichever clock -----------------------------------------------------------------------

FIRST, DAYS = date(2026, 6, 1), 120
EXAMPLES = 40 if os.environ.get("FAROL_STRESS") == "full" else 3
ACTS = st.lists(
    st.tuples(
        st.integers(0, DAYS),  # after 1 June
        st.sampled_from(["report", "answer", "pause", "resume", "move", "raise"]),
        st.integers(0, 100),
    ),
    max_size=6,
)


@given(acts=ACTS, runs=st.sets(st.integers(0, DAYS)))
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_run_daily_twice_or_days_late_gives_the_same_notices(acts, runs):
    every_day, now_and_then = {*range(DAYS + 1)}, {*runs, DAYS}
    told = []
    for days, times in ((every_day, 1), (every_day, 2), (now_and_then, 1)):
        Notice.objects.all().delete()
        programme = make.programme()
        services.publish_programme(programme, by=None, at=BEGUN)
        ends = date(2026, 8, 31)
        steps = ((40, MISSED), (60, ends))
        measure = make.measure(programme, at=BEGUN, due=ends, steps=steps)
        rules = [
            make.rule(programme=programme),
            make.rule(programme=programme, cause=Cause.REPORT, after_days=3),
            make.rule(programme=programme, cause=Cause.MEASURE, level=Level.FORMAL),
        ]
        for each in rules:
            each.looked_to = FIRST - DAY
            each.save()
        live(measure, sorted(acts), days, times)
        told.append(summary(rules))
    assert told[0] == told[1]
    assert set(told[2]) == set(told[0])
    # What people do to a notice needs the notice; only what they didn't touch must be alike.
    if not any(act in ("answer", "pause", "resume", "raise") for _day, act, _much in acts):
        assert told[2] == told[0]


def summary(rules) -> dict:
    """All notices with their whole story."""
    return {
        (rules.index(each.rule), each.occasion.rpartition(" ")[2]): (
            each.level,
            each.status,
            each.due,
            story(each),
        )
        for each in Notice.objects.all()
    }


def live(measure, acts, days, times) -> None:
    for number in range(DAYS + 1):
        day = FIRST + number * DAY
        if number in days:
            for _time in range(times):
                services.apply_rules(day)
                services.climb_notices(day)
        for when, act, much in acts:
            if when == number:
                with suppress(Refused):  # not everything is possible at any time
                    do(Measure.objects.get(pk=measure.pk), act, much, day)


def do(measure, act, much, day) -> None:
    notice = Notice.objects.filter(measure=measure).order_by("opened_on", "rule").first()
    if act == "report":
        verified(measure, much, much // 2, on=day)
    elif act == "move":
        *before, last = measure.planned_milestones()
        measure.due = measure.due + much * DAY
        plan = [MilestoneLine(each.weight, each.due, pk=each.pk) for each in before]
        plan.append(MilestoneLine(last.weight, measure.due, pk=last.pk))
        services.save_measure(measure, by=None, milestones=plan, reason=PLAN, at=at(day))
    elif notice and act == "answer":
        services.answer_notice(notice, by=None, plan=PLAN, until=day + much * DAY, on=day)
    elif notice and act == "pause":
        services.pause_notice(notice, by=None, reason=PLAN, on=day)
    elif notice and act == "resume":
        services.resume_notice(notice, by=None, on=day)
    elif notice and act == "raise":
        services.raise_notice(notice, by=None, reason=PLAN, on=day)


def test_a_rehearsal_says_what_a_rule_would_have_opened_and_opens_nothing(measure):
    rule = make.rule(is_active=False)
    norms = services.norms_in_force()
    found = supervising.rehearse(rule, date(2026, 6, 1), date(2026, 9, 30), norms)
    assert [(day, each.missed) for day, each in found] == [(OPENS, MISSED)]
    assert supervising.rehearse(rule, date(2026, 8, 1), date(2026, 9, 30), norms) == []
    assert not Notice.objects.exists()


# --- Mail -------------------------------------------------------------------------------------


@pytest.fixture
def _mail(settings):
    settings.FAROL_MAIL = {"host": "127.0.0.1", "port": 1}


@pytest.mark.usefixtures("_mail")
def test_the_department_and_at_last_the_leadership_group_are_told(measure):
    officer = make.officer(measure.department)
    head = organisation.member(LEADERSHIP, measure.programme.department)
    head.email, officer.email = "head@farol.example", "officer@farol.example"
    head.save()
    officer.save()
    organisation.seat(head)
    opened(measure)
    assert Delivery.objects.filter(kind="notice").count() == 1
    services.climb_notices(OPENS + 60 * DAY)
    assert Delivery.objects.filter(kind="notice").count() == 4


@pytest.mark.usefixtures("_mail")
def test_a_department_is_reminded_of_a_milestone_once(measure):
    officer = make.officer(measure.department)
    officer.email = "officer@farol.example"
    officer.save()
    assert services.remind(MISSED - 15 * DAY) == 0
    assert services.remind(MISSED - 14 * DAY) == 1
    assert services.remind(MISSED - 13 * DAY) == 0
    assert Reminder.objects.count() == Delivery.objects.count() == 1
