"""Evaluations, meetings, recognitions and trainings in admin, as people use them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.organisation.roles import LEADERSHIP, MEASURE_OFFICER, SUPERVISOR
from tests.factories import organisation
from tests.factories import policies as matters
from tests.factories import tracking as make
from tracking import services
from tracking.models import (
    ActionItem,
    Certificate,
    Evaluation,
    Meeting,
    Recognition,
    Training,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "file_store")]

HOME = "/admin/tracking/"


@pytest.fixture(autouse=True)
def english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def measure():
    return make.measure(make.public_programme())


@pytest.fixture
def supervisor(client):
    person = organisation.member(SUPERVISOR, organisation.department("PLAN"))
    client.force_login(person)
    return person


@pytest.fixture
def reporter(measure):
    return organisation.member(MEASURE_OFFICER, measure.department)


def said(answer) -> str:
    return answer.content.decode()


def post(client, address, step="save", **typed):
    return client.post(address, {"step": step, **typed}, follow=True)


def test_a_supervisor_evaluates_a_policy_and_asks_for_what_follows(client, supervisor, measure):
    policy = matters.public_policy()
    page = f"{HOME}evaluation/"
    about = {"policy": policy.pk, "department": supervisor.memberships.get().department_id}
    days = {"period_start": "2025-01-01", "period_end": "2025-12-31"}
    texts = {"text-en-name": "First year", "text-zh-hant-name": "首年"}
    assert "needed" in said(
        post(client, f"{page}add/", **about, **days, **{"text-en-summary": "x"})
    )
    post(client, f"{page}add/", **about, **days, **texts)
    evaluation = Evaluation.objects.get()
    here = f"{page}{evaluation.pk}/"
    assert "Each criterion needs a score" in said(post(client, f"{here}change/", "publish"))
    for each in evaluation.criteria.all():
        typed = {"weight": 2, "score": 4, "text-en-name": each.name_en, "text-en-grounds": "So."}
        post(client, f"{here}criterion/{each.pk}/", **typed)
    found = {"kind": "weakness", "measure": measure.pk, "text-en-text": "The lifts came late."}
    post(client, f"{here}finding/add/", **found)
    finding = evaluation.findings.get()
    task = {
        "task-department": measure.department_id,
        "task-due": str(timezone.localdate() + timedelta(days=9)),
        "task-words_en": "Order the lifts.",
    }
    gone = {**task, "task-due": "2020-01-01"}
    answer = post(client, f"{here}finding/{finding.pk}/task/", **gone)
    assert "This day has passed." in said(answer)
    assert "Order the lifts." in said(answer)  # what was typed stays
    post(client, f"{here}finding/{finding.pk}/task/", **task)
    assert ActionItem.objects.get().finding == finding
    post(client, f"{here}change/", "publish")
    evaluation.refresh_from_db()
    assert evaluation.status == "published"
    assert evaluation.score() == 4
    answer = post(client, f"{here}change/", "withdraw")
    assert "Write it in one language at least." in said(answer)
    post(client, f"{here}change/", "withdraw", **{"withdraw-words_en": "Wrong figures."})
    evaluation.refresh_from_db()
    assert evaluation.status == "withdrawn"


def test_a_department_reports_what_it_was_asked_and_a_supervisor_confirms(
    client, supervisor, reporter, measure
):
    finding = make.finding(make.evaluation(), measure)
    action = make.action(finding, measure.department)
    page = f"{HOME}actionitem/{action.pk}/change/"
    client.force_login(reporter)
    assert "Order the lifts." in said(client.get(page))
    assert "can&#x27;t be done now" in said(post(client, page, "confirm"))
    post(client, page, "report", **{"report-words_en": "They are ordered."})
    action.refresh_from_db()
    assert action.status == "reported"
    client.force_login(supervisor)
    assert "They are ordered." in said(client.get(page))
    later = str(action.due + timedelta(days=9))
    post(client, page, "move", **{"move-due": later, "move-words_en": "The ship is late."})
    post(client, page, "return", **{"return-words_en": "Show the contract."})
    action.refresh_from_db()
    assert (action.status, str(action.due)) == ("open", later)
    client.force_login(reporter)
    post(client, page, "report", **{"report-words_en": "Here it is."})
    client.force_login(supervisor)
    post(client, page, "confirm")
    action.refresh_from_db()
    assert action.status == "done"


def test_nobody_sees_what_another_department_is_asked(client, measure):
    action = make.action(make.finding(make.evaluation(), measure), measure.department)
    other = organisation.member(MEASURE_OFFICER, organisation.department("IC"))
    client.force_login(other)
    assert client.get(f"{HOME}actionitem/{action.pk}/change/").status_code == 404
    assert "Order the lifts." not in said(client.get(f"{HOME}actionitem/"))


def test_a_meeting_from_its_plan_to_its_minutes(client, supervisor, measure):
    services.open_notice(measure, by=None, text={"en": "Why?"}, level=2)
    typed = {"starts_at": "2026-05-05T10:00", "text-en-name": "Coordination"}
    post(client, f"{HOME}meeting/add/", **typed)
    meeting = Meeting.objects.get()
    here = f"{HOME}meeting/{meeting.pk}/"
    answer = client.post(f"{here}draw/", follow=True)
    assert "1 item was put on the agenda." in said(answer)
    assert str(measure) in said(answer)
    item, place = meeting.agenda.get(), meeting.attendance.get()
    invited = {"invited": place.invited_id, "presence": "present", "who": "Chan"}
    post(client, f"{here}attendance/{place.pk}/", **invited)
    decided = {"measure": measure.pk, "text-en-decision": "Order them now."}
    post(client, f"{here}agenda/{item.pk}/", **decided)
    task = {
        "task-department": measure.department_id,
        "task-due": str(timezone.localdate()),
        "task-words_pt": "Encomendar.",
    }
    post(client, f"{here}agenda/{item.pk}/task/", **task)
    assert ActionItem.objects.get().measure == measure
    post(client, f"{here}change/", "hold")
    assert "no minutes" in said(post(client, f"{here}change/", "approve"))
    post(client, f"{here}change/", **typed, **{"text-en-minutes": "All agreed."})
    post(client, f"{here}change/", "approve")
    meeting.refresh_from_db()
    assert (meeting.status, meeting.minutes_en) == ("approved", "All agreed.")
    assert client.post(f"{here}agenda/{item.pk}/", {"step": "delete"}).status_code == 200
    assert meeting.agenda.count() == 1


def test_a_recognition_is_proposed_replied_to_and_decided(client, supervisor, reporter, measure):
    typed = {"kind": "criticism", "measure": measure.pk, "grounds-words_en": "Nothing was done."}
    assert "Nothing was done." in said(
        post(client, f"{HOME}recognition/add/", **{**typed, "measure": ""})
    )
    post(client, f"{HOME}recognition/add/", **typed)
    recognition = Recognition.objects.get()
    page = f"{HOME}recognition/{recognition.pk}/change/"
    leader = organisation.member(LEADERSHIP, organisation.department("PLAN"))
    assert "can&#x27;t be done now" in said(post(client, page, "give"))  # a supervisor doesn't
    client.force_login(leader)
    decided = {"give-words_en": "So it is.", "give-is_public": "on"}
    assert "ten days" in said(post(client, page, "give", **decided))
    client.force_login(reporter)
    post(client, page, "reply", **{"reply-words_en": "The bridge was closed."})
    client.force_login(leader)
    assert "The bridge was closed." in said(client.get(page))
    post(client, page, "give", **decided)
    assert list(Recognition.objects.public()) == [recognition]


def test_staff_take_a_training_and_get_a_certificate(client, supervisor, reporter, measure):
    policy = matters.public_policy()
    typed = {"policy": policy.pk, "pass_mark": 60, "departments": [measure.department_id]}
    post(client, f"{HOME}training/add/", **typed, **{"text-en-name": "The new rules"})
    training = Training.objects.get()
    here = f"{HOME}training/{training.pk}/"
    begin = timezone.localtime() + timedelta(days=2)
    when = {"starts_at": f"{begin:%Y-%m-%dT%H:%M}", "places": 10}
    end = {"ends_at": f"{begin + timedelta(hours=1):%Y-%m-%dT%H:%M}"}
    post(client, f"{here}session/add/", **when, **end, **{"text-en-place": "Hall"})
    asked = {"right": 2, "text-en-text": "How many days?", "text-en-options": "Five\nTen"}
    post(client, f"{here}question/add/", **asked)
    post(client, f"{here}change/", "open")
    session, question = training.sessions.get(), training.questions.get()
    client.force_login(reporter)
    assert "How many days?" not in said(client.get(f"{here}change/"))  # nor which is right
    post(client, f"{here}take/", f"up-{session.pk}")
    assert "Not passed" in said(post(client, f"{here}take/", "quiz"))
    right = {f"question-{question.pk}": "2"}
    assert "Passed: 100 %" in said(post(client, f"{here}take/", "quiz", **right))
    assert client.get(f"{here}certificate/").status_code == 404
    client.force_login(supervisor)
    came = {"came": [session.enrolments.get().pk]}
    address = f"{here}session/{session.pk}/attendance/"
    assert "begun yet" in said(client.post(address, came, follow=True))
    session.starts_at -= timedelta(days=3)
    session.save()
    client.post(address, came)
    certificate = Certificate.objects.get()
    assert "1 / 1 (100 %)" in said(client.get(f"{here}change/"))
    client.force_login(reporter)
    assert certificate.number in said(client.get(f"{here}certificate/"))
    assert client.post(f"{here}take/", {"step": "up-999"}).status_code == 404
