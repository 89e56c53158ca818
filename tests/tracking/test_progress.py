"""How far a measure is and how it stands: always the same for the same plan, proof and day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.progress import (
    Norms,
    Plan,
    PlannedMilestone,
    actual,
    at_risk_from,
    behind_from,
    health,
    planned,
    report_missing_from,
)
from tracking.states.measures import Health

START, DUE = date(2026, 1, 1), date(2026, 12, 31)
NORMS = Norms()
PLAN = Plan(
    START,
    DUE,
    (
        PlannedMilestone(1, 30, date(2026, 3, 31)),
        PlannedMilestone(2, 50, date(2026, 9, 30)),
        PlannedMilestone(3, 20, DUE),
    ),
)
DAYS = st.dates(date(2025, 1, 1), date(2028, 1, 1))


@st.composite
def plans(draw):
    cuts = sorted(draw(st.sets(st.integers(1, 99), max_size=6)))
    start = draw(st.dates(date(2025, 6, 1), date(2026, 6, 1)))
    due = start + timedelta(days=draw(st.integers(0, 700)))
    lasts = st.dates(start, due)
    bounds = zip([0, *cuts], [*cuts, 100], strict=True)
    return Plan(
        start,
        due,
        tuple(PlannedMilestone(k, b - a, draw(lasts)) for k, (a, b) in enumerate(bounds)),
    )


PERCENTS = st.dictionaries(st.integers(0, 8), st.integers(-50, 200))


def test_progress_is_the_weighted_sum_of_what_milestones_have_reached():
    assert actual(PLAN, {1: 100, 2: 50}) == 55


def test_nearly_all_is_not_all():
    assert actual(PLAN, {1: 100, 2: 100, 3: 99}) == 99


@pytest.mark.parametrize("weights", [(50, 49), (100, 1), (100, 0), (150, -50)])
def test_weights_that_do_not_add_up_to_100_are_refused(weights):
    with pytest.raises(ValueError, match="weigh"):
        Plan(START, DUE, tuple(PlannedMilestone(k, w, DUE) for k, w in enumerate(weights)))


def test_a_plan_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="before"):
        Plan(DUE, START, (PlannedMilestone(1, 100, DUE),))


def test_a_milestone_is_planned_to_be_reached_by_the_end_of_its_last_day():
    assert planned(PLAN, date(2026, 3, 31)) == 0
    assert planned(PLAN, date(2026, 4, 1)) == 30


@pytest.mark.parametrize(
    ("progress", "first_day"),
    [
        (0, date(2026, 4, 1)),
        (10, date(2026, 10, 1)),  # 20 points behind are still allowed
        (30, date(2026, 10, 1)),
        (60, date(2027, 1, 1)),
        (80, None),
    ],
)
def test_a_measure_is_behind_when_the_plan_leads_by_more_than_the_margin(progress, first_day):
    assert behind_from(PLAN, progress, NORMS) == first_day


@pytest.mark.parametrize(
    ("reported_to", "months", "first_day"),
    [
        (None, 1, date(2026, 2, 16)),
        (date(2026, 1, 31), 1, date(2026, 3, 16)),
        (date(2026, 11, 30), 1, date(2027, 1, 16)),
        (None, 3, date(2026, 4, 16)),
        (date(2026, 9, 30), 3, date(2027, 1, 16)),
    ],
)
def test_a_report_is_missing_some_days_after_the_end_of_its_months(reported_to, months, first_day):
    assert report_missing_from(PLAN, reported_to, Norms(report_months=months)) == first_day


@pytest.mark.parametrize(
    ("progress", "day", "expected"),
    [
        (0, date(2025, 12, 31), Health.NOT_STARTED),
        (5, date(2025, 12, 31), Health.ON_TRACK),  # begun early
        (0, START, Health.ON_TRACK),
        (0, date(2026, 2, 15), Health.ON_TRACK),
        (0, date(2026, 2, 16), Health.AT_RISK),  # no report came
        (99, DUE, Health.AT_RISK),
        (99, date(2027, 1, 1), Health.OVERDUE),
        (100, date(2027, 1, 1), Health.DONE),
    ],
)
def test_health_on_a_day(progress, day, expected):
    at_risk = at_risk_from(PLAN, progress, None, NORMS)
    assert health(START, DUE, progress, at_risk, day) == expected


@given(plans(), PERCENTS)
def test_progress_is_always_between_0_and_100(plan, percents):
    assert 0 <= actual(plan, percents) <= 100


@given(plans(), PERCENTS, st.integers(0, 8), st.integers(0, 100))
def test_more_of_one_milestone_is_never_less_of_the_whole(plan, percents, key, more):
    further = percents | {key: percents.get(key, 0) + more}
    assert actual(plan, further) >= actual(plan, percents)


@given(plans())
def test_only_all_milestones_complete_make_it_done(plan):
    assert actual(plan, {each.key: 100 for each in plan.milestones}) == 100
    for each in plan.milestones:
        others = {other.key: 100 for other in plan.milestones if other != each}
        assert actual(plan, others | {each.key: 99}) < 100


@given(plans(), st.integers(0, 100), st.integers(0, 100), DAYS)
def test_the_first_day_behind_is_the_first_one(plan, progress, margin, day):
    first = behind_from(plan, progress, Norms(margin=margin))
    is_behind = planned(plan, day) - progress > margin
    assert is_behind == (first is not None and day >= first)


@given(plans(), st.integers(0, 99), DAYS, st.integers(0, 400))
def test_without_news_a_measure_only_gets_worse(plan, progress, day, later):
    at_risk = at_risk_from(plan, progress, None, NORMS)
    order = [Health.NOT_STARTED, Health.ON_TRACK, Health.AT_RISK, Health.OVERDUE]
    now, then = (
        health(plan.start, plan.due, progress, at_risk, each)
        for each in (day, day + timedelta(days=later))
    )
    assert order.index(now) <= order.index(then)
