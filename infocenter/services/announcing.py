"""Telling subscribers what became of documents and news, in the transaction that makes it so."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from infocenter.models import Document, Edition, Outreach
from portal import labels
from portal.subscriptions import happenings
from portal.subscriptions.kinds import Subject

OLD = timedelta(days=7)  # what was published elsewhere before is no news


def edition_published(edition: Edition) -> None:
    """A new document, a new edition, or a correction."""
    if edition.published_at > timezone.now() - OLD:
        _tell(edition, edition.kind, f"edition-{edition.edition_number}", _notes(edition))


def document_superseded(document: Document) -> None:
    """Another document replaces it."""
    edition = document.editions.current().get()
    _tell(edition, "superseded", f"superseded-{document.version}")


def document_withdrawn(document: Document) -> None:
    """What was its current edition until now is taken down."""
    edition = document.editions.latest("edition_number")
    columns = labels.columns("withdrawal_reason")
    reasons = {code: getattr(document, column) for code, column in columns}
    _tell(edition, "withdrawn", f"withdrawn-{document.version}", reasons)


def outreach_shown(thing: Outreach) -> None:
    """An announcement, event or campaign begins to show."""
    if thing.published_at and thing.published_at > timezone.now() - OLD:
        _tell_news(thing, "published")


def event_called_off(event: Outreach, reasons: Mapping[str, str]) -> None:
    """It doesn't take place."""
    _tell_news(event, "called_off", reasons)


def _notes(edition: Edition) -> dict[str, str]:
    return dict(edition.translations.values_list("language", "change_note"))


def _tell(edition: Edition, event: str, once: str, notes: Mapping[str, str] | None = None) -> None:
    topics = edition.topics.values_list("pk", flat=True)
    happenings.tell(
        "document",
        edition.document_id,
        event,
        once=once,
        titles=dict(edition.translations.values_list("language", "title")),
        notes=notes,
        subjects=[
            Subject("department", str(edition.department_id)),
            *(Subject("topic", str(pk)) for pk in topics),
        ],
    )


def _tell_news(thing: Outreach, event: str, notes: Mapping[str, str] | None = None) -> None:
    topics = thing.topics.order_by("pk").values_list("pk", flat=True)
    happenings.tell(
        str(thing._meta.model_name),
        thing.pk,
        event,
        once=f"{event}-{thing.version}",
        titles=dict(thing.translations.values_list("language", "title")),
        notes=notes,
        subjects=[
            Subject("news", "all"),
            Subject("department", str(thing.department_id)),
            *(Subject("topic", str(pk)) for pk in topics),
        ],
    )
