"""When each document changed for those who keep a copy of all."""

from datetime import datetime, timedelta

from django.utils import timezone

from infocenter.models import Document, Edition, Record

# A harvester asks for what has changed since the last answer. What was stamped before that answer
# and committed after it would be lost: stamps are later than the end of their transaction.
AHEAD = timedelta(seconds=10)


def edition_published(edition: Edition) -> None:
    """A document has a new edition."""
    _note(edition, is_deleted=False)


def document_superseded(document: Document) -> None:
    """It says now by what it is replaced."""
    _note(document.editions.current().get(), is_deleted=False)


def document_withdrawn(document: Document) -> None:
    """It is gone; that it was here stays known."""
    last = document.editions.order_by("-edition_number").first()
    if last is not None:
        _note(last, is_deleted=True)


def _note(edition: Edition, *, is_deleted: bool) -> None:
    Record.objects.update_or_create(
        document_id=edition.document_id,
        defaults={
            "edition": edition,
            "changed_at": stamp(timezone.now()),
            "is_deleted": is_deleted,
        },
    )


def stamp(now: datetime) -> datetime:
    """The second by which a change of now stands for certain."""
    return (now + AHEAD).replace(microsecond=0)
