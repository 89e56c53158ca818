"""The review queue."""

import pytest

from infocenter import services
from infocenter.models import Edition
from infocenter.states import Status
from tests.factories import infocenter as make
from tests.infocenter.admin.forms import LIST

pytestmark = pytest.mark.django_db


def test_the_review_queue_shows_differences_and_decides(client, publisher, department):
    first = make.published_document(
        department=department, translations=[make.texts("pt", body="Abre às oito.")]
    )
    texts = {"body": "Abre às nove.", "change_note": "O horário."}
    services.save_translation(first, "pt", by=None, **texts)
    services.submit_document(first, by=None)
    second = make.document_in_review(department=department)
    elsewhere = make.document_in_review()
    page = client.get(f"{LIST}review/")
    assert {each.document for each in page.context["waiting"]} == {first, second}
    assert "<del>oito</del><ins>nove</ins>" in page.content.decode()
    assert '<span lang="pt">O horário.</span>' in page.content.decode()
    decision = {f"version-{each.pk}": each.version for each in (first, second)}
    client.post(f"{LIST}review/", {**decision, "decision": f"publish-{first.pk}"})
    reason = {f"reason-{second.pk}": "No annex."}
    client.post(f"{LIST}review/", {**decision, **reason, "decision": f"return-{second.pk}"})
    refused = client.post(f"{LIST}review/", {"decision": f"publish-{elsewhere.pk}"})
    for each in (first, second, elsewhere):
        each.refresh_from_db()
    assert first.status == Status.PUBLISHED
    assert (second.status, second.status_reason) == (Status.DRAFT, "No annex.")
    assert (refused.status_code, elsewhere.status) == (403, Status.IN_REVIEW)


def test_the_queue_does_not_approve_what_changed_since_it_was_shown(client, publisher, department):
    document = make.document_in_review(department=department)
    seen = document.version
    services.save_translation(document, "zh-hant", by=None, body="改")
    decision = {"decision": f"publish-{document.pk}", f"version-{document.pk}": seen}
    client.post(f"{LIST}review/", decision)
    assert not Edition.objects.exists()
