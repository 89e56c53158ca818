"""Editions, to be read."""

import pytest

from tests.factories import infocenter as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("pt", '<span lang="pt">O horário.</span>'),
        ("zh-hant", '<span lang="zh-Hant">時間有誤。</span>'),
        ("zh-hans", '<span lang="zh-Hans">时间有误。</span>'),
        ("en", '<span lang="pt">O horário.</span>'),
    ],
)
def test_an_edition_says_what_changed_in_the_language_of_the_interface(
    client, publisher, department, language, note
):
    document = make.published_document(department=department, languages=("zh-hant", "pt"))
    portuguese = {"pt": {"change_note": "O horário."}}
    edition = make.next_edition(document, note="時間有誤。", translations=portuguese)
    client.cookies["django_language"] = language
    page = client.get(f"/admin/infocenter/edition/{edition.pk}/change/")
    assert note in page.content.decode()
