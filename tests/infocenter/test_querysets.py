"""Which rows: what is public, what staff manage, what is due."""

from datetime import timedelta

import pytest
from django.utils import timezone

from infocenter import services
from infocenter.models import Attachment, Document, Edition
from portal.organisation.roles import EDITOR, LEADERSHIP
from tests.factories import infocenter as make
from tests.factories.organisation import department, member

pytestmark = pytest.mark.django_db


def test_one_edition_of_each_public_document_is_current():
    public = make.published_document()
    make.next_edition(public)
    superseded = make.superseded_document(successor=public)
    make.draft_document(), make.document_in_review(), make.scheduled_document()
    make.withdrawn_document()
    current = Edition.objects.current()
    assert {each.document_id for each in current} == {public.pk, superseded.pk}
    assert current.get(document=public).edition_number == 2


def test_old_editions_are_public_as_long_as_the_document_is():
    document = make.published_document()
    make.next_edition(document)
    assert Edition.objects.of_public().filter(document=document).count() == 2
    services.withdraw_document(document, by=None, reason={"en": "Wrong."})
    assert not Edition.objects.of_public().filter(document=document).exists()


def test_files_are_public_with_any_edition_of_a_public_document():
    document = make.published_document(files=["a.txt"])
    first = make.file_of(document)
    services.replace_attachment(first, make.stored_file(), name="b.txt", by=None)
    assert list(Attachment.objects.published()) == [first]
    make.next_edition(document)
    assert Attachment.objects.published().count() == 2
    services.withdraw_document(document, by=None, reason={"en": "Wrong."})
    assert not Attachment.objects.published().exists()


def test_staff_manage_the_documents_of_their_department():
    own, other = department("OWN"), department("OTHER")
    mine = make.draft_document(department=own)
    theirs = make.draft_document(department=other)
    assert list(Document.objects.managed_by(member(EDITOR, own))) == [mine]
    assert set(Document.objects.managed_by(member(LEADERSHIP, own))) == {mine, theirs}


def test_what_is_due():
    document = make.scheduled_document()
    assert not Document.objects.due().exists()
    assert Document.objects.due(timezone.now() + timedelta(days=2)).get() == document


def test_narrowing_down_by_several_things_at_once():
    water = make.topic("water")
    found = make.published_document(
        type="law", topics=[water, make.topic("air")], languages=("zh-hant", "pt"),
        files=["a.csv", "b.csv"], issue_date="2026-05-01",
    )  # fmt: skip
    make.published_document(type="law", issue_date="2026-05-01")
    rows = Edition.objects.current().narrowed(
        type=("law",), topic=(water.pk,), year=(2026,), language=("pt", "zh-hant"),
        format=("table",), department=(found.department_id,),
    )  # fmt: skip
    assert [each.document_id for each in rows] == [found.pk]  # once, not once for each match


def test_the_title_that_a_reader_is_shown():
    make.published_document(languages=("zh-hant", "en"))
    edition = Edition.objects.titled("pt").get()
    assert edition.shown_title == edition.translations.get(language="en").title
