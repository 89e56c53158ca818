"""Text out of files, and into the index."""

from django.db import transaction

from infocenter import indexing
from infocenter.models import Edition
from portal import pagecache
from portal.files.models import StoredFile
from portal.files.services import extract
from portal.files.states import TextState


def read_stored_file(file: StoredFile) -> StoredFile:
    """Read a file that wasn't read yet, then index again the public documents that have it."""
    if file.text_state == TextState.PENDING:
        file = extract(file)
    holders = Edition.objects.current().filter(files__attachment__file=file)
    refreshed = [
        indexing.refresh_document(document_id)
        for document_id in holders.order_by().values_list("document_id", flat=True).distinct()
    ]
    if any(refreshed):
        with transaction.atomic():
            pagecache.invalidate()  # pages show the preview and the number of pages
    return file
