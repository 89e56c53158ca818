"""The clock runs twice at the same moment: the same notices as once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.history.verifying import first_break
from tests.factories import tracking as make
from tests.infocenter.test_services_races import at_once
from tracking import services
from tracking.models import ActionReminder, Notice, NoticeStep, Reminder
from tracking.states.notices import Act

pytestmark = [pytest.mark.usefixtures("transactional_db"), pytest.mark.django_db(transaction=True)]

BEGUN = datetime(2026, 1, 2, tzinfo=UTC)
DAYS = (date(2026, 7, 6), date(2026, 7, 17), date(2026, 8, 30))


def clock(today: date):
    """What `run_due` does in tracking."""

    def run():
        services.apply_rules(today)
        services.climb_notices(today)
        services.remind(today)
        services.remind_of_actions(today)

    return run


@pytest.mark.parametrize("_round", range(3))
def test_run_due_in_parallel_gives_the_same_notices(_round, file_store):
    programme = make.programme()
    services.publish_programme(programme, by=None, at=BEGUN)
    measures = [make.measure(programme, at=BEGUN) for _n in range(3)]
    make.action(make.finding(make.evaluation()), due=DAYS[0] + timedelta(days=400))
    make.rule()
    for today in DAYS:
        at_once(*[clock(today)] * 4)
    found = list(Notice.objects.values_list("measure", "level").order_by("measure"))
    assert found == [(each.pk, 3) for each in measures]  # one of each, before the leadership
    for notice in Notice.objects.all():
        acts = list(notice.steps.values_list("act", "on"))
        assert [act for act, _on in acts] == [Act.OPENED, Act.CLIMBED, Act.CLIMBED]
        assert [on for _act, on in acts] == sorted(on for _act, on in acts)
    assert NoticeStep.objects.count() == 9
    assert Reminder.objects.count() == len(set(Reminder.objects.values_list("milestone", "due")))
    assert ActionReminder.objects.count() <= 1
    assert first_break() is None
