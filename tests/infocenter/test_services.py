"""The verbs of the information centre, one behaviour each."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from infocenter import services
from infocenter.models import Document, Edition
from infocenter.states import Status
from portal.history.models import Event
from portal.history.verifying import first_break
from portal.workflow import Refused
from tests.factories import infocenter as make
from tests.factories.organisation import user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def verbs(document):
    return [each.verb for each in reversed(Event.objects.about(document))]


def test_publishing_makes_a_current_edition_and_history():
    document = make.document_in_review(languages=("zh-hant", "pt"), files=["a.txt"])
    publisher = user()
    edition = services.publish_document(document, by=publisher)
    assert list(Edition.objects.current()) == [edition]
    assert edition.translations.count() == 2
    assert edition.files.get().sha256 == document.kept_attachments()[0].file.sha256
    assert verbs(document)[-2:] == ["document.submitted", "document.published"]
    assert first_break() is None


def test_what_is_published_is_what_was_saved_last_not_what_was_read_first():
    document = make.draft_document(number="1/2026")
    stale = Document.objects.get(pk=document.pk)
    document.number = "2/2026"
    services.save_document(document, by=None, changed=["number"])
    edition = services.publish_document(stale, by=None)
    assert edition.number == "2/2026"


def test_who_looked_at_an_older_version_does_not_publish():
    document = make.document_in_review()
    seen = document.version
    services.save_translation(document, "zh-hant", by=None, title="改")
    with pytest.raises(Refused, match="since you opened it"):
        services.publish_document(document, by=None, seen_version=seen)
    assert not Edition.objects.exists()


def test_who_looked_before_it_was_returned_does_not_publish():
    document = make.document_in_review()
    stale, seen = Document.objects.get(pk=document.pk), document.version
    services.return_document(document, by=None, reason="Add the annex.")
    with pytest.raises(Refused):
        services.publish_document(stale, by=None, seen_version=seen)


def test_the_clock_leaves_alone_what_was_returned_to_draft_meanwhile(monkeypatch):
    document = make.scheduled_document()
    late = timezone.now() + timedelta(days=2)
    listed = list(Document.objects.due(late))
    services.return_document(document, by=None, reason="Wrong annex.")
    monkeypatch.setattr(Document.objects.all().__class__, "due", lambda self, now=None: listed)
    assert services.publish_due(late) == 0
    assert not Edition.objects.exists()


def test_the_clock_publishes_once_at_the_time_that_was_set():
    at = timezone.now() + timedelta(hours=1)
    document = make.scheduled_document(at=at)
    assert services.publish_due() == 0
    assert services.publish_due(at) == 1
    assert services.publish_due(at) == 0
    assert Edition.objects.current().get().published_at == at
    document.refresh_from_db()
    assert document.status == Status.PUBLISHED
    assert document.scheduled_for is None


def test_a_past_time_can_not_be_scheduled():
    document = make.draft_document()
    with pytest.raises(Refused, match="future"):
        services.schedule_document(document, by=None, at=timezone.now())


def test_a_scheduled_document_is_not_changed():
    document = make.scheduled_document()
    with pytest.raises(Refused, match="scheduled"):
        services.save_translation(document, "zh-hant", by=None, title="改")


def test_a_return_needs_a_reason():
    document = make.document_in_review()
    with pytest.raises(Refused, match="reason"):
        services.return_document(document, by=None, reason=" ")
    services.return_document(document, by=None, reason="Add the annex.")
    assert (document.status, document.status_reason) == (Status.DRAFT, "Add the annex.")


def test_an_editor_takes_a_draft_back_from_review():
    document = make.document_in_review()
    services.retract_document(document, by=None)
    assert document.status == Status.DRAFT
    assert verbs(document)[-1] == "document.retracted"


def test_changing_a_published_document_leaves_the_public_edition_as_it_was():
    document = make.published_document()
    before = Edition.objects.current().get().translations.get().title
    services.save_translation(document, "zh-hant", by=None, title="新")
    document.refresh_from_db()
    assert document.status == Status.DRAFT
    assert Edition.objects.current().get().translations.get().title == before


def test_the_next_edition_needs_a_change_note_in_some_language_and_clears_it():
    document = make.published_document(languages=("zh-hant", "pt"))
    services.revise_document(document, by=None)
    with pytest.raises(Refused, match="change note"):
        services.publish_document(document, by=None)
    document.refresh_from_db()
    document.change_kind = "correction"
    told = {"change_note": "A figure was wrong.", "change_credit": "A reader"}
    services.save_document(document, by=None, translations={"pt": told})
    edition = services.publish_document(document, by=None)
    assert (edition.edition_number, edition.kind) == (2, "correction")
    published = {each.language: each for each in edition.translations.all()}
    assert (published["pt"].change_note, published["pt"].credit) == tuple(told.values())
    assert (published["zh-hant"].change_note, published["zh-hant"].credit) == ("", "")
    assert Edition.objects.current().get() == edition
    document.refresh_from_db()
    assert document.change_kind == "update"
    for each in document.translations.all():
        assert (each.change_note, each.change_credit) == ("", "")


def test_the_first_edition_tells_of_no_change():
    texts = make.texts("pt", change_note="Nothing yet.", change_credit="Nobody")
    edition = make.published_document(translations=[texts]).editions.get()
    assert edition.translations.get().change_note == ""
    assert edition.translations.get().credit == ""


def test_a_document_without_a_title_is_not_submitted_or_published():
    document = make.draft_document(translations=[make.texts("pt", title=" ")])
    for verb in (services.submit_document, services.publish_document):
        with pytest.raises(Refused, match="title"):
            verb(document, by=None)


def test_withdrawing_needs_a_reason_and_leaves_nothing_current():
    document = make.published_document()
    with pytest.raises(Refused, match="reason"):
        services.withdraw_document(document, by=None, reason={"pt": " ", "en": ""})
    assert Edition.objects.current().exists()
    reasons = {"pt": "Publicado por engano.", "en": "Published by mistake.", "zh-hant": " "}
    services.withdraw_document(document, by=None, reason=reasons)
    assert not Edition.objects.current().exists()
    document.refresh_from_db()
    assert document.withdrawal_reason_pt == "Publicado por engano."
    assert document.withdrawal_reason_en == "Published by mistake."
    assert document.withdrawal_reason_zh_hant == ""
    assert document.status_reason == "Publicado por engano."
    event = Event.objects.about(document).first()
    assert event.reason == "Publicado por engano."
    assert event.reasons == [("pt", "Publicado por engano."), ("en", "Published by mistake.")]


def test_a_withdrawn_document_comes_back_with_a_new_edition():
    document = make.withdrawn_document()
    edition = make.next_edition(document)
    document.refresh_from_db()
    assert Edition.objects.current().get() == edition
    assert (document.withdrawn_at, document.withdrawal_reason_en) == (None, "")


def test_a_draft_can_not_be_withdrawn():
    with pytest.raises(Refused, match="public"):
        services.withdraw_document(make.draft_document(), by=None, reason={"en": "x"})


def test_superseding_points_to_a_public_successor_only():
    document, successor = make.published_document(), make.published_document()
    with pytest.raises(Refused, match="itself"):
        services.supersede_document(document, by=None, successor=document)
    with pytest.raises(Refused, match="public yet"):
        services.supersede_document(document, by=None, successor=make.draft_document())
    services.supersede_document(document, by=None, successor=successor)
    assert document.superseded_by == successor
    assert Edition.objects.current().get(document=document).is_superseded


def test_two_documents_do_not_supersede_each_other():
    document = make.superseded_document()
    with pytest.raises(Refused, match="itself superseded"):
        services.supersede_document(document.superseded_by, by=None, successor=document)


def test_a_number_that_somebody_else_took_is_an_answer():
    first = make.draft_document(number="1/2026")
    with pytest.raises(Refused, match="number"):
        make.draft_document(number="1/2026", department=first.department)
    second = make.draft_document(department=first.department)
    second.number = "1/2026"
    with pytest.raises(Refused, match="number"):
        services.save_document(second, by=None)


def test_saving_puts_in_and_takes_out_language_versions_with_one_event():
    document = make.draft_document(languages=("zh-hant", "pt"))
    before = Event.objects.count()
    texts = {"pt": None, "en": {"title": "Notice", "summary": "", "body": ""}}
    services.save_document(document, by=None, translations=texts)
    assert set(document.translations.values_list("language", flat=True)) == {"zh-hant", "en"}
    assert Event.objects.count() == before + 1


def test_two_editors_do_not_overwrite_each_other():
    document = make.draft_document()
    seen = document.version
    services.save_document(document, by=None, seen_version=seen)
    with pytest.raises(Refused, match="Somebody else"):
        services.save_document(document, by=None, seen_version=seen)


def test_a_removed_file_stays_in_the_editions_that_have_it():
    document = make.published_document(files=["a.txt"])
    attachment = make.file_of(document)
    services.remove_attachment(attachment, by=None)
    assert not document.kept_attachments().exists()
    assert Edition.objects.current().get().files.get().attachment == attachment
    with pytest.raises(Refused, match="already been removed"):
        services.remove_attachment(attachment, by=None)


def test_a_replaced_file_keeps_its_place_and_language():
    document = make.draft_document(files=["a.txt", "b.txt"])
    first = make.file_of(document)
    services.describe_attachment(first, by=None, language="pt", name="first.txt")
    services.replace_attachment(first, make.stored_file(), name="new.txt", by=None)
    kept = list(document.kept_attachments())
    assert [(each.name, each.language) for each in kept] == [("new.txt", "pt"), ("b.txt", "")]


def test_a_file_name_never_holds_a_path():
    document = make.draft_document(files=["../../etc/passwd"])
    attachment = make.file_of(document)
    assert "/" not in attachment.name
    services.describe_attachment(attachment, by=None, name="a/b\x00\u202ec.pdf")
    attachment.refresh_from_db()
    assert attachment.name == "a_bc.pdf"


def test_a_draft_that_was_never_public_is_deleted_and_its_history_stays():
    document = make.draft_document(files=["a.txt"])
    key = document.pk
    services.delete_draft(document, by=None)
    assert not Document.objects.filter(pk=key).exists()
    assert Event.objects.filter(object_id=key, verb="document.deleted").exists()
    with pytest.raises(Refused, match="has been published"):
        services.delete_draft(make.withdrawn_document(), by=None)


def test_a_topic_that_editions_have_is_not_deleted():
    topic = make.topic()
    make.published_document(topics=[topic])
    with pytest.raises(Refused, match="used"):
        services.delete_topic(topic, by=None)
