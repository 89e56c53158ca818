"""One act on many documents."""

import pytest

from infocenter.models import Edition
from infocenter.states import Status
from tests.factories import infocenter as make
from tests.infocenter.admin.forms import LIST, said

pytestmark = pytest.mark.django_db


def bulk(client, action, documents, **more):
    ticked = [each.pk for each in documents]
    return client.post(LIST, {"action": action, "_selected_action": ticked, **more}, follow=True)


def test_many_are_published_at_once_and_each_outcome_is_told(client, publisher, department):
    good = make.document_in_review(department=department)
    bad = make.draft_document(department=department, translations=[make.texts("pt", title="")])
    page = bulk(client, "publish_many", [good, bad])
    assert "1 document done" in said(page)
    assert "1 document not done" in said(page)
    assert "needs a title" in said(page)
    assert Edition.objects.current().get().document == good


def test_bulk_actions_ask_for_the_reason_and_reach_no_other_department(
    client, publisher, department
):
    own = make.published_document(department=department)
    other = make.published_document()
    page = bulk(client, "withdraw_many", [own, other])
    assert [each.pk for each in page.context["documents"]] == [own.pk]
    page = bulk(client, "withdraw_many", [own, other], asked=1)
    assert "Please give a reason" in page.content.decode()
    assert [each.pk for each in page.context["documents"]] == [own.pk]
    reason = {"withdrawal_reason_zh_hant": "數字有誤。"}
    bulk(client, "withdraw_many", [own, other], asked=1, **reason)
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.status, other.status) == (Status.WITHDRAWN, Status.PUBLISHED)
    assert own.withdrawal_reason_zh_hant == "數字有誤。"


def test_many_are_returned_with_one_reason(client, publisher, department):
    documents = [make.document_in_review(department=department) for _each in range(2)]
    assert (
        "Please give a reason" in bulk(client, "return_many", documents, asked=1).content.decode()
    )
    bulk(client, "return_many", documents, asked=1, reason="No annex.")
    for document in documents:
        document.refresh_from_db()
        assert (document.status, document.status_reason) == (Status.DRAFT, "No annex.")


def test_topics_of_many_change(client, editor, department):
    topic = make.topic()
    documents = [make.draft_document(department=department) for _each in range(2)]
    bulk(client, "change_topics", documents, asked=1, topics=[topic.slug])
    assert all(list(each.topics.all()) == [topic] for each in documents)


def test_an_editor_sees_no_action_of_a_publisher(client, editor, department):
    make.draft_document(department=department)
    actions = client.get(LIST).context["action_form"].fields["action"].choices
    assert {value for value, _words in actions} == {"", "submit_many", "change_topics"}
