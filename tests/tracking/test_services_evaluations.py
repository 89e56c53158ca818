"""Evaluations with findings, and the action items that come of them and of meetings."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from portal.history.models import Event
from portal.notifications.models import Delivery
from portal.organisation.roles import MEASURE_OFFICER
from portal.workflow import Refused
from tests.factories import organisation
from tests.factories import tracking as make
from tracking import services
from tracking.models import Criterion, Evaluation
from tracking.states.actions import ActionStatus
from tracking.states.evaluations import EvaluationStatus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "file_store")]

TODAY = date(2026, 6, 1)


def scored(evaluation, *scores):
    for each, score in zip(evaluation.criteria.all(), scores, strict=False):
        each.score = score
        services.save_criterion(each, by=None)


def test_a_new_evaluation_begins_with_the_usual_criteria():
    criteria = make.evaluation().criteria.all()
    assert [each.name_en for each in criteria][:3] == ["Relevance", "Coherence", "Effectiveness"]
    assert all(each.name_zh_hant and each.name_pt and each.score is None for each in criteria)


def test_its_score_is_the_weighted_mean_of_what_is_scored():
    evaluation = make.evaluation()
    assert evaluation.score() is None
    scored(evaluation, 5, 2)
    first = evaluation.criteria.first()
    first.weight = 2
    services.save_criterion(first, by=None)
    assert evaluation.score() == (2 * 5 + 2) / 3


def test_it_is_published_whole_only():
    evaluation = make.evaluation()
    scored(evaluation, 4, 4, 4, 4, 4)
    make.finding(evaluation)
    with pytest.raises(Refused, match="Each criterion needs a score"):
        services.publish_evaluation(evaluation, by=None)
    scored(evaluation, 4, 4, 4, 4, 4, 3)
    services.publish_evaluation(evaluation, by=None)
    assert list(Evaluation.objects.public()) == [evaluation]


def test_it_needs_a_finding():
    evaluation = make.evaluation()
    scored(evaluation, 4, 4, 4, 4, 4, 4)
    with pytest.raises(Refused, match="needs a finding"):
        services.publish_evaluation(evaluation, by=None)


def test_what_was_published_stays_as_it_is():
    evaluation = make.published_evaluation()
    with pytest.raises(Refused, match="stays as it is"):
        services.save_evaluation(evaluation, by=None)
    for save in (
        lambda: services.save_criterion(evaluation.criteria.first(), by=None),
        lambda: services.remove_criterion(evaluation.criteria.first(), by=None),
        lambda: make.finding(evaluation),
        lambda: services.remove_finding(evaluation.findings.first(), by=None),
        lambda: services.delete_evaluation(evaluation, by=None),
    ):
        with pytest.raises(Refused, match="stays as it is"):
            save()


def test_it_is_withdrawn_with_a_reason():
    evaluation = make.published_evaluation()
    with pytest.raises(Refused, match="reason"):
        services.withdraw_evaluation(evaluation, by=None, reason={"en": " "})
    services.withdraw_evaluation(evaluation, by=None, reason={"en": "Wrong figures."})
    assert evaluation.status == EvaluationStatus.WITHDRAWN
    assert not Evaluation.objects.public()
    assert Event.objects.get(verb="evaluation.withdraw").reason == "Wrong figures."


def test_nobody_overwrites_what_another_saved():
    evaluation = make.evaluation()
    seen = evaluation.version
    make.finding(evaluation)
    with pytest.raises(Refused, match="Somebody else"):
        services.save_evaluation(evaluation, by=None, seen_version=seen)


def test_a_draft_is_thrown_away_unless_something_came_of_it():
    evaluation = make.evaluation()
    found = make.finding(evaluation)
    make.action(found)
    with pytest.raises(Refused, match="stays"):
        services.delete_evaluation(evaluation, by=None)
    with pytest.raises(Refused, match="stays"):
        services.remove_finding(found, by=None)
    other = make.evaluation()
    services.delete_evaluation(other, by=None)
    assert not Criterion.objects.filter(evaluation__isnull=True)
    assert list(Evaluation.objects.all()) == [evaluation]


# --- Action items -----------------------------------------------------------------------------


@pytest.fixture
def action():
    return make.action(make.finding(make.evaluation()))


def test_a_department_reports_and_a_supervisor_confirms(action):
    services.report_action(action, by=None, account={"en": "They are ordered."})
    assert action.status == ActionStatus.REPORTED
    services.confirm_action(action, by=None, on=TODAY)
    assert (action.status, action.closed_on) == (ActionStatus.DONE, TODAY)


def test_what_isnt_done_is_returned_with_a_reason(action):
    services.report_action(action, by=None, account={"en": "Soon."})
    with pytest.raises(Refused, match="reason"):
        services.return_action(action, by=None, reason={})
    services.return_action(action, by=None, reason={"en": "Nothing is ordered."})
    assert action.status == ActionStatus.OPEN
    with pytest.raises(Refused, match="can't be done now"):
        services.confirm_action(action, by=None)


def test_its_day_is_moved_with_a_reason_and_the_first_one_stays_known(action):
    first, later = action.due, action.due + timedelta(days=9)
    with pytest.raises(Refused, match="reason"):
        services.move_action(action, by=None, due=later, reason={})
    services.move_action(action, by=None, due=later, reason={"en": "The ship is late."})
    action.refresh_from_db()
    assert (action.due, action.original_due) == (later, first)
    event = Event.objects.get(verb="action.moved")
    assert (event.reason, event.data["dates"][1]) == ("The ship is late.", later.isoformat())


def test_it_needs_words_and_a_day_to_come():
    found = make.finding(make.evaluation())
    department = organisation.department("TB")
    yesterday = timezone.localdate() - timedelta(days=1)
    about = {"by": None, "department": department}
    with pytest.raises(Refused, match="what is to be done"):
        services.open_action(found, text={"en": ""}, due=timezone.localdate(), **about)
    with pytest.raises(Refused, match="passed"):
        services.open_action(found, text={"en": "Do."}, due=yesterday, **about)


def test_what_need_not_be_done_is_dropped(action):
    services.drop_action(action, by=None, reason={"en": "The bridge is closed."}, on=TODAY)
    assert (action.status, action.closed_on) == (ActionStatus.DROPPED, TODAY)
    with pytest.raises(Refused, match="closed"):
        services.move_action(action, by=None, due=TODAY, reason={"en": "x"})


def test_a_department_is_reminded_once_of_each_last_day(action, settings):
    settings.FAROL_MAIL = {"host": "localhost"}
    person = organisation.member(MEASURE_OFFICER, of=action.department)
    person.email = "m@farol.test"
    person.save()
    day = action.due - timedelta(days=14)
    assert services.remind_of_actions(day - timedelta(days=1)) == 0
    assert [services.remind_of_actions(day) for _again in range(2)] == [1, 0]
    services.move_action(action, by=None, due=action.due + timedelta(days=5), reason={"en": "x"})
    assert services.remind_of_actions(action.due) == 1
    assert Delivery.objects.filter(kind="notice").count() == 2


# --- Meetings ---------------------------------------------------------------------------------


def late_measure():
    programme = make.programme()
    services.publish_programme(programme, by=None, at=datetime(2026, 1, 1, tzinfo=UTC))
    return make.measure(programme, at=datetime(2026, 1, 1, tzinfo=UTC))


def test_an_agenda_is_drawn_from_what_is_late_and_invites_its_departments():
    measure = late_measure()
    meeting = make.meeting(measure.programme)
    assert services.draw_agenda(meeting, by=None, today=date(2026, 1, 2)) == 0
    assert services.draw_agenda(meeting, by=None, today=date(2026, 8, 1)) == 1
    assert meeting.agenda.get().measure == measure
    assert meeting.attendance.get().invited == measure.department
    assert services.draw_agenda(meeting, by=None, today=date(2026, 8, 2)) == 0


def test_an_agenda_has_the_notice_and_the_overdue_action_that_bring_it_there():
    measure = late_measure()
    notice = services.open_notice(measure, by=None, text={"en": "Why?"}, level=2)
    meeting = make.meeting()
    services.draw_agenda(meeting, by=None, today=date(2026, 1, 2))
    assert meeting.agenda.get().notice == notice
    other = late_measure()
    item = make.agenda_item(meeting, other)
    make.action(item, due=timezone.localdate())
    next_one = make.meeting(other.programme)
    services.draw_agenda(next_one, by=None, today=timezone.localdate() + timedelta(days=1))
    assert other in {each.measure for each in next_one.agenda.all()}


def test_minutes_are_approved_and_stay():
    meeting = make.meeting()
    item = make.agenda_item(meeting)
    services.hold_meeting(meeting, by=None)
    with pytest.raises(Refused, match="no minutes"):
        services.approve_minutes(meeting, by=None)
    meeting.minutes_en = "The lifts are ordered."
    services.save_meeting(meeting, by=None)
    services.approve_minutes(meeting, by=None)
    item.decision_en = "Not."
    with pytest.raises(Refused, match="stays as it is"):
        services.save_agenda_item(item, by=None)
    with pytest.raises(Refused, match="stays as it is"):
        services.save_meeting(meeting, by=None)


def test_a_decision_becomes_an_action_item_about_the_measure():
    measure = late_measure()
    item = make.agenda_item(make.meeting(), measure)
    action = make.action(item)
    assert (action.measure, action.agenda_item) == (measure, item)
    with pytest.raises(Refused, match="stays"):
        services.remove_agenda_item(item, by=None)


def test_a_meeting_is_cancelled_with_a_reason():
    meeting = make.meeting()
    with pytest.raises(Refused, match="reason"):
        services.cancel_meeting(meeting, by=None, reason={})
    services.cancel_meeting(meeting, by=None, reason={"en": "Typhoon."})
    assert meeting.status == "cancelled"
