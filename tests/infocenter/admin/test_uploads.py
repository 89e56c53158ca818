"""Files on their way into a document."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from infocenter.models import Document
from tests.factories import infocenter as make
from tests.infocenter.admin.forms import ADD, LIST, filled, said, send

pytestmark = pytest.mark.django_db


def test_a_bad_file_is_named_and_the_others_are_kept(client, editor):
    files = [SimpleUploadedFile("good.txt", b"good"), SimpleUploadedFile("empty.txt", b"")]
    response = client.post(
        ADD, {**filled(client, ADD), "step": "save", "text-pt-title": "Aviso", "files": files}
    )
    document = Document.objects.get()
    assert [each.name for each in document.kept_attachments()] == ["good.txt"]
    assert "empty.txt" in said(client.get(response.url))


def test_an_error_loses_neither_texts_nor_files(client, editor, department):
    make.draft_document(department=department, number="7/2026")
    file = SimpleUploadedFile("annex.txt", b"annex")
    typed = {"text-pt-title": "Aviso", "text-pt-body": "Corpo", "number": "7/2026", "files": file}
    response = send(client, ADD, **typed)
    editing = response.context["editing"]
    assert "number" in response.content.decode()
    assert editing.texts[1]["body"].value() == "Corpo"
    [arrived] = editing.arrived
    typed |= {"number": "8/2026", "arrived": arrived.token}
    del typed["files"]
    send(client, ADD, **typed)
    document = Document.objects.get(number="8/2026")
    assert document.kept_attachments().get().name == "annex.txt"


def test_nobody_attaches_a_file_that_somebody_else_brought(client, editor, publisher, department):
    client.force_login(editor)
    answer = client.post(f"{LIST}files/", {"file": SimpleUploadedFile("a.txt", b"secret")})
    token = answer.json()["token"]
    client.force_login(publisher)
    for each in (token, token + "x", "nonsense"):
        send(client, ADD, **{"text-pt-title": "Aviso", "arrived": each})
    assert not any(each.attachments.exists() for each in Document.objects.all())


def test_a_dropped_file_that_is_refused_says_why(client, editor):
    answer = client.post(f"{LIST}files/", {"file": SimpleUploadedFile("empty.txt", b"")})
    assert answer.status_code == 422
    assert "empty.txt" in answer.json()["reason"]
    assert client.post(f"{LIST}files/").status_code == 400
