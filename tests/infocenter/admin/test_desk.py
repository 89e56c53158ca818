"""The first page: what waits for whom."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from infocenter import services
from tests.factories import infocenter as make
from tests.infocenter.admin.forms import at

pytestmark = pytest.mark.django_db


def test_the_first_page_counts_the_own_department_only(client, publisher, department):
    make.document_in_review(department=department)
    make.document_in_review()
    make.draft_document(department=department, by=publisher)
    make.scheduled_document(department=department)
    yesterday = timezone.localdate() - timedelta(days=1)
    make.published_document(department=department, review_on=yesterday)
    piles = {each.key: each.count for each in client.get("/admin/").context["waiting"]}
    assert piles == {
        "returned": 0,
        "review": 1,
        "drafts": 1,
        "scheduled": 1,
        "corrections": 0,
        "behind": 0,
        "overdue": 1,
        "files": 0,
        "responses-quarantine": 0,
        "consultations-to-answer": 0,
    }


def test_a_file_that_can_not_be_read_waits_on_the_first_page(client, editor, department):
    document = make.draft_document(department=department)
    file = make.stored_file(b"%PDF-1.4 broken", "a.pdf", read=True)
    services.attach_file(document, file, name="a.pdf", by=editor)
    piles = {each.key: each for each in client.get("/admin/").context["waiting"]}
    assert [each.title for each in piles["files"].items] == [str(document)]
    assert file.explanation in client.get(at(document)).content.decode().replace("&#x27;", "'")


def test_a_file_with_tracked_changes_is_said_to_have_them(client, editor, department):
    document = make.draft_document(department=department)
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", '<w:p><w:del w:id="1">x</w:del></w:p>')
        stored = make.stored_file(file.getvalue(), "a.docx")
    services.attach_file(document, stored, name="a.docx", by=editor)
    client.cookies["django_language"] = "en"
    assert "tracked changes" in client.get(at(document)).content.decode()
