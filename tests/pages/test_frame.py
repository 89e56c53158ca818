"""What every page has around its content."""

import re

import pytest

from portal import languages

pytestmark = pytest.mark.django_db


def html(client, address, **extra):
    return client.get(address, **extra).content.decode()


@pytest.mark.parametrize("language", languages.CODES)
def test_a_page_says_in_which_language_it_is(client, language):
    assert f'<html lang="{languages.bcp47(language)}">' in html(client, f"/{language}/about/")


@pytest.mark.parametrize("language", languages.CODES)
def test_the_language_switch_keeps_the_page_and_its_query(client, language):
    page = html(client, "/pt/departments/?q=a%26b&page=2")
    assert f'href="/{language}/departments/?q=a%26b&amp;page=2"' in page


def test_the_language_switch_marks_the_language_of_the_page(client):
    marked = re.findall(r'<a href="[^"]+" lang="([^"]+)"[^>]*aria-current', html(client, "/en/"))
    assert marked == ["en"]


def test_the_language_switch_drops_a_query_of_absurd_length(client):
    page = html(client, "/en/about/?q=" + "x" * 100_000)
    assert len(page) < 50_000


def test_a_hostile_address_is_shown_as_text_only(client):
    page = html(client, "/en/about/?q=%22%3E<script>alert(1)</script>")
    assert "<script>alert" not in page


def test_search_engines_are_told_the_address_in_each_language(client, settings):
    settings.FAROL_SITE_URL = "https://farol.example"
    page = html(client, "/pt/about/?from=mail")
    assert '<link rel="canonical" href="https://farol.example/pt/about/">' in page
    for tag, code in (("zh-Hant", "zh-hant"), ("en", "en"), ("x-default", "zh-hant")):
        assert f'hreflang="{tag}" href="https://farol.example/{code}/about/">' in page


def test_the_name_of_the_site_is_in_the_language_of_the_page(client, settings):
    settings.FAROL_SITE_NAME = {"pt": "Cidade do Cabo", "zh-hant": "海角市"}
    assert "Cidade do Cabo" in html(client, "/pt/about/")
    assert "海角市" in html(client, "/zh-hans/about/")


def test_a_demonstration_says_so_and_a_real_portal_does_not(client, settings):
    settings.FAROL_DEMONSTRATION = True
    assert 'class="demonstration"' in html(client, "/en/about/")
    settings.FAROL_DEMONSTRATION = False
    assert 'class="demonstration"' not in html(client, "/en/about/")


def test_the_operator_sets_crest_and_contact(client, settings):
    settings.FAROL_CREST = "/media/our-crest.svg"
    settings.FAROL_CONTACT_EMAIL = "ask@city.example"
    settings.FAROL_CONTACT_PHONE = "2899 1234"
    settings.FAROL_CONTACT_ADDRESS = {"pt": "Rua do Porto, 1"}
    page = html(client, "/en/about/")
    for each in ("/media/our-crest.svg", "ask@city.example", "2899 1234", "Rua do Porto, 1"):
        assert each in page


def test_a_page_leads_to_search_departments_and_the_standing_pages(client):
    page = html(client, "/en/departments/")
    assert 'action="/en/search/"' in page
    for each in ("documents", "departments", "about", "accessibility", "privacy", "terms"):
        assert f'href="/en/{each}/"' in page


def test_the_section_of_the_page_is_marked_in_the_navigation(client):
    assert '<a href="/en/departments/" aria-current="true">' in html(client, "/en/departments/")
    assert '<a href="/en/departments/" aria-current="true">' not in html(client, "/en/about/")


def test_nothing_in_a_page_comes_from_another_host_or_runs_inline(client):
    page = html(client, "/en/")
    assert not re.search(r'(src|rel="stylesheet" href)="(https?:)?//', page)
    assert "<style" not in page
    data = r'type="application/ld\+json"'  # nothing runs that
    assert not re.search(rf"<script(?![^>]*\bsrc=| {data})", page)
    assert not re.search(r"\son\w+=|\sstyle=", page)


@pytest.mark.parametrize("address", ["", "about/", "departments/", "contact/", "nothing/"])
def test_no_page_sets_a_cookie_or_depends_on_one(client, address):
    answer = client.get(f"/pt/{address}")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
