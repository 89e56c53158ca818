"""The page of a document, its print view and its older editions."""

import json
import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from django.utils.translation import gettext, override

from infocenter import services
from tests.factories import infocenter as make
from tests.factories.organisation import department

pytestmark = pytest.mark.django_db

OTHER_LANGUAGE = (
    "This document does not exist in your language. You are reading it in the best other one."
)
CONVERTED = (
    "This text was converted from Traditional to Simplified Chinese automatically. "
    "The Traditional version is the one that counts."
)


def page(client, document, language="en", rest=""):
    response = client.get(f"/{language}/documents/{document.pk}/{rest}")
    assert response.status_code == 200
    return response.content.decode()


def test_everything_about_a_document_is_on_its_page(client):
    document = make.published_document(
        department=department("IC", name_en="Information Centre", email="ic@example.org"),
        translations=[
            make.texts("en", title="A & B", summary="In short.", body="## Part\n\nText.")
        ],
        type="law",
        number="3/IC/2026",
        issue_date="2026-03-01",
        effective_date="2026-04-01",
        licence="cc-by-4.0",
        source="Archive",
        source_url="https://example.org/source",
        verified_by="Records Office",
        verified_on="2026-02-01",
        review_on="2099-01-01",
        topics=[make.topic("law", name_en="Legal matters")],
        files=[("規章.txt", b"rules")],
    )
    text = page(client, document)
    for words in ("A &amp; B", "In short.", "Text.", "Law", "3/IC/2026", "1 March 2026",
                  "1 April 2026", "Creative Commons", "Archive", "https://example.org/source",
                  "Records Office", "1 January 2099", "Legal matters",
                  "Information Centre", "規章.txt", make.file_of(document).file.sha256,
                  f"kind=correction&amp;about=document:{document.pk}"):  # fmt: skip
        assert words in text, words
    assert "\ue000" not in text


@pytest.mark.parametrize(
    ("reader", "written", "notice"),
    [
        ("pt", "pt", None),
        ("pt", "zh-hant", OTHER_LANGUAGE),
        ("zh-hans", "zh-hant", CONVERTED),
        ("zh-hans", "zh-hans", None),
        ("zh-hant", "zh-hans", OTHER_LANGUAGE),
    ],
)
def test_a_reader_is_told_which_language_version_it_is(client, reader, written, notice):
    document = make.published_document(languages=(written,))
    text = page(client, document, reader)
    with override(reader):
        for words in (OTHER_LANGUAGE, CONVERTED):
            assert (gettext(words) in text) == (words == notice), words


def test_simplified_is_made_of_traditional(client):
    texts = make.texts("zh-hant", title="澳門圖書館", summary="開放時間", body="**借閱證**")
    document = make.published_document(translations=[texts])
    text = page(client, document, "zh-hans")
    assert "澳门图书馆" in text
    assert "<strong>借阅证</strong>" in text
    assert '<h1 lang="zh-Hans">' in text


def test_a_superseded_document_points_to_its_successor(client):
    successor = make.published_document(translations=[make.texts("en", title="The new one")])
    old = make.superseded_document(successor)
    text = page(client, old)
    assert "has been superseded" in text
    assert f'href="/en/documents/{successor.pk}/"' in text
    assert "Replaces" in page(client, successor)
    services.withdraw_document(successor, by=None, reason={"en": "Wrong."})
    text = page(client, old)
    assert "has been superseded" in text
    assert "The new one" not in text


def test_a_review_that_is_due_is_mentioned(client):
    late = make.published_document(review_on=localdate() - timedelta(days=1))
    assert "due to be reviewed" in page(client, late)
    assert "due to be reviewed" not in page(client, make.published_document(review_on="2099-01-01"))


def test_an_old_edition_says_so_and_leads_to_the_current_one(client):
    document = make.published_document(translations=[make.texts("en", title="First words")])
    make.next_edition(document, title="Second words")
    text = page(client, document, rest="editions/1/")
    assert "First words" in text
    assert "no longer current" in text
    assert f'href="/en/documents/{document.pk}/"' in text
    assert "noindex" in text
    assert "no longer current" not in page(client, document, rest="editions/2/")
    assert client.get(f"/en/documents/{document.pk}/editions/3/").status_code == 404


def test_linked_data_is_json_that_can_not_leave_its_element(client):
    title = "</script><script>alert(1)</script>"
    document = make.published_document(
        translations=[make.texts("en", title=title)], files=[("a.txt", b"x")]
    )
    text = page(client, document)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    thing = json.loads(found[1])
    assert thing["name"] == title
    assert thing["encoding"][0]["sha256"] == make.file_of(document).file.sha256
    assert "<script>alert" not in text


def test_marks_of_an_outline_in_a_text_stay_text(client):
    document = make.published_document(
        translations=[make.texts("en", title="\ue000body\ue001", body="Secret")]
    )
    assert page(client, document).count("Secret") == 1


def test_the_print_view_has_the_text_the_files_and_the_address(client):
    document = make.published_document(files=[("a.txt", b"x")])
    text = page(client, document, rest="print/")
    assert make.file_of(document).file.sha256 in text
    assert f"http://testserver/en/documents/{document.pk}/" in text
    assert document.editions.get().sha256 in text


@pytest.mark.parametrize("number", ["0", "01", "-1", "9" * 30, "1.0", "x", "%00", "１"])
def test_what_is_not_a_number_is_not_found(client, number):
    assert client.get(f"/en/documents/{number}/").status_code == 404


def test_only_reading_is_possible(client):
    document = make.published_document()
    assert client.post(f"/en/documents/{document.pk}/").status_code == 405
