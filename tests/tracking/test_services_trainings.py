"""Trainings: places, attendance, the quiz, certificates, completion."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.organisation.roles import MEASURE_OFFICER
from portal.workflow import Refused
from tests.factories import organisation
from tests.factories import tracking as make
from tracking import services
from tracking.models import Certificate
from tracking.states.trainings import EnrolmentStatus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "file_store")]


@pytest.fixture
def department():
    return organisation.department("TB")


@pytest.fixture
def person(department):
    return organisation.member(MEASURE_OFFICER, of=department)


@pytest.fixture
def session(department):
    session = make.session(make.training(department), places=1)
    services.open_training(session.training, by=None)
    return session


def after(session):
    return session.ends_at + timedelta(hours=1)


def test_it_is_opened_once_it_has_a_session(department):
    with pytest.raises(Refused, match="needs a session"):
        services.open_training(make.training(department), by=None)


def test_who_signs_up_twice_has_one_place(session, person):
    assert services.sign_up(session, user=person) == services.sign_up(session, user=person)


def test_a_place_that_was_given_back_is_free_again(session, person):
    other = organisation.member(MEASURE_OFFICER, of=organisation.department("IC"))
    services.sign_up(session, user=person)
    with pytest.raises(Refused, match="places are taken"):
        services.sign_up(session, user=other)
    services.sign_off(session, user=person)
    services.sign_up(session, user=other)
    with pytest.raises(Refused, match="places are taken"):
        services.sign_up(session, user=person)
    services.sign_off(session, user=other)
    assert services.sign_up(session, user=person).status == EnrolmentStatus.SIGNED_UP


def test_nobody_signs_up_when_it_has_begun_or_is_closed(session, person):
    with pytest.raises(Refused, match="over"):
        services.sign_up(session, user=person, at=session.starts_at)
    services.close_training(session.training, by=None)
    with pytest.raises(Refused, match="over"):
        services.sign_up(session, user=person)


def test_attendance_can_be_put_right_and_gives_a_certificate_where_there_is_no_quiz(
    session, person
):
    place = services.sign_up(session, user=person)
    with pytest.raises(Refused, match="begun"):
        services.note_attendance(session, by=None, came=[place.pk])
    services.note_attendance(session, by=None, came=[], at=after(session))
    place.refresh_from_db()
    assert place.status == EnrolmentStatus.ABSENT
    assert not Certificate.objects.exists()
    services.note_attendance(session, by=None, came=[place.pk], at=after(session))
    services.note_attendance(session, by=None, came=[place.pk], at=after(session))
    certificate = Certificate.objects.get()
    assert certificate.user == person
    assert len(certificate.number) == 14


@pytest.mark.parametrize("attends_first", [True, False])
def test_a_certificate_needs_attendance_and_the_quiz(session, person, attends_first):
    training = session.training
    questions = [make.question(training, right=2) for _n in range(5)]
    place = services.sign_up(session, user=person)
    acts = [
        lambda: services.note_attendance(session, by=None, came=[place.pk], at=after(session)),
        lambda: services.take_quiz(
            training, user=person, answers={each.pk: 2 for each in questions[:4]}
        ),
    ]
    first, second = acts if attends_first else reversed(acts)
    first()
    assert not Certificate.objects.exists()
    second()
    assert Certificate.objects.get().training == training


def test_below_the_pass_mark_is_not_passed_and_guessing_ends(session, person):
    questions = [make.question(session.training) for _n in range(5)]
    wrong = {each.pk: 2 for each in questions[:3]}
    for _n in range(3):
        attempt = services.take_quiz(session.training, user=person, answers=wrong)
        assert (attempt.points, attempt.is_passed) == (60, False)
    with pytest.raises(Refused, match="three times"):
        services.take_quiz(session.training, user=person, answers=wrong)
    tomorrow = timezone.now() + timedelta(days=1, minutes=1)
    assert services.take_quiz(session.training, user=person, answers=wrong, at=tomorrow)


def test_a_question_has_as_many_answers_in_each_language(session):
    question = make.question(session.training)
    question.options_pt = "Cinco\nDez"
    with pytest.raises(Refused, match="as many answers"):
        services.save_question(question, by=None)
    question.options_pt, question.right = "Cinco\nDez\nQuinze", 4
    with pytest.raises(Refused, match="right one"):
        services.save_question(question, by=None)


def test_completion_counts_each_active_member_once(session, person, department):
    organisation.another_role(person, "editor", department)
    organisation.member(MEASURE_OFFICER, of=department)
    gone = organisation.member(MEASURE_OFFICER, of=department)
    gone.is_active = False
    gone.save()
    place = services.sign_up(session, user=person)
    services.note_attendance(session, by=None, came=[place.pk], at=after(session))
    (found,) = services.completion(session.training)
    assert (found.staff, found.done, found.percent) == (2, 1, 50)
