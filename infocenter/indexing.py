"""What of a document goes into the search index."""

from infocenter.models import Document, Edition


def index_edition(edition: Edition) -> None:
    """Put the current edition into the search index, one entry for each language version."""


def unindex_document(document: Document) -> None:
    """Take everything of a document out of the search index."""
