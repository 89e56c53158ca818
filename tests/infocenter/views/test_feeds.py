"""Feeds and the map of the site."""

import json
from xml.etree import ElementTree

import pytest

from infocenter import services, sitemaps
from tests.factories import infocenter as make
from tests.factories import policies as matters
from tests.factories.organisation import department

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def atom(client, query="", language="en"):
    response = client.get(f"/feeds/documents.{language}.atom{query}")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def titles(feed):
    return [each.findtext(f"{ATOM}title") for each in feed.iter(f"{ATOM}entry")]


def test_what_was_published_last_comes_first(client):
    old = make.published_document(translations=[make.texts("en", title="Old")])
    make.published_document(translations=[make.texts("en", title="New & <b>")])
    assert titles(atom(client)) == ["New & <b>", "Old"]
    make.next_edition(old, title="Old, corrected")
    assert titles(atom(client))[0] == "Old, corrected"


def test_a_feed_can_be_of_a_department_or_topic(client):
    water = make.topic("water", name_en="Water")
    make.published_document(
        department=department("IC"), translations=[make.texts("en", title="A")], topics=[water]
    )
    make.published_document(department=department("TB"), translations=[make.texts("en", title="B")])
    assert titles(atom(client, "?department=TB")) == ["B"]
    assert titles(atom(client, "?topic=water")) == ["A"]
    assert "Water" in atom(client, "?topic=water").findtext(f"{ATOM}title")
    assert len(titles(atom(client, "?topic=%00&year=x"))) == 2


def test_json_feed(client):
    document = make.published_document(languages=("pt", "zh-hant"))
    feed = json.loads(client.get("/feeds/documents.pt.json").content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"][0]["url"] == f"http://testserver/pt/documents/{document.pk}/"
    assert feed["items"][0]["language"] == "pt"


def test_a_feed_in_no_language_of_ours_does_not_exist(client):
    assert client.get("/feeds/documents.kl.atom").status_code == 404


def test_the_page_of_feeds_names_what_has_documents(client):
    make.published_document(department=department("IC"))
    department("EMPTY")
    text = client.get("/en/documents/feeds/").content.decode()
    assert "?department=IC" in text
    assert "EMPTY" not in text


def test_the_map_lists_each_language_version_with_its_alternates(client):
    document = make.published_document(languages=("zh-hant", "pt"))
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [each.text for each in index.iter(f"{MAP}loc")]
    part = (document.pk - 1) // sitemaps.DOCUMENTS + 1
    assert f"http://testserver/sitemap-{part}.xml" in parts
    found = ElementTree.fromstring(client.get(f"/sitemap-{part}.xml").content)
    addresses = {each.text for each in found.iter(f"{MAP}loc")}
    assert addresses == {
        f"http://testserver/{code}/documents/{document.pk}/"
        for code in ("zh-hant", "pt", "zh-hans")
    }


def test_the_map_names_no_part_without_documents(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "DOCUMENTS", 1)
    gone = make.published_document()
    make.published_document()
    services.withdraw_document(gone, by=None, reason={"en": "Out of date."})
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [each.text.removeprefix("http://testserver") for each in index.iter(f"{MAP}loc")]
    assert f"/sitemap-{gone.pk}.xml" not in parts
    assert {client.get(part).status_code for part in parts} == {200}


def test_the_map_has_all_kinds_of_pages_and_says_when_they_changed(client):
    made = make.published_dataset(languages=("pt",))
    policy = matters.public_policy(languages=("en",))
    found = ElementTree.fromstring(client.get("/sitemap-pages.xml").content)
    changed = {each.findtext(f"{MAP}loc"): each.findtext(f"{MAP}lastmod") for each in found}
    for address in ("en/", f"en/policies/{policy.pk}/", "en/cases/", "en/progress/"):
        assert f"http://testserver/{address}" in changed
    assert changed[f"http://testserver/pt/data/{made.pk}/"]
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    assert [each.findtext(f"{MAP}lastmod") for each in index][-1]


def test_the_map_is_split_before_it_is_too_large(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "PAGES", 10)
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [each.text.removeprefix("http://testserver") for each in index.iter(f"{MAP}loc")]
    assert "/sitemap-pages-2.xml" in parts
    seen = [
        each.text
        for part in parts
        for each in ElementTree.fromstring(client.get(part).content).iter(f"{MAP}loc")
    ]
    assert len(seen) == len(set(seen)) > 40
    assert client.get("/sitemap-pages-99.xml").status_code == 404


def test_crawlers_are_told_where_the_map_is(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text
