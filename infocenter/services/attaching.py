"""The files of the working copy: added, named, ordered, replaced, removed."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter.models import Attachment, Document
from infocenter.services.datasets import follow_replacement
from infocenter.services.drafting import open_for_work
from infocenter.tasks import enqueue_reading
from portal.files.models import StoredFile
from portal.files.names import safe_name
from portal.history.services import record
from portal.workflow import Refused


@transaction.atomic
def attach_file(
    document: Document, file: StoredFile, *, name: str, by, language: str = "", position=None
) -> Attachment:
    """Add a stored file to the working copy, under its original `name` in any script."""
    open_for_work(document, by)
    if position is None:
        last = document.attachments.kept().aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
    attachment = Attachment.objects.create(
        document=document,
        file=file,
        name=safe_name(name),
        language=language,
        added_by=by,
        position=position,
    )
    record("document.file_added", document, actor=by, name=attachment.name, sha256=file.sha256)
    enqueue_reading(file)
    return attachment


@transaction.atomic
def describe_attachment(attachment: Attachment, *, by, **values) -> Attachment:
    """Give a file of the working copy another name, language or position."""
    open_for_work(attachment.document, by)
    if "name" in values:
        values["name"] = safe_name(values["name"])
    if not Attachment.objects.kept().filter(pk=attachment.pk).update(**values):
        raise _removed(attachment)
    for field, value in values.items():
        setattr(attachment, field, value)
    record("document.file_described", attachment.document, actor=by, file=attachment.pk, **values)
    return attachment


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by) -> None:
    """Take a file out of the working copy. Published editions keep it."""
    open_for_work(attachment.document, by)
    now = timezone.now()
    if not Attachment.objects.kept().filter(pk=attachment.pk).update(removed_at=now):
        raise _removed(attachment)
    record("document.file_removed", attachment.document, actor=by, name=attachment.name)


@transaction.atomic
def replace_attachment(attachment: Attachment, file: StoredFile, *, name: str, by) -> Attachment:
    """Put another file in the place of `attachment`."""
    remove_attachment(attachment, by=by)
    new = attach_file(
        attachment.document,
        file,
        name=name,
        by=by,
        language=attachment.language,
        position=attachment.position,
    )
    follow_replacement(attachment, new)
    return new


def _removed(attachment: Attachment) -> Refused:
    return Refused(_("“%(name)s” has already been removed.") % {"name": attachment.name})
