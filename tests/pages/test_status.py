"""The status page: what works, in plain words, for everybody."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone
from django.utils.http import parse_http_date

from portal import languages, moments
from portal.notifications.models import Delivery
from portal.pages import status

pytestmark = pytest.mark.django_db


@pytest.fixture
def well(settings, file_store):
    """A portal in which everything works."""
    file_store.mkdir()
    settings.FAROL_MAIL = "smtp://localhost"
    moments.note(moments.CLOCK)
    moments.note(moments.BACKUP)


def states(client) -> dict[str, str]:
    response = client.get("/en/status/")
    assert response.status_code == 200
    return {str(part.name): part.state for part in response.context["parts"]}


def ago(**time):
    return timezone.now() - timedelta(**time)


@pytest.mark.parametrize("language", languages.CODES)
def test_a_portal_that_works_says_so(client, well, language):
    response = client.get(f"/{language}/status/")
    assert response.context["overall"] == status.WORKS
    assert {part.state for part in response.context["parts"]} == {status.WORKS}


def test_everybody_may_keep_it_for_seconds_and_it_sets_no_cookie(client, well):
    response = client.get("/en/status/")
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert 0 < parse_http_date(response["Expires"]) - timezone.now().timestamp() <= 10


def test_mails_that_wait_are_told_without_whose_they_are(client, well):
    Delivery.objects.create(kind="trial", language="pt", next_at=ago(minutes=30))
    assert states(client)["Mail"] == status.SLOW


def test_a_portal_without_mail_doesnt_promise_any(client, well, settings):
    settings.FAROL_MAIL = ""
    assert states(client)["Mail"] == status.UNKNOWN


def test_a_clock_that_stands_still_and_an_old_backup_are_told(client, well):
    moments.Moment.objects.filter(name=moments.CLOCK).update(at=ago(hours=1))
    moments.Moment.objects.filter(name=moments.BACKUP).update(at=ago(days=3))
    found = states(client)
    assert (found["Background work"], found["Backup"]) == (status.SLOW, status.SLOW)
    assert "take longer" in client.get("/en/status/").content.decode()
    moments.Moment.objects.filter(name=moments.BACKUP).delete()
    assert states(client)["Backup"] == status.UNKNOWN


def test_a_database_that_is_gone_is_told_and_not_an_error(client, well, monkeypatch):
    def gone(*_arguments, **_named):
        raise DatabaseError

    monkeypatch.setattr(moments.Moment.objects, "exists", gone)
    monkeypatch.setattr(moments, "last", gone)
    response = client.get("/en/status/")
    assert response.status_code == 200
    assert response.context["overall"] == status.DOWN
    assert "work just now" in response.content.decode()


def test_files_that_cant_be_reached_are_told(client, well, file_store):
    file_store.rmdir()
    assert states(client)["Pages and documents"] == status.DOWN
