"""What the portal remembers of visits, and the week by mail for the leadership group."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.notifications.letters import letter
from portal.notifications.models import Delivery
from portal.organisation.roles import LEADERSHIP
from portal.oversight import spans, visits
from portal.oversight.models import Visit
from portal.oversight.summaries import send_summaries
from tests.factories import infocenter as make
from tests.factories import organisation

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)  # nine in the morning in Macau
HOUR = timedelta(hours=1)


def test_new_means_since_the_visit_before_and_stays_so_for_the_whole_visit():
    person = organisation.user()
    first = visits.look(person, "pt", MONDAY)
    assert (first.since, first.leads) == (MONDAY - timedelta(days=7), False)
    assert visits.look(person, "pt", MONDAY + HOUR / 4).since == first.since
    back = visits.look(person, "en", MONDAY + 5 * HOUR)
    assert (back.since, back.language) == (MONDAY + HOUR / 4, "en")
    assert visits.look(person, "en", MONDAY + 5.1 * HOUR).since == back.since


@pytest.mark.parametrize(
    "key", ["", "2026-13", "0000-01", "9999-12", "99999d", "30D", "２０２６-01", "2026-11-30",
            "2026-11-31T00:00:00.000000Z", "\x00", "-1d"],
)  # fmt: skip
def test_an_address_that_says_no_stretch_of_time_says_nothing(key):
    assert spans.read(key) is None


def test_a_stretch_of_time_reads_as_it_was_written():
    for span in (*spans.months(3), spans.days(30), spans.since(MONDAY)):
        assert spans.read(span.key) == span
        assert spans.words(span)


@pytest.fixture
def mail(settings):
    settings.FAROL_MAIL = "smtp://127.0.0.1:9"
    settings.FAROL_SITE_URL = "https://farol.example"


@pytest.fixture
def leader(mail):
    person = organisation.member(LEADERSHIP)
    person.email = "lai@example.org"
    person.save()
    organisation.seat(person)
    return person


@pytest.mark.usefixtures("file_store")
def test_the_week_is_told_once_in_the_leaders_language(leader):
    visits.look(leader, "pt", MONDAY - timedelta(days=2))
    make.document_in_review()
    assert send_summaries(MONDAY - 3 * HOUR) == 0  # six in the morning
    assert [send_summaries(MONDAY + late * HOUR) for late in (0, 0, 26)] == [1, 0, 0]
    told = letter(Delivery.objects.get())
    assert (told.to, told.subject) == (["lai@example.org"], "A semana em números")
    assert "- Em revisão: 1" in told.body
    assert "https://farol.example/admin/infocenter/document/?status__exact=in_review" in told.body
    assert str(Delivery.objects.get().language) == "pt"
    assert send_summaries(MONDAY + timedelta(days=8)) == 1  # late by a day, and once


def test_who_declines_gets_none_and_who_has_no_seat_neither(client, leader):
    other = organisation.member(LEADERSHIP)
    other.email = "other@example.org"
    other.save()
    client.force_login(leader)
    assert client.get("/admin/summary/").status_code == 405
    client.post("/admin/summary/", {"wanted": "no"})
    assert not Visit.objects.get(user=leader).wants_summary
    assert send_summaries(MONDAY) == 0
    client.post("/admin/summary/", {"wanted": "yes"})
    assert send_summaries(MONDAY) == 1


def test_without_a_mail_server_the_week_is_not_ticked_off(leader, settings):
    settings.FAROL_MAIL = ""
    assert send_summaries(MONDAY) == 0
    settings.FAROL_MAIL = "smtp://127.0.0.1:9"
    assert send_summaries(MONDAY) == 1
