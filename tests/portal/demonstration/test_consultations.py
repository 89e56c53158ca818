"""The demonstration's consultations: there once, one open, one answered with figures to read."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from policies.models import Consultation, Response
from policies.states.consultations import Stage
from portal.demonstration import read_toml
from portal.demonstration.consultations import add_consultations

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.slow]


def test_one_is_open_and_one_is_answered(client, file_store):
    call_command("load_demonstration", verbosity=0)
    stages = {each.stage() for each in Consultation.objects.all()}
    assert stages == {Stage.OPEN, Stage.ANSWERED}
    answered = Consultation.objects.get(status="answered")
    page = client.get(f"/en/consultations/{answered.pk}/").content.decode()
    assert "46 responses" in page
    assert "You said, we did" in page
    assert Response.objects.published().count() == 3
    assert add_consultations() == 0
    assert Consultation.objects.next_change(timezone.now())


def test_everything_is_written_in_the_same_languages():
    told = read_toml("consultations.toml")
    told.pop("words")
    for about in told.values():
        written = {code for code in ("zh-hant", "pt", "en") if code in about}
        for each in [*about["questions"], *about.get("points", ())]:
            for words in each.values():
                assert not isinstance(words, dict) or set(words) == written
