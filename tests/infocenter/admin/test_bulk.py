"""One act on many documents."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

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
    old = make.topic()
    documents[0].topics.add(old)
    page = bulk(client, "change_topics", documents, asked=1, add=[old.slug], take=[old.slug])
    assert "added and taken away" in page.content.decode()
    bulk(client, "change_topics", documents, asked=1, add=[topic.slug], take=[old.slug])
    assert all(list(each.topics.all()) == [topic] for each in documents)


def test_licence_and_review_of_many_change_and_are_published_if_the_person_may(
    client, publisher, department
):
    public = make.published_document(department=department, languages=("zh-hant", "pt"))
    at_work = make.next_draft(make.published_document(department=department))
    other = make.published_document()
    typed = {"asked": 1, "licence": "cc0", "review_on": "2027-05-01", "publish": "on"}
    page = bulk(client, "change_facts", [public, at_work, other], **typed)
    assert "residents read it" in page.content.decode()  # nothing is published without a word
    assert [each.pk for each in page.context["documents"]] == [at_work.pk, public.pk]
    page = bulk(client, "change_facts", [public, at_work], **typed, **{"note-en": "Licence."})
    assert "Somebody is at work on it" in said(page)
    edition = public.editions.current().get()
    assert (edition.edition_number, edition.licence) == (2, "cc0")
    assert edition.review_on.isoformat() == "2027-05-01"
    assert edition.translations.get(language="zh-hant").change_note == "Licence."
    assert at_work.editions.current().get().licence != "cc0"


def test_a_file_is_replaced_everywhere_by_whoever_may(client, publisher, department):
    shared = b"The old form.\n"
    own = [
        make.published_document(department=department, files=[("form.txt", shared)])
        for _each in range(2)
    ]
    other = make.published_document(files=[("form.txt", shared)])
    address = reverse(
        "admin:infocenter_document_everywhere", args=[own[0].pk, make.file_of(own[0]).pk]
    )
    page = client.get(address).content.decode()
    assert "2 documents of yours hold it" in page
    assert "1 document of another department" in page
    ticked = [each.pk for each in own]
    new = SimpleUploadedFile("form-2.txt", b"The new form.\n")
    page = client.post(address, {"upload": new, "documents": ticked, "step": "look"})
    token = page.context["arrived"].token
    assert make.file_of(own[0]).name == "form.txt"  # nothing is done before it is confirmed
    typed = {"arrived": token, "step": "replace", "publish": "on", "note-pt": "Novo impresso."}
    client.post(address, {**typed, "documents": [*ticked, other.pk]})
    for each in own:
        edition = each.editions.current().get()
        assert [file.name for file in edition.files.all()] == ["form-2.txt"]
        assert edition.edition_number == 2
    assert other.editions.current().get().files.get().name == "form.txt"


def test_an_editor_sees_no_action_of_a_publisher(client, editor, department):
    make.draft_document(department=department)
    actions = client.get(LIST).context["action_form"].fields["action"].choices
    own = {"", "submit_many", "change_topics", "change_facts", "as_sheet"}
    assert {value for value, _words in actions} == own
