"""What was known when: any past day can be told again exactly, and nothing rises unproven."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.workflow import Refused
from tests.factories import tracking as make
from tracking import services
from tracking.models import Measure, NormsInForce, Standing
from tracking.progress import health
from tracking.services import MilestoneLine
from tracking.states.measures import Health

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "file_store")]

START = datetime(2026, 1, 2, tzinfo=UTC)
WHY = {"en": "Because."}


def healths(day, standings=None):
    rows = Standing.objects.now() if standings is None else standings
    return [each.health for each in rows.on(day)]


def test_a_measure_is_known_from_when_it_is_planned():
    measure = make.measure(at=START)
    assert not Standing.objects.known_at(START - timedelta(seconds=1)).exists()
    (known,) = Standing.objects.known_at(START)
    assert (known.measure, known.progress, known.known_to) == (measure, 0, None)


def test_health_follows_the_clock_without_anything_being_done():
    make.measure(at=START, steps=((100, make.DUE),))
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 16), date(2027, 1, 1)]
    assert [healths(day) for day in days] == [
        [Health.NOT_STARTED],
        [Health.ON_TRACK],
        [Health.AT_RISK],
        [Health.OVERDUE],
    ]


def test_a_submitted_report_is_heard_even_before_it_is_verified():
    measure = make.measure(at=START)
    make.report(measure, 10, 0, at=datetime(2026, 2, 3, tzinfo=UTC))
    assert healths(date(2026, 2, 16)) == [Health.ON_TRACK]


def test_a_returned_report_is_as_if_none_had_come():
    measure = make.measure(at=START)
    report = make.report(measure, 10, 0, at=datetime(2026, 2, 3, tzinfo=UTC))
    services.return_report(report, by=None, remark=WHY)
    assert healths(date(2026, 2, 16)) == [Health.AT_RISK]


def test_progress_falls_with_another_plan_and_does_not_rise_with_the_next():
    measure = make.measure(make.public_programme(), at=START)
    make.verified(measure, 100, 0, at=datetime(2026, 2, 3, tzinfo=UTC))
    first, last = measure.planned_milestones()
    for weight, expected in ((10, 10), (90, 10)):
        plan = [
            MilestoneLine(weight, first.due, pk=first.pk),
            MilestoneLine(100 - weight, last.due, pk=last.pk),
        ]
        services.save_measure(measure, by=None, milestones=plan, reason=WHY)
        assert measure.standings.now().get().progress == expected
    make.verified(measure, 100, 0, at=datetime(2026, 3, 3, tzinfo=UTC))
    assert measure.standings.now().get().progress == 90


def test_other_norms_hold_from_now_on_and_leave_the_past_as_it_was():
    make.measure(at=START)
    norms = NormsInForce.objects.get()
    norms.margin, norms.report_months, norms.report_days = 0, 12, 0
    services.save_norms(norms, by=None)
    assert healths(date(2026, 2, 16)) == [Health.ON_TRACK]
    known = Standing.objects.known_at(datetime(2026, 2, 16, tzinfo=UTC))
    assert healths(date(2026, 2, 16), known) == [Health.AT_RISK]


def test_counting_by_health_and_department():
    for _n in range(3):
        make.measure(at=START)
    make.verified(Measure.objects.first(), 100, 100, at=datetime(2026, 2, 3, tzinfo=UTC))
    (works,) = {each.department_id for each in Measure.objects.all()}
    counts = Standing.objects.now().on(date(2026, 2, 16)).by_health("department")
    assert set(counts) == {(works, Health.AT_RISK, 2), (works, Health.DONE, 1)}


DAYS = st.dates(date(2025, 6, 1), date(2027, 12, 31))


@given(start=DAYS, due=DAYS, at_risk=DAYS, day=DAYS, progress=st.sampled_from([0, 1, 50, 99, 100]))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_database_says_the_same_as_python(start, due, at_risk, day, progress):
    measure = Measure.objects.first() or make.measure(at=START)
    known = {"start": start, "due": due, "at_risk_from": at_risk, "progress": progress}
    measure.standings.update(**known)
    assert healths(day) == [health(start, due, progress, at_risk, day)]


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("claim"), st.integers(0, 100), st.integers(0, 100)),
        st.tuples(st.just("weigh"), st.integers(1, 99), st.just(0)),
        st.tuples(st.just("move"), st.integers(0, 300), st.just(0)),
        st.tuples(st.just("submit"), st.integers(0, 100), st.integers(0, 100)),
        st.tuples(st.just("return"), st.just(0), st.just(0)),
    ),
    max_size=8,
)


@given(acts=ACTS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_past_moment_is_told_again_as_it_was_told_then(acts):
    measure = make.measure(make.public_programme(), at=START)
    told, before = [], 0
    for n, (act, one, other) in enumerate(acts, 1):
        at = START + timedelta(days=32 * n)
        with suppress(Refused):  # not everything is possible at any time
            do(measure, act, one, other, at)
        known = picture(measure, at)
        assert 0 <= known["progress"] <= 100
        assert known["progress"] <= before or act == "claim"
        before = known["progress"]
        told.append((at, known))
    for at, known in told:
        assert picture(measure, at) == known


def picture(measure, at):
    """What is said of a measure as known at a moment."""
    (row,) = Standing.objects.known_at(at).on(at.date()).filter(measure=measure).values()
    return {name: row[name] for name in row if name not in ("id", "known_to")}


def do(measure, act, one, other, at):
    """Something that people do with a measure."""
    measure = Measure.objects.get(pk=measure.pk)
    first, last = measure.planned_milestones()
    if act == "claim":
        make.verified(measure, one, other, at=at)
    elif act == "submit":
        make.report(measure, one, other, at=at)
    elif act == "return":
        report = measure.reports.filter(status="submitted").first()
        if report:
            services.return_report(report, by=None, remark=WHY, at=at)
    elif act == "weigh":
        plan = [
            MilestoneLine(one, first.due, pk=first.pk),
            MilestoneLine(100 - one, last.due, pk=last.pk),
        ]
        services.save_measure(measure, by=None, milestones=plan, reason=WHY, at=at)
    else:
        measure.due = make.DUE + timedelta(days=one)
        plan = [
            MilestoneLine(first.weight, first.due, pk=first.pk),
            MilestoneLine(last.weight, measure.due, pk=last.pk),
        ]
        services.save_measure(measure, by=None, milestones=plan, reason=WHY, at=at)
