"""Work on the working copy. Residents see none of it until it is published."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter.models import Document, DocumentTranslation, Topic
from infocenter.services.publication import revise_document
from infocenter.states import Status
from portal.history.services import record
from portal.saving import editable_columns, store
from portal.workflow import Refused

LOCKED = (Status.SCHEDULED,)


@transaction.atomic
def create_document(*, by, department, translations=(), topics=(), **description) -> Document:
    """A new draft of `department`. `translations` are dicts of language, title, summary, body."""
    document = Document(department=department, created_by=by, **description)
    _store(document)
    document.topics.set(topics)
    for each in translations:
        DocumentTranslation.objects.create(document=document, **each)
    record("document.created", document, actor=by)
    return document


@transaction.atomic
def save_document(
    document: Document,
    *,
    by,
    changed: Iterable[str] = (),
    seen_version: int | None = None,
    topics: Iterable[Topic] | None = None,
    translations: dict[str, dict | None] | None = None,
) -> Document:
    """Save a changed working copy. A published document is a draft again; its edition stays public.

    `changed` names what was changed, for the history. With `seen_version`, refuses to overwrite
    what somebody else has saved since the person opened it. `translations` are the texts by
    language that changed; None takes a language version out.
    """
    changed = [*changed, *(f"text:{language}" for language in translations or {})]
    open_for_work(document, by, seen_version)
    document.updated_at = timezone.now()
    _store(document, update_fields=[*editable_columns(document), "updated_at"])
    if topics is not None:
        document.topics.set(topics)
    for language, texts in (translations or {}).items():
        _put_texts(document, language, texts)
    record("document.changed", document, actor=by, changed=sorted(changed))
    return document


@transaction.atomic
def save_translation(document: Document, language: str, *, by, **texts) -> DocumentTranslation:
    """Write the language version of a working copy: title, summary, body."""
    open_for_work(document, by)
    translation = _put_texts(document, language, texts)
    record("document.changed", document, actor=by, changed=[f"text:{language}"])
    return translation


@transaction.atomic
def delete_draft(document: Document, *, by) -> None:
    """Throw away a document that was never published. Its history stays."""
    current = Document.objects.select_for_update().get(pk=document.pk)
    if current.editions.exists():
        raise Refused(
            _("“%(title)s” has been published. Withdraw it instead.") % {"title": current}
        )
    record("document.deleted", current, actor=by)
    current.delete()


def open_for_work(document: Document, by, seen_version: int | None = None) -> None:
    """Make sure that the working copy may be changed now, and count the change."""
    current = Document.objects.select_for_update().get(pk=document.pk)
    if seen_version is not None and current.version != seen_version:
        raise Refused(
            _("Somebody else has saved this document since you opened it. Your text is below.")
        )
    if current.status in LOCKED:
        raise Refused(_("This document is scheduled. Return it to draft to change it."))
    if not current.is_unpublished_work():
        revise_document(document, by=by)
    document.status = Document.objects.values_list("status", flat=True).get(pk=document.pk)
    now = timezone.now()
    Document.objects.filter(pk=document.pk).update(version=F("version") + 1, updated_at=now)
    document.version = Document.objects.values_list("version", flat=True).get(pk=document.pk)


def _put_texts(document: Document, language: str, texts: dict | None):
    if texts is None:
        document.translations.filter(language=language).delete()
        return None
    return DocumentTranslation.objects.update_or_create(
        document=document, language=language, defaults=texts
    )[0]


def _store(document: Document, **how) -> None:
    store(document, _("This department already has a document of this number."), **how)
