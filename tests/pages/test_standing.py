"""About, accessibility, privacy, terms, contact."""

import re

import pytest

from portal import languages
from portal.history.models import Event
from portal.pages.models import Standing, StandingPage
from portal.pages.services import delete_standing_page, save_standing_page
from portal.pages.texts import default_text

pytestmark = pytest.mark.django_db


def html(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("slug", Standing.values)
def test_each_page_has_a_text_of_ours_in_each_language(client, slug, language):
    page = html(client, f"/{language}/{slug}/")
    title = re.search(r"<h1>(.+?)</h1>", page)[1]
    assert f"<title>{title} · " in page
    assert len(re.search(r'class="prose">(.*?)<aside', page, re.S)[1]) > 300


@pytest.mark.parametrize("slug", Standing.values)
def test_the_default_texts_have_the_same_sections_in_all_languages(slug):
    texts = [default_text(slug, code, "Farol", "a@example.org").html for code in languages.CODES]
    assert len({text.count("<h2") for text in texts}) == 1
    assert len({text.count("<li>") for text in texts}) == 1
    assert all("{" not in text for text in texts)


def test_the_terms_disclaim_information_from_third_parties(client):
    assert "third parties" in html(client, "/en/terms/")
    assert "第三方資訊" in html(client, "/zh-hant/terms/")


def test_the_operator_s_text_replaces_ours_in_its_language_only(client):
    page = StandingPage(slug="privacy", title_pt="A nossa regra", body_pt="Nada **guardamos**.")
    save_standing_page(page, by=None)
    shown = html(client, "/pt/privacy/")
    assert "<h1>A nossa regra</h1>" in shown
    assert "Nada <strong>guardamos</strong>." in shown
    assert "<h1>Privacy</h1>" in html(client, "/en/privacy/")


def test_a_text_without_a_title_keeps_our_title(client):
    save_standing_page(StandingPage(slug="about", body_en="We are here."), by=None)
    shown = html(client, "/en/about/")
    assert "<h1>About this site</h1>" in shown
    assert "We are here." in shown


def test_markup_in_the_operator_s_text_does_not_run(client):
    save_standing_page(
        StandingPage(slug="about", body_en="Hi <script>alert(1)</script> [x](javascript:y)"),
        by=None,
    )
    shown = html(client, "/en/about/")
    assert "<script>alert" not in shown
    assert 'href="javascript' not in shown


def test_deleting_the_operator_s_text_brings_ours_back(client):
    page = save_standing_page(StandingPage(slug="about", body_en="We are here."), by=None)
    delete_standing_page(page, by=None)
    assert "We are here." not in html(client, "/en/about/")
    verbs = list(Event.objects.values_list("verb", flat=True).order_by("id"))
    assert verbs == ["standing_page.added", "standing_page.deleted"]
