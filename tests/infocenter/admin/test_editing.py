"""A working copy in the hands of its editors."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from infocenter import services
from infocenter.models import Document, Edition
from infocenter.states import Status
from portal.organisation.roles import LEADERSHIP
from tests.factories import infocenter as make
from tests.factories import organisation
from tests.infocenter.admin.forms import ADD, at, filled, said, send

pytestmark = pytest.mark.django_db


def test_a_new_document_is_written_with_files_and_submitted(client, editor):
    files = [SimpleUploadedFile(f"附件{n}.txt", b"%d" % n) for n in range(3)]
    response = send(
        client, ADD, "submit", **{"text-pt-title": "Aviso", "files": files, "number": "1/2026"}
    )
    document = Document.objects.get()
    assert response.url == at(document)
    assert document.status == Status.IN_REVIEW
    assert document.created_by == editor
    assert [each.name for each in document.kept_attachments()] == [
        "附件0.txt",
        "附件1.txt",
        "附件2.txt",
    ]


def test_opening_and_saving_nothing_changes_nothing(client, publisher, department):
    document = make.published_document(department=department, languages=("zh-hant", "pt"))
    send(client, at(document))
    document.refresh_from_db()
    assert document.status == Status.PUBLISHED


def test_what_is_saved_stays_when_publishing_is_refused(client, publisher, department):
    document = make.published_document(department=department)
    response = send(client, at(document), "publish", **{"text-zh-hant-title": "新標題"})
    assert "change note" in said(client.get(response.url))
    assert document.translations.get().title == "新標題"
    assert Edition.objects.count() == 1
    typed = {"text-zh-hant-change_note": "更正標題。", "change_kind": "correction"}
    send(client, at(document), "publish", **typed)
    edition = Edition.objects.current().get()
    assert edition.kind == "correction"
    assert edition.translations.get().change_note == "更正標題。"


def test_the_second_who_saves_is_told_and_keeps_the_text(client, editor, department):
    document = make.draft_document(department=department)
    data = filled(client, at(document))
    services.save_translation(document, "zh-hant", by=None, title="別人的標題")
    response = client.post(at(document), {**data, "text-zh-hant-title": "我的標題", "step": "save"})
    page = response.content.decode()
    assert response.context["editing"].is_conflict
    assert "我的標題" in page
    assert "別人的標題" in page
    assert document.translations.get().title == "別人的標題"
    data |= {"version": response.context["editing"].seen_version, "step": "save"}
    client.post(at(document), {**data, "text-zh-hant-title": "我的標題"})
    assert document.translations.get().title == "我的標題"


def test_files_are_renamed_ordered_replaced_and_removed(client, editor, department):
    document = make.draft_document(department=department, files=["a.txt", "b.txt", "c.txt"])
    a, b, c = (each.pk for each in document.kept_attachments())
    send(
        client,
        at(document),
        **{
            f"file-{a}-position": 3,
            f"file-{b}-name": "second.txt",
            f"file-{b}-language": "pt",
            f"file-{c}-remove": "on",
            f"file-{b}-replacement": SimpleUploadedFile("newer.txt", b"newer"),
        },
    )
    kept = [(each.name, each.language) for each in document.kept_attachments()]
    assert kept == [("newer.txt", "pt"), ("a.txt", "")]


def test_a_file_name_with_a_path_is_refused(client, editor, department):
    document = make.draft_document(department=department, files=["a.txt"])
    name = f"file-{document.kept_attachments()[0].pk}-name"
    response = send(client, at(document), **{name: "../x"})
    assert response.status_code == 200
    assert document.kept_attachments()[0].name == "a.txt"


def test_what_changes_is_asked_in_each_language_once_there_is_an_edition(
    client, publisher, department
):
    draft = make.draft_document(department=department)
    public = make.published_document(department=department)
    asked = 'name="text-pt-change_note"'
    assert asked not in client.get(ADD).content.decode()
    assert asked not in client.get(at(draft)).content.decode()
    assert asked in client.get(at(public)).content.decode()


def test_a_note_in_a_language_without_text_is_an_error_that_loses_nothing(
    client, publisher, department
):
    document = make.published_document(department=department)
    typed = {
        "text-zh-hant-title": "新標題",
        "text-pt-change_note": "Corrige o título.",
        "text-en-change_credit": "A reader",
    }
    response = send(client, at(document), "publish", **typed)
    editing = response.context["editing"]
    page = response.content.decode()
    assert page.count("There is no text in this language.") >= 2
    assert 'href="#id_text-pt-change_note"' in page
    by_language = {form.language: form for form in editing.texts}
    assert by_language["pt"]["change_note"].value() == "Corrige o título."
    assert by_language["en"]["change_credit"].value() == "A reader"
    assert by_language["zh-hant"]["title"].value() == "新標題"
    assert not by_language["pt"].is_written
    assert document.translations.get().title != "新標題"
    assert Edition.objects.count() == 1


def test_leadership_reads_and_changes_nothing(client, department):
    client.force_login(organisation.member(LEADERSHIP, organisation.department("GM")))
    document = make.draft_document(department=department)
    assert client.get(at(document)).context["steps"] == {}
    send(client, at(document), "save", **{"text-zh-hant-title": "改"})
    send(client, at(document), "publish")
    document.refresh_from_db()
    assert document.title() != "改"
    assert document.status == Status.DRAFT
    assert client.get(ADD).status_code == 403
