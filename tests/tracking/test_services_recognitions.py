"""Recognitions: nobody is criticised unheard."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.workflow import Refused
from tests.factories import tracking as make
from tracking import services
from tracking.models import Recognition
from tracking.states.recognitions import RecognitionStatus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "file_store")]

WHY = {"en": "Nothing was done for a year."}


@pytest.fixture
def measure():
    return make.measure(make.public_programme())


def given(recognition, **values):
    values = {"decision": WHY, "is_given": True, **values}
    return services.decide_recognition(recognition, by=None, **values)


def test_a_commendation_is_decided_and_published(measure):
    recognition = given(make.recognition(measure), is_public=True)
    assert recognition.status == RecognitionStatus.GIVEN
    assert recognition.department == measure.department
    assert list(Recognition.objects.public()) == [recognition]


def test_an_internal_one_isnt_shown(measure):
    given(make.recognition(measure))
    assert not Recognition.objects.public()


def test_a_criticism_waits_for_the_reply_or_ten_days(measure):
    criticism = make.recognition(measure, "criticism")
    with pytest.raises(Refused, match="ten days"):
        given(criticism)
    given(criticism, at=timezone.now() + timedelta(days=11))
    answered = make.recognition(measure, "criticism")
    services.reply_to_recognition(answered, by=None, reply={"pt": "A obra parou."})
    given(answered)
    assert answered.reply_pt == "A obra parou."


def test_a_decision_needs_a_reason_and_stands(measure):
    recognition = make.recognition(measure)
    with pytest.raises(Refused, match="reason"):
        given(recognition, decision={})
    given(recognition, is_given=False, is_public=True)
    assert recognition.status == RecognitionStatus.REJECTED
    assert not recognition.is_public
    with pytest.raises(Refused, match="can't be done now"):
        given(recognition)
    with pytest.raises(Refused, match="has been decided"):
        services.reply_to_recognition(recognition, by=None, reply=WHY)


def test_what_is_revoked_was_known_until_then(measure):
    recognition = given(make.recognition(measure), is_public=True)
    then = timezone.now()
    with pytest.raises(Refused, match="reason"):
        services.revoke_recognition(recognition, by=None, reason={})
    services.revoke_recognition(recognition, by=None, reason={"en": "It was another's work."})
    assert not Recognition.objects.public()
    assert list(Recognition.objects.public(then)) == [recognition]
    assert not Recognition.objects.public(then - timedelta(days=1))
