"""Work on the working copy. Residents see none of it until it is published."""

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter.models import Attachment, Document, DocumentTranslation
from infocenter.services.publication import revise_document
from infocenter.states import Status
from infocenter.tasks import enqueue_reading
from portal.files.models import StoredFile
from portal.history.services import record
from portal.workflow import Refused

LOCKED = (Status.SCHEDULED,)


@transaction.atomic
def create_document(*, by, department, translations=(), topics=(), **description) -> Document:
    """A new draft of `department`. `translations` are dicts of language, title, summary, body."""
    document = Document.objects.create(department=department, created_by=by, **description)
    document.topics.set(topics)
    for each in translations:
        DocumentTranslation.objects.create(document=document, **each)
    record("document.created", document, actor=by)
    return document


@transaction.atomic
def save_document(document: Document, *, by, changed=(), seen_version: int | None = None) -> Document:
    """Save a changed working copy. A published document goes back to draft; its edition stays public.

    `changed` names what was changed, for the history. With `seen_version`, refuses to overwrite what
    somebody else has saved since the person opened it.
    """
    _open_for_work(document, by, seen_version)
    document.updated_at = timezone.now()
    document.save(update_fields=_editable_fields(document))
    record("document.changed", document, actor=by, changed=sorted(changed))
    return document


@transaction.atomic
def save_translation(document: Document, language: str, *, by, **texts) -> DocumentTranslation:
    """Write the language version of a working copy: title, summary, body."""
    _open_for_work(document, by)
    translation, _made = DocumentTranslation.objects.update_or_create(
        document=document, language=language, defaults=texts
    )
    record("document.changed", document, actor=by, changed=[f"text:{language}"])
    return translation


@transaction.atomic
def attach_file(
    document: Document, file: StoredFile, *, name: str, by, language: str = "", position=None
) -> Attachment:
    """Add a stored file to the working copy, under its original `name` in any script."""
    _open_for_work(document, by)
    if position is None:
        last = document.attachments.kept().aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
    attachment = Attachment.objects.create(
        document=document, file=file, name=name, language=language, added_by=by, position=position
    )
    record("document.file_added", document, actor=by, name=name, sha256=file.sha256)
    enqueue_reading(file)
    return attachment


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by) -> None:
    """Take a file out of the working copy. Published editions keep it."""
    _open_for_work(attachment.document, by)
    removed = Attachment.objects.filter(pk=attachment.pk, removed_at__isnull=True).update(
        removed_at=timezone.now()
    )
    if not removed:
        raise Refused(_("“%(name)s” has already been removed.") % {"name": attachment.name})
    record("document.file_removed", attachment.document, actor=by, name=attachment.name)


@transaction.atomic
def replace_attachment(attachment: Attachment, file: StoredFile, *, name: str, by) -> Attachment:
    """Put another file in the place of `attachment`."""
    remove_attachment(attachment, by=by)
    return attach_file(
        attachment.document,
        file,
        name=name,
        by=by,
        language=attachment.language,
        position=attachment.position,
    )


def _open_for_work(document: Document, by, seen_version: int | None = None) -> None:
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
    Document.objects.filter(pk=document.pk).update(
        version=F("version") + 1, updated_at=timezone.now()
    )
    document.version = current.version + 1


def _editable_fields(document: Document) -> list[str]:
    """Columns that a working copy's form may change; states move through services only."""
    return [
        field.name
        for field in document._meta.concrete_fields
        if field.editable and not field.primary_key
    ] + ["updated_at"]
