"""The buttons of a working copy."""

from datetime import timedelta

import pytest
from django.utils import timezone

from infocenter.models import Edition
from infocenter.states import Status
from portal.organisation.roles import EDITOR
from tests.factories import infocenter as make
from tests.factories import organisation
from tests.infocenter.admin.forms import at, said, send

pytestmark = pytest.mark.django_db


def test_an_editor_has_no_button_to_publish_and_can_not_force_it(client, editor, department):
    document = make.draft_document(department=department)
    response = client.get(at(document))
    assert set(response.context["steps"]) == {"submit"}
    send(client, at(document), "publish")
    assert not Edition.objects.exists()


def test_a_publisher_publishes_what_was_typed(client, publisher, department):
    document = make.draft_document(department=department)
    send(client, at(document), "publish", **{"text-zh-hant-title": "新標題"})
    assert Edition.objects.current().get().translations.get().title == "新標題"


def test_scheduling_takes_the_time_of_the_portal(client, publisher, department):
    document = make.draft_document(department=department)
    when = timezone.localtime() + timedelta(days=2)
    send(client, at(document), "schedule", publish_at=when.strftime("%Y-%m-%dT%H:%M"))
    document.refresh_from_db()
    assert document.status == Status.SCHEDULED
    assert document.scheduled_for == when.replace(second=0, microsecond=0)


def test_scheduling_without_a_time_or_in_the_past_says_so(client, publisher, department):
    document = make.draft_document(department=department)
    for when, words in (("", "what time"), ("2020-01-01T10:00", "future")):
        response = send(client, at(document), "schedule", publish_at=when)
        assert words in said(client.get(response.url))
    document.refresh_from_db()
    assert document.status == Status.DRAFT


def test_returning_needs_a_reason_and_shows_it_to_the_editor(client, publisher, department):
    editor = organisation.member(EDITOR, department)
    document = make.document_in_review(department=department, by=editor)
    response = send(client, at(document), "return")
    assert "reason" in said(client.get(response.url))
    send(client, at(document), "return", reason="Add the annex.")
    client.force_login(editor)
    assert "Add the annex." in client.get("/admin/").content.decode()
    assert "Add the annex." in client.get(at(document)).content.decode()


def test_withdrawing_gives_the_public_reason(client, publisher, department):
    document = make.published_document(department=department)
    page = client.get(at(document)).content.decode()
    for code, lang, name in (
        ("zh_hant", "zh-Hant", "繁體中文"),
        ("pt", "pt", "Português"),
        ("en", "en", "English"),
        ("zh_hans", "zh-Hans", "简体中文"),
    ):
        assert f'<label for="id_withdrawal_reason_{code}" lang="{lang}">{name}</label>' in page
    reasons = {
        "withdrawal_reason_pt": "Publicado por engano.",
        "withdrawal_reason_en": "Published by mistake.",
    }
    send(client, at(document), "withdraw", **reasons)
    document.refresh_from_db()
    assert document.status == Status.WITHDRAWN
    assert document.withdrawal_reason_pt == "Publicado por engano."
    history = client.get(at(document, "history")).content.decode()
    assert '<p lang="pt">Publicado por engano.</p>' in history
    assert '<p lang="en">Published by mistake.</p>' in history


def test_withdrawing_without_a_reason_gives_the_form_back_as_it_was_filled_in(
    client, publisher, department
):
    document = make.published_document(department=department)
    typed = {"text-zh-hant-title": "新標題", "withdrawal_reason_pt": "  "}
    response = send(client, at(document), "withdraw", **typed)
    page = response.content.decode()
    assert "Please give a reason, in one language at least." in page
    assert 'value="新標題"' in page
    document.refresh_from_db()
    assert document.status == Status.PUBLISHED
    assert document.translations.get().title != "新標題"


def test_another_step_keeps_a_reason_that_was_typed_and_asks_for_none(
    client, publisher, department
):
    document = make.published_document(department=department)
    make.draft_document(department=department, number="7/2026")
    typed = {"number": "7/2026", "withdrawal_reason_pt": "Por engano."}
    page = send(client, at(document), "save", **typed).content.decode()
    assert "Por engano.</textarea>" in page
    assert "Please give a reason" not in page


def test_a_successor_is_found_by_words_of_its_title_and_marked(client, publisher, department):
    old = make.published_document(department=department)
    texts = [make.texts("pt", title="Regulamento do mercado")]
    new = make.published_document(translations=texts)
    page = client.get(at(old, "supersede"), {"q": "mercado"})
    assert [each.document_id for each in page.context["found"]] == [new.pk]
    client.post(at(old, "supersede"), {"successor": new.pk, "version": old.version})
    old.refresh_from_db()
    assert old.superseded_by == new


def test_in_review_an_editor_reads_and_takes_back(client, editor, department):
    document = make.document_in_review(department=department, by=editor)
    response = client.get(at(document))
    assert response.context["editing"].locked
    forced = send(client, at(document), **{"text-zh-hant-title": "改"})
    assert forced.status_code == 403
    assert document.translations.get().title != "改"
    send(client, at(document), "retract")
    document.refresh_from_db()
    assert document.status == Status.DRAFT
