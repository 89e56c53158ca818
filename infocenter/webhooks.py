"""What departments' systems are told of documents."""

from django.utils.translation import gettext_lazy as _

from infocenter.addresses import document as address_of
from infocenter.models import Announcement, Document, Edition, Event, Outreach
from infocenter.outreach import indexing
from portal.webhooks.services import tell

KINDS = {
    "document.published": _("A document, or a new edition of it, was published"),
    "document.superseded": _("A document was replaced by another"),
    "document.withdrawn": _("A document was withdrawn"),
    "announcement.published": _("An announcement was published"),
    "event.published": _("An event was announced"),
    "event.called_off": _("An event was called off"),
}


def edition_published(edition: Edition) -> None:
    """A document has a new edition."""
    _tell("document.published", edition.document, edition=edition.edition_number, kind=edition.kind)


def document_withdrawn(document: Document) -> None:
    """A document isn't public any more."""
    _tell("document.withdrawn", document)


def document_superseded(document: Document) -> None:
    """Another document replaces it."""
    _tell("document.superseded", document, superseded_by=document.superseded_by_id)


def outreach_shown(thing: Outreach) -> None:
    """An announcement or event begins to show."""
    if isinstance(thing, Announcement | Event):
        _tell_news(thing, "published")


def event_called_off(event: Event) -> None:
    """It doesn't take place."""
    _tell_news(event, "called_off")


def _tell_news(thing: Outreach, what: str) -> None:
    name = str(thing._meta.model_name)
    path = indexing.address(thing, "zh-hant")
    tell(f"{name}.{what}", thing.department_id, path=path, **{name: thing.pk})


def _tell(kind: str, document: Document, /, **data) -> None:
    path = address_of(document.pk, "zh-hant")
    tell(kind, document.department_id, path=path, document=document.pk, **data)
