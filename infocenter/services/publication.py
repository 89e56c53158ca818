"""From draft to public and back: states, editions, history and index in one transaction."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter import editions, indexing, published
from infocenter.datasets import indexing as datasets
from infocenter.models import Document, DocumentTranslation, Edition
from infocenter.states import DOCUMENT_TRANSITIONS, EditionKind, Status
from portal import labels, pagecache
from portal.history.services import record
from portal.workflow import Refused, advance, take


@transaction.atomic
def submit_document(document: Document, *, by, seen_version: int | None = None) -> Document:
    """Ask a publisher to review the draft."""
    _take(document, seen_version)
    editions.check_publishable(document)
    _advance(document, "submit", status_reason="")
    record("document.submitted", document, actor=by)
    return document


@transaction.atomic
def retract_document(document: Document, *, by, seen_version: int | None = None) -> Document:
    """Take one's draft back from review, to go on with it."""
    _take(document, seen_version)
    _advance(document, "retract", status_reason="")
    record("document.retracted", document, actor=by)
    return document


@transaction.atomic
def return_document(
    document: Document, *, by, reason: str, seen_version: int | None = None
) -> Document:
    """Give the draft back to its editor, with what is missing."""
    _take(document, seen_version)
    _advance(document, "return", reason=reason, status_reason=reason, scheduled_for=None)
    record("document.returned", document, actor=by, reason=reason)
    return document


@transaction.atomic
def schedule_document(
    document: Document, *, by, at: datetime, seen_version: int | None = None
) -> Document:
    """Have it published at `at` by the clock (`run_due`)."""
    if at <= timezone.now():
        raise Refused(_("The time of publication must be in the future."))
    _take(document, seen_version)
    editions.check_publishable(document)
    _advance(document, "schedule", scheduled_for=at, status_reason="")
    record("document.scheduled", document, actor=by, scheduled_for=at.isoformat())
    return document


@transaction.atomic
def publish_document(
    document: Document, *, by, at: datetime | None = None, seen_version: int | None = None
) -> Edition:
    """Make an edition of the saved working copy, and show it.

    `by` is None when the clock does it. `at` is the moment of publication (for content that was
    published elsewhere before), now by default. The edition's kind, notes and credits are taken
    from the working copy and cleared there. Raises Refused when it isn't ready or somebody was
    first.
    """
    _take(document, seen_version)
    editions.check_publishable(document)
    kind = document.change_kind
    _advance(
        document,
        "publish",
        scheduled_for=None,
        status_reason="",
        withdrawn_at=None,
        superseded_by=None,
        change_kind=EditionKind.UPDATE,
        **_withdrawal_reasons({}),
    )
    at = at or timezone.now()
    edition = editions.make(document, by=by, at=at, kind=kind)
    document.translations.update(**dict.fromkeys(DocumentTranslation.CHANGE, ""))
    indexing.index_edition(edition)
    datasets.refresh(document.pk)
    record(
        "document.published",
        document,
        actor=by,
        at=at,
        edition=edition.edition_number,
        sha256=edition.sha256,
    )
    published.tell(edition)
    pagecache.invalidate()
    return edition


def publish_due(now: datetime | None = None) -> int:
    """Publish every scheduled document whose time has come; how many it was. Safe to repeat."""
    published = 0
    for document in Document.objects.due(now):
        try:
            _publish_by_the_clock(document, now or timezone.now())
        except (Refused, ObjectDoesNotExist):
            continue  # another run, or a publisher, was first; or it isn't ready after all
        published += 1
    return published


@transaction.atomic
def _publish_by_the_clock(document: Document, now: datetime) -> None:
    """Publish it if it is still due: it may have been returned to draft since it was listed."""
    _take(document)
    at = document.scheduled_for
    if document.status != Status.SCHEDULED or at is None or at > now:
        raise Refused(_("This document is no longer scheduled."))
    publish_document(document, by=None, at=at)


@transaction.atomic
def revise_document(document: Document, *, by) -> Document:
    """Open a published document for work. What is public stays as it is."""
    document.version = _lock(document).version  # what was changed in memory stays, to be saved
    _advance(document, "revise", status_reason="")
    record("document.revised", document, actor=by)
    return document


@transaction.atomic
def withdraw_document(
    document: Document, *, by, reason: Mapping[str, str], seen_version: int | None = None
) -> Document:
    """Take a public document down. Its page stays and says so, with the reason for residents.

    `reason` are texts by language, of which one is enough.
    """
    _take(document, seen_version)
    if not document.editions.current().exists():
        raise Refused(_("Only a public document can be withdrawn."))
    reasons = {code: words.strip() for code, words in reason.items() if words.strip()}
    best = labels.best(reasons, settings.LANGUAGE_CODE)
    _advance(
        document,
        "withdraw",
        reason=best,
        status_reason=best,
        withdrawn_at=timezone.now(),
        scheduled_for=None,
        **_withdrawal_reasons(reasons),
    )
    document.editions.current().update(is_current=False)
    indexing.unindex_document(document)
    datasets.refresh(document.pk)
    record("document.withdrawn", document, actor=by, reason=best, reasons=reasons)
    published.tell_withdrawn(document)
    pagecache.invalidate()
    return document


@transaction.atomic
def supersede_document(
    document: Document, *, by, successor: Document, seen_version: int | None = None
) -> Document:
    """Mark a public document as replaced by another public one, to which its page points."""
    _take(document, seen_version)
    if successor.pk == document.pk:
        raise Refused(_("A document can't supersede itself."))
    shown = successor.editions.current().first()
    if shown is None:
        raise Refused(_("The successor isn't public yet. Publish it first."))
    if shown.is_superseded:
        raise Refused(
            _("The successor is itself superseded. Choose the document that replaces it.")
        )
    _advance(document, "supersede", superseded_by=successor)
    document.editions.current().update(is_superseded=True)
    indexing.index_edition(document.editions.current().get())
    datasets.refresh(document.pk)
    record("document.superseded", document, actor=by, successor=successor.pk)
    published.tell_superseded(document)
    pagecache.invalidate()
    return document


def _lock(document: Document) -> Document:
    """The row as it is now, which nobody else changes until this transaction ends."""
    return Document.objects.select_for_update().get(pk=document.pk)


def _take(document: Document, seen_version: int | None = None) -> None:
    """Lock the row as the person saw it."""
    changed = _(
        "Somebody else has changed this document since you opened it. Look at it again first."
    )
    take(document, seen_version, changed)


def _withdrawal_reasons(reasons: Mapping[str, str]) -> dict[str, str]:
    """The columns of the reason that residents read, one per language."""
    return {column: reasons.get(code, "") for code, column in labels.columns("withdrawal_reason")}


def _advance(document: Document, step: str, **changes) -> None:
    """Move the locked document; a move counts as a change, so that stale pages can't act."""
    advance(document, DOCUMENT_TRANSITIONS[step], version=document.version + 1, **changes)
