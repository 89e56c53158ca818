"""Background work. Tasks take ids, load, and call a service."""

from django.db import transaction
from django.utils.translation import override
from django_tasks import task

from infocenter.models import Table
from infocenter.search.meaning import embedders
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


@task(priority=-5)
def read_table(table_id: int) -> None:
    """Read a table into rows that can be queried."""
    from infocenter.services.datasets import load_table

    table = Table.objects.filter(pk=table_id).first()
    if table is not None:
        load_table(table)


def enqueue_table(table: Table) -> None:
    """Have a table read once the transaction stands."""
    transaction.on_commit(lambda: read_table.enqueue(table.pk))


@task()
def unpack_sheet(sheet_id: int, language: str) -> None:
    """Store the files of the archive that came with a spreadsheet; say in a language what fails."""
    from infocenter.models import DocumentSheet
    from infocenter.services.sheets import unpack_sheet as unpack

    with override(language):
        unpack(DocumentSheet.objects.select_related("archive").get(pk=sheet_id))


def enqueue_unpacking(sheet_id: int, language: str) -> None:
    """Have a large archive unpacked once the transaction stands."""
    transaction.on_commit(lambda: unpack_sheet.enqueue(sheet_id, language))


@task(priority=-10)
def embed(kind: str, object_id: int) -> None:
    """Give the passages of something public their vectors."""
    from infocenter.search.meaning.store import embed_waiting

    embed_waiting(kind, object_id)


def enqueue_embedding(kind: str, object_id: int) -> None:
    """Have new texts found by meaning too, once the transaction stands."""
    if embedders.expected():
        transaction.on_commit(lambda: embed.enqueue(kind, object_id))
