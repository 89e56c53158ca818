"""Which documents are datasets of the catalogues: those that have a file."""

from django.db.models import Exists, OuterRef

from infocenter.models import Edition, EditionFile
from infocenter.querysets import EditionQuerySet


def editions() -> EditionQuerySet:
    """What is public now and has something to download (decision 0015)."""
    files = EditionFile.objects.filter(edition=OuterRef("pk"))
    return Edition.objects.current().filter(Exists(files))
