"""Opening a document to put an error right."""

from django.db import transaction
from django.utils.translation import gettext as _

from infocenter.models import Document
from infocenter.services.drafting import open_for_work
from infocenter.states import EditionKind, Status
from portal.history.services import record
from portal.workflow import Refused


@transaction.atomic
def open_correction(document: Document, *, by, credit: str = "") -> Document:
    """Open a public document for work; its next edition is a correction, and thanks `credit`.

    What is public stays as it is until somebody publishes. An editor who is at work on it already
    goes on, and publishes the correction with the rest.
    """
    if not document.editions.current().exists():
        raise Refused(_("Only a public document can be corrected."))
    document.refresh_from_db()
    if document.status == Status.IN_REVIEW:
        raise Refused(_("This document is in review. Return it to draft to correct it."))
    open_for_work(document, by)
    Document.objects.filter(pk=document.pk).update(change_kind=EditionKind.CORRECTION)
    document.change_kind = EditionKind.CORRECTION
    if credit:
        document.translations.filter(change_credit="").update(change_credit=credit)
    record("document.correction_opened", document, actor=by)
    return document


@transaction.atomic
def take_credit_back(document: Document, credit: str) -> None:
    """Thank nobody by this name in an edition that isn't published yet."""
    document.translations.filter(change_credit=credit).update(change_credit="")
