"""Every page in every language: what it says it is, where its others are, and no English left."""

import re
from urllib.parse import urlsplit

import pytest

from portal import languages, translations
from tests.factories.city import STATUS, city
from tests.pagewords import Page

pytestmark = [pytest.mark.once, pytest.mark.django_db]

# Not in other languages' lists of results: the same for nobody else, or of a moment only.
NOT_LISTED = {
    "document, withdrawn",
    "event, withdrawn",
    "events, past",
    "news, nothing",
    "policy, taken away",
    "edition",
    "comparison",
    "comparison, wrong",
    "print",
    "search",
    "search, found",
    "search, nothing",
    "not found",
}
LOCALES = {"zh-hant": "zh_Hant", "pt": "pt", "zh-hans": "zh_Hans"}
SHORTEST = 9  # letters; shorter texts may be names
# Addresses, names, places for values, kinds of webhooks.
NOT_WORDS = re.compile(r"\S*[/@=_]\S*|%\(\w+\)[sd]|\{\w+\}|\(\w+\.\w+\)")


@pytest.fixture
def made():
    return city()


def pages(client, addresses):
    for name, address in addresses.items():
        response = client.get(address)
        assert response.status_code == STATUS.get(name, 200), (name, response.status_code)
        yield name, Page(response.content.decode())


def test_a_page_says_its_language_and_where_the_others_are(client, made):
    for language in languages.CODES:
        says_its_language(client, made, language)


def says_its_language(client, made, language):
    everywhere = {languages.bcp47(code): code for code in languages.CODES}
    for name, page in pages(client, made.pages(language)):
        switches_the_language(name, page.html, made.pages(language)[name], language)
        assert page.language == languages.bcp47(language), name
        if name in NOT_LISTED:
            assert "noindex" in page.metas["robots"], name
            continue
        found = page.alternates()
        assert found.keys() == {*everywhere, "x-default"}, name
        mine = urlsplit(made.pages(language)[name]).path
        for tag, code in everywhere.items():
            rest = mine.removeprefix(f"/{language}/")
            assert urlsplit(found[tag]).path == f"/{code}/{rest}", (name, tag)
        assert found["x-default"] == found["zh-Hant"]


def switches_the_language(name, html, address, language):
    rest = address.removeprefix(f"/{language}/").replace("&", "&amp;")
    for code in languages.CODES:
        tag = languages.bcp47(code)
        assert re.search(rf'href="/{code}/[^"]*" lang="{tag}" hreflang="{tag}"', html), name
    if name not in ("document, withdrawn", "search, found"):
        other = next(code for code in languages.CODES if code != language)
        assert f'href="/{other}/{rest}"' in html, name


def english(language: str) -> dict[str, str]:
    """Texts of the interface, in small letters, that read otherwise in this language."""
    texts = {}
    for message in translations.read(LOCALES[language]):
        ids = message.id if isinstance(message.id, tuple | list) else [message.id]
        said = message.string if isinstance(message.string, tuple | list) else [message.string]
        for each in filter(None, ids):
            plain = " ".join(NOT_WORDS.sub(" ", each).split())
            stays = any(plain.strip(".…:").lower() in words.lower() for words in said)
            if len(plain) >= SHORTEST and plain.isascii() and not stays:
                texts[plain.lower()] = each
    return texts


def left(page: Page, texts: dict[str, str], language: str) -> list[str]:
    """Texts of the interface that stand on a page in English."""
    tag = languages.bcp47(language)
    faults = []
    for lang, words in page.words:
        if lang != tag:
            continue
        plain = " ".join(NOT_WORDS.sub(" ", words).split()).lower()
        for each in texts:
            if each in plain and re.search(rf"(?<![\w-]){re.escape(each)}(?![\w-])", plain):
                faults.append(f"“{texts[each]}” in “{words}”")
    return faults


def test_no_english_is_left_on_any_page(client, made):
    faults = []
    for language in LOCALES:
        texts = english(language)
        client.logout()
        faults += left_on(pages(client, made.pages(language)), texts, language)
        client.force_login(made.publisher)
        client.cookies["django_language"] = language
        faults += left_on(pages(client, made.staff_pages()), texts, language)
    assert not faults, "\n".join(faults)


def left_on(shown, texts, language) -> list[str]:
    return [f"{name}: {fault}" for name, page in shown for fault in left(page, texts, language)]


def test_feeds_say_their_language(client, made):
    for language in languages.CODES:
        tag = languages.bcp47(language)
        atom = client.get(f"/feeds/documents.{language}.atom").content.decode()
        assert f'xml:lang="{tag}"' in atom
        assert client.get(f"/feeds/documents.{language}.json").json()["language"] == tag
