"""What departments' systems are told of documents."""

from django.utils.translation import gettext_lazy as _

from infocenter.addresses import document as address_of
from infocenter.models import Document, Edition
from portal.webhooks.services import tell

KINDS = {
    "document.published": _("A document, or a new edition of it, was published"),
    "document.superseded": _("A document was replaced by another"),
    "document.withdrawn": _("A document was withdrawn"),
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


def _tell(kind: str, document: Document, /, **data) -> None:
    path = address_of(document.pk, "zh-hant")
    tell(kind, document.department_id, path=path, document=document.pk, **data)
