"""What a reader is shown when something is wrong."""

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from portal.pages import errors

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "tag"),
    [("zh-hant", "zh-Hant"), ("pt", "pt"), ("en", "en"), ("zh-hans", "zh-Hans")],
)
def test_a_missing_page_offers_search_in_the_reader_s_language(client, language, tag):
    answer = client.get(f"/{language}/no-such-page/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert f'<html lang="{tag}">' in page
    assert f'action="/{language}/search/"' in page
    assert not answer.cookies


def test_a_missing_page_without_language_follows_the_browser(client):
    page = client.get("/no-such-page", headers={"Accept-Language": "pt-PT,pt;q=0.9"})
    assert page.status_code == 404
    assert '<html lang="pt">' in page.content.decode()


def test_a_missing_page_is_not_for_search_engines(client):
    page = client.get("/en/no-such-page/").content.decode()
    assert 'name="robots" content="noindex"' in page
    assert 'rel="canonical"' not in page


@pytest.mark.parametrize(
    ("view", "status"),
    [("bad_request", 400), ("not_allowed", 403), ("not_found", 404), ("gone", 410)],
)
def test_each_error_has_its_status_and_leads_home(view, status):
    with translation.override("en"):
        answer = getattr(errors, view)(RequestFactory().get("/en/x/"))
    assert answer.status_code == status
    assert 'href="/en/"' in answer.content.decode()


def test_a_request_for_another_host_is_answered_plainly(client):
    answer = client.get("/en/about/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


def test_a_failure_of_ours_shows_a_calm_page_without_the_database(monkeypatch):
    monkeypatch.setattr("portal.pages.views.standing_text", None)
    answer = Client(raise_request_exception=False).get("/en/about/")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
