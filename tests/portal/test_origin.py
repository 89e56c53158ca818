"""Forms without a cookie take only what our own pages send."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import override

from portal import languages
from portal.origin import same_origin_only

pytestmark = pytest.mark.django_db

OUR = {"Origin": "http://testserver"}


@same_origin_only
def page(request):
    return HttpResponse("done")


def ask(method="post", **headers):
    return page(getattr(RequestFactory(), method)("/pt/x/", headers=headers))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        OUR,
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin", **OUR},
        {"Referer": "http://testserver/pt/x/"},
    ],
)
def test_what_our_pages_send_is_taken(headers):
    assert ask(**headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", **OUR},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver.example.org"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Referer": "https://elsewhere.example/"},
    ],
)
def test_what_other_sites_send_is_not(headers):
    assert ask(**headers).status_code == 403


def test_reading_is_open_to_who_comes_from_elsewhere():
    assert ask("get", **{"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_the_public_address_counts_behind_a_proxy(settings):
    settings.FAROL_SITE_URL = "https://portal.example.org"
    assert ask(Origin="https://portal.example.org").status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_keeps_the_answer(method):
    assert ask(method)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("language", languages.CODES)
def test_the_refusal_says_what_to_do_in_the_readers_language(language):
    with override(language):
        response = ask(Origin="https://elsewhere.example")
    assert f'lang="{languages.bcp47(language)}"' in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
