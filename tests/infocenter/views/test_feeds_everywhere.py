"""Every feed is read by the programs of readers, in each language; the same content is the same."""

import json
from datetime import datetime
from urllib.parse import urlsplit

import feedparser
import pytest

from infocenter import feeds
from portal import languages
from tests.factories import infocenter as make
from tests.factories import outreach
from tests.factories import policies as make_policies
from tests.factories import tracking as make_tracking

pytestmark = pytest.mark.django_db


def faults_of_json_feed(feed: dict) -> list[str]:
    """What breaks the rules of version 1.1: https://www.jsonfeed.org/version/1.1/"""
    faults = []
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        faults.append("version")
    if not isinstance(feed.get("title"), str):
        faults.append("title")
    faults += [name for name in ("home_page_url", "feed_url") if not _is_address(feed.get(name))]
    if not isinstance(feed.get("items"), list):
        return [*faults, "items"]
    ids = [each.get("id") for each in feed["items"]]
    if len(set(ids)) < len(ids):
        faults.append("an id twice")
    return faults + [fault for each in feed["items"] for fault in _faults_of_item(each)]


def _faults_of_item(item: dict) -> list[str]:
    faults = []
    if not (isinstance(item.get("id"), str) and item["id"]):
        faults.append("id")
    if not ("content_text" in item or "content_html" in item):
        faults.append("content")
    if not _is_address(item.get("url")):
        faults.append("url")
    for name in ("date_published", "date_modified"):
        if datetime.fromisoformat(item[name]).tzinfo is None:
            faults.append(name)
    for name in ("title", "summary", "content_text", "language"):
        if name in item and not (isinstance(item[name], str) and item[name]):
            faults.append(name)
    if "author" in item or not all(each.get("name") for each in item.get("authors", [])):
        faults.append("authors")
    if not all(isinstance(each, str) for each in item.get("tags", [])):
        faults.append("tags")
    return faults


def _is_address(said) -> bool:
    parts = urlsplit(said or "")
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def filled() -> dict[str, str]:
    """The query with which each feed has something."""
    document = make.published_document(
        translations=[
            make.texts("zh-hant", title="海堤"),
            make.texts("en", title="A <Wall> & \u2028"),
        ]
    )
    make.next_edition(document, "Four metres.", kind="correction")
    policy = make_policies.public_policy(status="adopted")
    make_policies.open_consultation()
    make_policies.published_answer(en=("When?", "Now."))
    make.published_dataset()
    outreach.announcement()
    outreach.event()
    programme = make_tracking.rich_programme()
    measure = programme.measures.filter(reports__status="verified").first()
    return {
        "documents": "",
        "document": f"?key={document.pk}",
        "search": "?q=wall&sort=title",
        "corrections": "",
        "data": "",
        "announcements": "",
        "events": "",
        "policies": "",
        "policy": f"?key={policy.pk}",
        "consultations": "",
        "answers": "",
        "progress": f"?measure={measure.pk}",
    }


def test_every_feed_is_read_without_a_fault(client):
    queries = filled()
    assert set(queries) == set(feeds.names())
    for name, query in queries.items():
        for language in languages.CODES:
            address = f"/feeds/{name}.{language}"
            answer = client.get(f"{address}.atom{query}")
            read = feedparser.parse(answer.content)
            assert not read.bozo, (name, language, read.get("bozo_exception"))
            assert read.version == "atom10"
            assert read.entries, (name, language)
            assert all(each.id and each.title and each.updated_parsed for each in read.entries)
            assert read.feed.links[-1].href.endswith(f"{address}.atom{query}")
            again = client.get(f"{address}.atom{query}")
            assert again.content == answer.content
            assert "public" in answer["Cache-Control"]
            told = client.get(f"{address}.json{query}")
            assert told["Content-Type"] == "application/feed+json; charset=utf-8"
            assert faults_of_json_feed(json.loads(told.content)) == [], (name, language)
            assert len(json.loads(told.content)["items"]) == len(read.entries)


@pytest.mark.parametrize(
    "address",
    [
        "nothing.en.atom",
        "search.en.atom",
        "search.en.json?q=",
        "document.en.atom?key=999",
        "policy.en.atom",
        "progress.en.json?measure=x",
        "progress.en.json?programme=9",
    ],
)
def test_what_there_is_not_has_no_feed(client, address):
    assert client.get(f"/feeds/{address}").status_code == 404


@pytest.mark.parametrize("words", ["\ufffe", "\x01", "\x00wall", "%", "\U0001f30a"])
def test_no_question_makes_a_feed_that_can_not_be_read(client, words):
    for form in ("atom", "json"):
        answer = client.get(f"/feeds/search.en.{form}", {"q": words})
        assert answer.status_code in (200, 404)
        if form == "atom" and answer.status_code == 200:
            assert not feedparser.parse(answer.content).bozo


def test_an_empty_feed_is_one_too(client):
    answer = client.get("/feeds/documents.en.atom")
    assert feedparser.parse(answer.content).version == "atom10"
    assert client.get("/feeds/documents.en.atom").content == answer.content


def test_a_search_lists_what_holds_its_words_the_newest_first(client):
    for title in ("The old wall", "A tunnel", "The new wall"):
        make.published_document(translations=[make.texts("en", title=title)])
    feed = client.get("/feeds/search.en.json?q=wall").json()
    assert [each["title"] for each in feed["items"]] == ["The new wall", "The old wall"]
    assert feed["home_page_url"] == "http://testserver/en/search/?q=wall"


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("search/?q=wall&type=law", "search.en.atom?q=wall&amp;type=law"),
        ("documents/?year=2026", "documents.en.atom?year=2026"),
        ("corrections/", "corrections.en.atom"),
        ("data/", "data.en.json"),
        ("policies/", "policies.en.atom"),
        ("consultations/", "consultations.en.atom"),
        ("answers/", "answers.en.atom"),
        ("progress/", "progress.en.json"),
    ],
)
def test_a_page_leads_programs_to_its_feed(client, page, feed):
    text = client.get(f"/en/{page}").content.decode()
    assert f'href="/feeds/{feed}"' in text
