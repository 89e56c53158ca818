"""What residents see of announcements, events and campaigns, and what nobody sees yet."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from icalendar import Calendar

from infocenter import search, services
from infocenter.models import Announcement, Event
from infocenter.outreach import secret_links
from portal.challenge import issue, sum_of
from portal.notifications.models import Delivery
from tests.factories import infocenter as make_documents
from tests.factories import outreach as make

pytestmark = pytest.mark.django_db
KINDS = [
    ("announcements", make.draft_announcement),
    ("events", make.draft_event),
    ("campaigns", make.draft_campaign),
]


def page(client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.mark.parametrize(("place", "draft"), KINDS)
def test_nothing_shows_before_it_is_published_or_before_its_time(client, place, draft):
    thing = draft(languages=("en",))
    title, home = str(thing), f"/en/{place}/"
    for later in (None, timezone.now() + timedelta(days=1)):
        if later:
            services.publish_outreach(thing, by=None, at=later)
        page(client, f"{home}{thing.pk}/", 404)
        for list_page in (home, "/en/", "/en/announcements/", "/sitemap-pages.xml"):
            said = page(client, list_page)
            assert title not in said
            assert f"{home}{thing.pk}/" not in said
        assert not search.match(title, language="en").hits
    type(thing).objects.update(published_at=timezone.now() - timedelta(seconds=1))
    assert title in page(client, f"{home}{thing.pk}/")  # though the clock hasn't run
    assert [services.show_due(), services.show_due()] == [1, 0]
    [hit] = search.match(title, language="en").hits
    assert (hit.kind, hit.object_id) == (place.removesuffix("s"), thing.pk)
    assert f"{home}{thing.pk}/" in page(client, "/sitemap-pages.xml")


@pytest.mark.parametrize(("place", "draft"), KINDS)
def test_what_is_withdrawn_says_why_and_is_found_no_more(client, place, draft):
    thing = services.publish_outreach(draft(languages=("en",)), by=None)
    title = str(thing)
    services.withdraw_outreach(thing, by=None, reason={"en": "It was wrong."})
    said = page(client, f"/en/{place}/{thing.pk}/", 410)
    assert "It was wrong." in said
    assert not search.match(title, language="en").hits
    services.revise_outreach(thing, by=None)
    page(client, f"/en/{place}/{thing.pk}/", 404)


def test_what_was_scheduled_and_taken_back_was_never_there(client):
    thing = make.announcement(at=timezone.now() + timedelta(days=1))
    services.withdraw_outreach(thing, by=None, reason={"en": "Too early."})
    page(client, f"/en/announcements/{thing.pk}/", 404)


def test_readers_get_the_best_language_and_are_told(client):
    made = make.announcement(languages=("zh-hant",))
    assert "does not exist in your language" in page(client, f"/en/announcements/{made.pk}/")
    simplified = page(client, f"/zh-hans/announcements/{made.pk}/")
    assert "防洪讲座" in simplified
    assert 'lang="zh-Hans"' in simplified


def test_a_page_that_changes_by_the_clock_says_until_when_it_holds(client):
    soon = timezone.now() + timedelta(minutes=5)
    make.announcement(at=soon)
    for address in ("/en/", "/en/announcements/", "/en/events/"):
        response = client.get(address)
        assert "public" in response["Cache-Control"]
        assert response["Expires"] == soon.strftime("%a, %d %b %Y %H:%M:%S GMT")
        assert not response.cookies


def test_the_list_goes_on_by_key_and_can_be_of_one_department(client):
    for _each in range(23):
        made = make.announcement(languages=("en",))
    first = page(client, "/en/announcements/")
    assert first.count("document-row") == 20
    after = first.split("?before=")[1].split('"')[0]
    assert page(client, f"/en/announcements/?before={after}").count("document-row") == 3
    own = page(client, f"/en/announcements/?department={made.department.code}")
    assert own.count("document-row") == 23 - 22 * (made.department != Announcement.objects.first())
    assert page(client, "/en/announcements/?department=%00&before=²").count("document-row") == 0


def test_a_campaign_joins_what_is_public_only(client):
    shown, hidden = make.announcement(languages=("en",)), make.draft_announcement(languages=("en",))
    event, document = make.event(languages=("en",)), make_documents.published_document()
    draft = make_documents.draft_document()
    related = {
        "announcements": [shown, hidden],
        "events": [event],
        "documents": [document, draft],
    }
    campaign = make.campaign(languages=("en",), related=related)
    said = page(client, f"/en/campaigns/{campaign.pk}/")
    assert all(each in said for each in (str(shown), str(event), f"/documents/{document.pk}/"))
    assert not any(each in said for each in (str(hidden), f"/documents/{draft.pk}/"))
    assert f"/campaigns/{campaign.pk}/" in page(client, f"/en/documents/{document.pk}/")


def test_errors_can_be_reported_where_they_stand(client):
    for place, draft in KINDS:
        thing = services.publish_outreach(draft(languages=("en",)), by=None)
        about = f"kind=correction&amp;about={place.removesuffix('s')}:{thing.pk}"
        assert about in page(client, f"/en/{place}/{thing.pk}/")
        assert str(thing) in page(client, "/en/cases/new/?" + about.replace("&amp;", "&"))


def test_feeds_are_read_by_programs(client):
    made = make.announcement(languages=("zh-hant", "pt"))
    make.announcement(at=timezone.now() + timedelta(days=1))
    atom = ElementTree.fromstring(client.get("/feeds/announcements.pt.atom").content)
    [title] = atom.findall("{*}entry/{*}title")
    assert title.text == made.title("pt")
    feed = json.loads(client.get("/feeds/announcements.zh-hans.json").content)
    [item] = feed["items"]
    assert (item["language"], item["title"][:4]) == ("zh-Hans", "防洪讲座")


def test_calendars_are_read_by_programs_and_follow_a_calling_off(client):
    event = make.event(languages=("pt",))
    make.past_event(languages=("pt",))
    page(client, f"/en/events/{make.draft_event().pk}/event.ics", 404)

    def entries(address):
        response = client.get(address)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        return Calendar.from_ical(response.content).walk("VEVENT")

    [one] = entries(f"/pt/events/{event.pk}/event.ics")
    [same] = entries("/feeds/events.zh-hant.ics")
    assert one["uid"] == same["uid"]
    assert one.decoded("dtstart") == event.starts_at
    assert (one["location"], one["status"]) == ("Museu Marítimo", "CONFIRMED")
    services.call_off(event, by=None, reason={"pt": "Chuva."})
    [after] = entries("/feeds/events.pt.ics")
    assert after["status"] == "CANCELLED"
    assert after["sequence"] > one["sequence"]
    assert "Chuva." in page(client, f"/pt/events/{event.pk}/")


# --- Registering --------------------------------------------------------------------------


@pytest.fixture
def mail_server(settings):
    settings.FAROL_MAIL = "smtp://here"


def form(email="ana@example.org", **more) -> dict:
    """What a person without scripts sends."""
    token = issue()
    return {"name": "Ana", "email": email, "challenge": token, "sum": sum(sum_of(token)), **more}


@pytest.mark.usefixtures("mail_server")
def test_a_person_registers_confirms_and_cancels(client):
    event = make.event(languages=("en",), capacity=1)
    address = f"/en/events/{event.pk}/register/"
    assert "private" in client.get(address)["Cache-Control"]
    sent = client.post(address, form())
    assert "ana@example.org" in sent.content.decode()
    registration = event.registrations.get()
    link = secret_links.address(registration, "en")
    for _each in range(2):  # following the link changes nothing
        looked = client.get(link)
        assert looked["Cache-Control"] == "private, no-store"
        assert (looked["Referrer-Policy"], looked["X-Robots-Tag"]) == ("no-referrer", "noindex")
        assert "confirmed yet" in looked.content.decode()
        assert not looked.cookies
    assert "You have a place." in client.post(link, {"step": "confirm"}).content.decode()
    assert "Full, with a waiting list" in page(client, f"/en/events/{event.pk}/")
    client.post(address, form("bo@example.org"))
    waiting = event.registrations.get(status="unconfirmed")
    said = client.post(secret_links.address(waiting, "en"), {"step": "confirm"}).content.decode()
    assert "number 1 on the waiting list" in said
    assert "was cancelled" in client.post(link, {"step": "cancel"}).content.decode()
    assert "You have a place." in page(client, secret_links.address(waiting, "en"))


@pytest.mark.usefixtures("mail_server")
def test_a_link_that_is_not_right_opens_nothing(client):
    registration = make.registered(make.event())
    link = secret_links.address(registration, "en")
    last = "1" if link[-2] == "0" else "0"
    for wrong in (f"{link[:-2]}{last}/", link.replace(f"/{registration.pk}/", "/999/")):
        page(client, wrong, 404)
        assert client.post(wrong, {"step": "confirm"}).status_code == 404


@pytest.mark.usefixtures("mail_server")
def test_nobody_learns_from_the_form_who_has_registered(client):
    event = make.event(languages=("en",))
    make.confirmed(event, "ana@example.org")
    address = f"/en/events/{event.pk}/register/"
    known, unknown = (client.post(address, form(f"{who}@example.org")) for who in ("ana", "bob"))
    assert known.content.decode().replace("ana@", "bob@") == unknown.content.decode()


@pytest.mark.usefixtures("mail_server")
def test_no_mailbox_is_filled_from_here(client):
    event = make.event(languages=("en",))
    for _each in range(4):  # too quick for a person
        said = client.post(f"/en/events/{event.pk}/register/", form()).content.decode()
    assert "Try again later" in said
    assert Delivery.objects.count() == 3


@pytest.mark.parametrize("fault", [{"email": "nobody"}, {"name": ""}, {"sum": "99"}])
@pytest.mark.usefixtures("mail_server")
def test_what_is_wrong_is_said_and_nothing_taken_down(client, fault):
    event = make.event()
    said = client.post(f"/en/events/{event.pk}/register/", form(**fault)).content.decode()
    assert 'role="alert"' in said
    assert not event.registrations.exists()


@pytest.mark.usefixtures("mail_server")
def test_another_site_can_not_register_its_visitors(client):
    event = make.event()
    address = f"/en/events/{event.pk}/register/"
    response = client.post(address, form(), headers={"Origin": "https://elsewhere.example"})
    assert response.status_code == 403
    assert not event.registrations.exists()


def test_there_is_no_form_where_nobody_can_register(client, settings):
    settings.FAROL_MAIL = ""
    event = make.event()
    assert client.get(f"/en/events/{event.pk}/register/").status_code == 302
    assert "/register/" not in page(client, f"/en/events/{event.pk}/")
    settings.FAROL_MAIL = "smtp://here"
    for thing in (make.draft_event(), make.event(at=timezone.now() + timedelta(days=1))):
        page(client, f"/en/events/{thing.pk}/register/", 404)
    make.put(event, timedelta(minutes=-1))
    assert client.get(f"/en/events/{event.pk}/register/").status_code == 302
    assert Event.objects.count() == 3
