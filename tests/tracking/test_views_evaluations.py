"""Evaluations, recognitions and certificates as residents see them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import tracking as make
from tracking import services
from tracking.models import Certificate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "file_store")]

EVALUATIONS = "/en/progress/evaluations/"
CHECK = "/en/progress/certificates/"


@pytest.fixture
def measure():
    return make.measure(make.public_programme())


def test_an_evaluation_shows_scores_findings_and_what_follows(client, measure):
    evaluation = make.published_evaluation(measure=measure)
    said = client.get(f"{EVALUATIONS}{evaluation.pk}/").content.decode()
    for words in ("First year", "Relevance", "Good", "The lifts came late.", "Order the lifts."):
        assert words in said
    assert f'href="/en/progress/measures/{measure.pk}/"' in said
    assert "First year" in client.get(EVALUATIONS).content.decode()
    assert "First year" in client.get("/en/progress/").content.decode()
    assert (
        "The lifts came late."
        in client.get(f"/en/progress/measures/{measure.pk}/").content.decode()
    )


def test_a_draft_and_one_that_was_withdrawn_are_not_there(client, measure):
    draft = make.evaluation()
    gone = make.published_evaluation(measure=measure)
    services.withdraw_evaluation(gone, by=None, reason={"en": "Wrong."})
    for each in (draft, gone):
        assert client.get(f"{EVALUATIONS}{each.pk}/").status_code == 404
    assert "First year" not in client.get(EVALUATIONS).content.decode()
    assert "lifts" not in client.get(f"/en/progress/measures/{measure.pk}/").content.decode()


def test_what_was_published_later_was_not_known_before(client, measure):
    make.published_evaluation(measure=measure)
    yesterday = timezone.localdate() - timedelta(days=1)
    said = client.get(f"/en/progress/?on={yesterday}").content.decode()
    assert "First year" not in said


def test_a_recognition_shows_at_its_measure_if_leadership_published_it(client, measure):
    page = f"/en/progress/measures/{measure.pk}/"
    decision = {"en": "With the thanks of the city."}
    internal = make.recognition(measure)
    services.decide_recognition(internal, by=None, decision=decision, is_given=True)
    assert "With the thanks" not in client.get(page).content.decode()
    public = make.recognition(measure)
    services.decide_recognition(public, by=None, decision=decision, is_given=True, is_public=True)
    said = client.get(page).content.decode()
    assert "With the thanks" in said
    assert "Commendation" in said


def test_a_certificate_is_checked_however_its_number_is_written(client, django_user_model):
    holder = django_user_model.objects.create(username="lei", first_name="Lei", last_name="Sam")
    make.certified(training := make.training())
    certificate = Certificate.objects.get(user=holder)
    for number in (certificate.number, certificate.code.lower(), f" {certificate.code} "):
        answer = client.get(CHECK, {"number": number})
        said = answer.content.decode()
        assert "genuine" in said
        assert training.name_en in said
        assert "no-store" in answer["Cache-Control"]


def test_a_number_that_isnt_one_is_said_to_be_none(client):
    make.certified(make.training())
    for number in ("AAAA-AAAA-AAAA", "<script>", "-"):
        said = client.get(CHECK, {"number": number}).content.decode()
        assert "There is no certificate" in said
        assert "<script>alert" not in said
        assert "genuine" not in said
    assert "no certificate" not in client.get(CHECK).content.decode()
