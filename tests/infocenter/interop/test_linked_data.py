"""What pages say of themselves in schema.org's words, the search for browsers, security.txt."""

import json
import re
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from infocenter.services import call_off
from tests.factories import infocenter as make
from tests.factories import outreach
from tests.factories import policies as matters
from tests.factories.organisation import department

pytestmark = pytest.mark.django_db

OPEN = "{http://a9.com/-/spec/opensearch/1.1/}"


def said(client, address) -> dict:
    """The linked data of a page; the element must be whole JSON."""
    page = client.get(address).content.decode()
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return json.loads(found)


def test_a_document_says_what_it_is_and_which_files_it_has(client):
    evil = "</script><script>alert(1)</script> & <!--"
    document = make.published_document(
        translations=[make.texts("en", title=evil)], files=["a.txt"], number="1/2026"
    )
    found = said(client, f"/en/documents/{document.pk}/")
    assert found["@type"] == "DigitalDocument"
    assert (found["name"], found["identifier"]) == (evil, "1/2026")
    assert found["encoding"][0]["sha256"] == make.file_of(document).file.sha256


def test_a_dataset_offers_its_downloads_and_columns(client):
    made = make.published_dataset(columns={"pm25": "Fine dust"}, languages=("en",))
    found = said(client, f"/en/data/{made.pk}/")
    assert found["@type"] == "Dataset"
    assert "Fine dust" in found["variableMeasured"]
    assert f"http://testserver/en/data/{made.pk}/rows.csv" in {
        each["contentUrl"] for each in found["distribution"]
    }
    asked = client.get(f"/en/data/{made.pk}/?station.is=North").content.decode()
    assert "ld+json" not in asked, "one of many answers is no dataset"


def test_a_department_says_how_to_reach_it(client):
    department("IC", name_en="Information Centre", email="ic@example.org")
    found = said(client, "/en/departments/IC/")
    assert found["@type"] == "GovernmentOrganization"
    assert (found["name"], found["email"]) == ("Information Centre", "ic@example.org")


def test_a_policy_is_legislation_with_its_articles(client):
    policy = matters.public_policy(articles=["1", "2"], languages=("en",))
    found = said(client, f"/en/policies/{policy.pk}/")
    assert found["@type"] == "Legislation"
    assert found["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert [each["legislationIdentifier"] for each in found["hasPart"]] == ["1", "2"]


def test_an_event_says_when_and_where_and_whether_it_takes_place(client):
    event = outreach.event(languages=("en",), capacity=30)
    found = said(client, f"/en/events/{event.pk}/")
    assert (found["@type"], found["location"]["name"]) == ("Event", "Maritime Museum")
    assert datetime.fromisoformat(found["startDate"]) == event.starts_at
    assert datetime.fromisoformat(found["endDate"]) == event.ends_at
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    call_off(event, by=None, reason={"en": "Rain."})
    found = said(client, f"/en/events/{event.pk}/")
    assert found["eventStatus"] == "https://schema.org/EventCancelled"


def test_an_announcement_is_news(client):
    news = outreach.announcement(languages=("en",))
    found = said(client, f"/en/announcements/{news.pk}/")
    assert (found["@type"], found["headline"]) == ("NewsArticle", news.title("en"))
    assert datetime.fromisoformat(found["datePublished"]) == news.published_at


def test_a_consultation_says_until_when_everybody_can_answer(client):
    consultation = matters.open_consultation()
    found = said(client, f"/zh-hant/consultations/{consultation.pk}/")
    assert found["location"]["@type"] == "VirtualLocation"
    assert datetime.fromisoformat(found["endDate"]) == consultation.closes_at


def test_the_home_page_says_how_to_search(client):
    found = said(client, "/pt/")
    assert found["@type"] == "WebSite"
    target = found["potentialAction"]["target"]["urlTemplate"]
    assert target == "http://testserver/pt/search/?q={search_term_string}"


def test_browsers_find_the_search_and_its_suggestions(client):
    make.published_document(translations=[make.texts("en", title="Rivers and lakes")])
    page = client.get("/en/").content.decode()
    assert 'href="/opensearch.en.xml"' in page
    root = ElementTree.fromstring(client.get("/opensearch.en.xml").content)
    assert len(root.findtext(f"{OPEN}ShortName")) <= 16
    addresses = {each.get("type"): each.get("template") for each in root.iter(f"{OPEN}Url")}
    assert addresses["text/html"] == "http://testserver/en/search/?q={searchTerms}"
    suggestions = addresses["application/x-suggestions+json"].replace("{searchTerms}", "riv")
    typed, words, _descriptions, there = client.get(
        suggestions.removeprefix("http://testserver")
    ).json()
    assert typed == "riv"
    assert words == ["Rivers and lakes"]
    assert there == ["http://testserver/en/search/?q=Rivers+and+lakes"]
    assert client.get("/opensearch/suggestions.en.json").json() == ["", [], [], []]


def test_security_txt_never_lapses(client, settings):
    settings.FAROL_SECURITY_CONTACT = "https://example.org/report"
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"].startswith("text/plain")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "https://example.org/report"
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=31) < left < timedelta(days=366)
    assert response["Expires"], "kept pages go with the month"
