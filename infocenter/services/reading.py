"""Text out of files, and into the index."""

from django.db import transaction

from infocenter import indexing
from infocenter.models import Edition
from portal import pagecache
from portal.files.models import StoredFile
from portal.files.services import extract


def read_stored_file(file: StoredFile) -> StoredFile:
    """Extract the file's text, then index again the public documents that have it."""
    file = extract(file)
    with transaction.atomic():
        for edition in Edition.objects.current().filter(files__sha256=file.sha256).distinct():
            indexing.index_edition(edition)
        pagecache.invalidate()
    return file
