"""From draft to public and back: states, editions, history and index in one transaction."""

from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter import editions, indexing
from infocenter.models import Document, Edition
from infocenter.states import DOCUMENT_TRANSITIONS, EditionKind
from portal import pagecache
from portal.history.services import record
from portal.workflow import Refused, advance


@transaction.atomic
def submit_document(document: Document, *, by) -> Document:
    """Ask a publisher to review the draft."""
    editions.check_publishable(document)
    advance(document, DOCUMENT_TRANSITIONS["submit"], status_reason="")
    record("document.submitted", document, actor=by)
    return document


@transaction.atomic
def return_document(document: Document, *, by, reason: str) -> Document:
    """Give the draft back to its editor, with what is missing."""
    advance(
        document,
        DOCUMENT_TRANSITIONS["return"],
        reason=reason,
        status_reason=reason,
        scheduled_for=None,
    )
    record("document.returned", document, actor=by, reason=reason)
    return document


@transaction.atomic
def schedule_document(document: Document, *, by, at: datetime) -> Document:
    """Have it published at `at` by the clock (`run_due`)."""
    if at <= timezone.now():
        raise Refused(_("The time of publication must be in the future."))
    editions.check_publishable(document)
    advance(document, DOCUMENT_TRANSITIONS["schedule"], scheduled_for=at, status_reason="")
    record("document.scheduled", document, actor=by, scheduled_for=at.isoformat())
    return document


@transaction.atomic
def publish_document(document: Document, *, by, at: datetime | None = None) -> Edition:
    """Make an edition of the working copy, and show it.

    `by` is None when the clock does it. `at` is the moment of publication (for content that was
    published elsewhere before), now by default. The next edition's kind, note and credit are taken
    from the working copy and cleared there. Raises Refused when it isn't ready or somebody was first.
    """
    editions.check_publishable(document)
    kind, note, credit = document.change_kind, document.change_note, document.change_credit
    advance(
        document,
        DOCUMENT_TRANSITIONS["publish"],
        scheduled_for=None,
        status_reason="",
        withdrawn_at=None,
        withdrawal_reason="",
        superseded_by=None,
        change_kind=EditionKind.UPDATE,
        change_note="",
        change_credit="",
    )
    edition = editions.make(document, by=by, at=at or timezone.now(), kind=kind, note=note, credit=credit)
    indexing.index_edition(edition)
    record(
        "document.published",
        document,
        actor=by,
        published_at=edition.published_at.isoformat(),
        edition=edition.edition_number,
        sha256=edition.sha256,
    )
    pagecache.invalidate()
    return edition


def publish_due(now: datetime | None = None) -> int:
    """Publish every scheduled document whose time has come; the number published. Safe to repeat."""
    published = 0
    for document in Document.objects.due(now):
        try:
            publish_document(document, by=None, at=document.scheduled_for)
        except (Refused, ObjectDoesNotExist):
            continue  # another run, or a publisher, was first
        published += 1
    return published


@transaction.atomic
def revise_document(document: Document, *, by) -> Document:
    """Open a published document for work. What is public stays as it is."""
    advance(document, DOCUMENT_TRANSITIONS["revise"])
    record("document.revised", document, actor=by)
    return document


@transaction.atomic
def withdraw_document(document: Document, *, by, reason: str) -> Document:
    """Take a public document down. Its page stays and says so, with the public `reason`."""
    if not document.editions.current().exists():
        raise Refused(_("Only a public document can be withdrawn."))
    now = timezone.now()
    advance(
        document,
        DOCUMENT_TRANSITIONS["withdraw"],
        reason=reason,
        status_reason=reason,
        withdrawn_at=now,
        withdrawal_reason=reason,
        scheduled_for=None,
    )
    document.editions.current().update(is_current=False)
    indexing.unindex_document(document)
    record("document.withdrawn", document, actor=by, reason=reason)
    pagecache.invalidate()
    return document


@transaction.atomic
def supersede_document(document: Document, *, by, successor: Document) -> Document:
    """Mark a public document as replaced by another public one, to which its page points."""
    if successor.pk == document.pk:
        raise Refused(_("A document can't supersede itself."))
    if not successor.editions.current().exists():
        raise Refused(_("The successor isn't public yet. Publish it first."))
    advance(document, DOCUMENT_TRANSITIONS["supersede"], superseded_by=successor)
    document.editions.current().update(is_superseded=True)
    indexing.index_edition(document.editions.current().get())
    record("document.superseded", document, actor=by, successor=successor.pk)
    pagecache.invalidate()
    return document
