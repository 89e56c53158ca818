"""Background work. Tasks take ids, load, and call a service."""

from django.db import transaction
from django_tasks import task

from portal.files.models import StoredFile


@task()
def read_file(file_id: int) -> None:
    """Take the text and the preview out of a file, and index the documents that have it."""
    from infocenter.services.reading import read_stored_file

    read_stored_file(StoredFile.objects.get(pk=file_id))


def enqueue_reading(file: StoredFile) -> None:
    """Have a new file read once the transaction stands."""
    if file.text_state == "pending":
        transaction.on_commit(lambda: read_file.enqueue(file.pk))
