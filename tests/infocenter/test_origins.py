"""Translations: from which text they were made, and whether that one has moved on."""

import pytest

from infocenter import services
from infocenter.models import EditionTranslation
from portal.workflow import Refused
from tests.factories import infocenter as make

pytestmark = pytest.mark.django_db


def translated(edition=None, **values):
    """A Chinese document with its Portuguese translation, both published at once."""
    portuguese = make.texts("pt", translated_from="zh-hant", translated_edition=edition)
    return make.published_document(translations=[make.texts("zh-hant"), portuguese], **values)


def version(document, number) -> EditionTranslation:
    return EditionTranslation.objects.get(
        edition__document=document, edition__edition_number=number, language="pt"
    )


def said(document, number) -> tuple:
    found = version(document, number)
    return found.translated_from, found.translated_edition, found.behind_since


def test_a_translation_says_from_which_edition_it_was_made():
    document = translated()
    assert said(document, 1) == ("zh-hant", 1, None)
    assert document.translations.get(language="pt").translated_edition == 1


def test_it_is_behind_as_long_as_the_original_reads_otherwise():
    document = translated()
    before = document.translations.get(language="zh-hant").body
    make.next_edition(document, body="改過的內文。")
    assert said(document, 2) == ("zh-hant", 1, 2)
    make.next_edition(document, body="再改一次。")
    assert said(document, 3) == ("zh-hant", 1, 2)  # since the first change
    make.next_edition(document, body=before)
    assert said(document, 4) == ("zh-hant", 1, None)  # it reads as it was translated again
    assert said(document, 2) == ("zh-hant", 1, 2)  # what was said then stays


def test_a_change_of_something_else_leaves_it_in_step():
    document = translated()
    make.next_edition(document, translations={"pt": {"summary": "Um resumo melhor."}})
    assert said(document, 2) == ("zh-hant", 1, None)


def test_a_translation_brought_in_step_is_of_the_edition_that_it_is_published_with():
    document = translated()
    again = {"pt": {"body": "Mudado.", "translated_edition": None}}
    make.next_edition(document, body="改過的內文。", translations=again)
    assert said(document, 2) == ("zh-hant", 2, None)


def test_an_original_that_is_taken_out_is_an_original_that_moved_on():
    document = translated()
    services.save_document(document, by=None, translations={"zh-hant": None})
    services.save_translation(document, "pt", by=None, change_note="Sem chinês.")
    services.publish_document(document, by=None)
    assert said(document, 2) == ("zh-hant", 1, 2)


@pytest.mark.parametrize("origin", [("en", None), ("zh-hant", 7), ("pt", None)])
def test_an_original_that_is_not_there_is_refused(origin):
    document = make.draft_document(
        translations=[
            make.texts("zh-hant"),
            make.texts("pt", translated_from=origin[0], translated_edition=origin[1]),
        ]
    )
    with pytest.raises(Refused, match="Português"):
        services.publish_document(document, by=None)


def test_residents_are_told_and_can_see_what_was_changed(client):
    document = translated()
    page = client.get(f"/pt/documents/{document.pk}/").content.decode()
    assert "Traduzido de" in page
    assert 'data-kind="warning"' not in page
    make.next_edition(document, body="改過的內文。")
    page = client.get(f"/pt/documents/{document.pk}/").content.decode()
    assert 'data-kind="warning"' in page
    asked = f"/pt/documents/{document.pk}/compare/?from=1&amp;to=2&amp;language=zh-hant"
    assert asked in page
    assert "改過的內文" in client.get(asked.replace("&amp;", "&")).content.decode()
    chinese = client.get(f"/zh-hant/documents/{document.pk}/").content.decode()
    assert 'data-kind="warning"' not in chinese  # the original itself is not behind
