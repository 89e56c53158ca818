"""Pages about a document: history, deletion; and what holds for all of them."""

import pytest

from infocenter import services
from infocenter.models import Document
from tests.factories import infocenter as make
from tests.factories import organisation
from tests.infocenter.admin.forms import ADD, LIST, at

pytestmark = pytest.mark.django_db


def test_history_of_a_document_is_told_in_words(client, publisher, department):
    document = make.document_in_review(department=department, by=publisher)
    services.return_document(document, by=publisher, reason="Add the annex.")
    page = client.get(at(document, "history")).content.decode()
    assert "Add the annex." in page
    assert "Returned to draft" in page
    assert "document.returned" not in page


def test_staff_choose_a_language_that_only_admin_remembers(client, editor):
    response = client.post("/admin/language/", {"language": "pt", "next": "/admin/"})
    assert response.cookies["django_language"]["path"] == "/admin/"
    assert 'lang="pt"' in client.get("/admin/").content.decode()


def test_a_draft_is_deleted_by_an_administrator_a_public_document_by_nobody(client, department):
    client.force_login(organisation.user(is_superuser=True))
    draft, public = make.draft_document(), make.published_document()
    client.post(at(draft, "delete"), {"post": "yes"})
    assert client.post(at(public, "delete"), {"post": "yes"}).status_code == 403
    assert list(Document.objects.all()) == [public]


def test_no_admin_page_has_inline_script_or_style(client, publisher, department):
    document = make.draft_document(department=department, files=["a.txt"])
    for address in ("/admin/", LIST, ADD, at(document), at(document, "history"), f"{LIST}review/"):
        page = client.get(address).content.decode()
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page
        assert "<script>" not in page
