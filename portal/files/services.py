"""Verbs on stored files: take bytes in, read the text in them, remove what nobody kept."""

from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from portal.files import extraction, intake, storage
from portal.files.models import StoredFile

HELD = timedelta(days=7)  # so long a file that has arrived waits for somebody to attach it
ABANDONED = HELD + timedelta(days=1)


def store(source: UploadedFile | Path | object, name: str | None = None) -> StoredFile:
    """Keep the bytes of an upload, a path or an open file; the same bytes are kept once.

    Raises Refused, naming the file, if it is empty, too large or of a type that isn't accepted.
    Whoever attaches the file has its text read afterwards (`extract`, in a background task).
    """
    with intake.arriving(source, name) as arrival, transaction.atomic():
        # The row first: as long as we hold it, nobody removes the bytes.
        file, _created = StoredFile.objects.update_or_create(
            sha256=arrival.sha256,
            defaults={"stored_at": timezone.now()},
            create_defaults={"size": arrival.size, "media_type": arrival.media_type},
        )
        storage.place(arrival.part, storage.location(arrival.sha256))
    return file


def remove_abandoned() -> int:
    """Remove the files that nobody attached in time; how many it was. Safe to repeat."""
    before = timezone.now() - ABANDONED
    found = list(StoredFile.objects.abandoned(before).values_list("pk", flat=True))
    return sum(_remove_if_abandoned(pk, before) for pk in found)


@transaction.atomic
def _remove_if_abandoned(pk: int, before: datetime) -> bool:
    """Lock the row, and look again: somebody may have brought or attached the file since."""
    files = StoredFile.objects.without_text().filter(pk=pk)
    files.select_for_update().first()  # alone: the next query sees what was done while it waited
    file = files.abandoned(before).first()
    if file is None:
        return False
    file.delete()
    storage.remove(file.sha256)
    return True


def extract(file: StoredFile) -> StoredFile:
    """Read the text and draw the first page, in a child process. Never fails; may run again."""
    return record(file, extraction.run(file.sha256, file.size, file.media_type))


def record(file: StoredFile, outcome: extraction.Outcome) -> StoredFile:
    """Save what became of reading a file, if it wasn't removed meanwhile."""
    values = {
        "text_state": outcome.state,
        "text_message": outcome.message,
        "text": outcome.text,
        "pages": outcome.pages,
        "encoding": outcome.encoding,
        "preview": file.preview_path if outcome.drawn_pages else "",
        "drawn_pages": outcome.drawn_pages,
        "extracted_at": timezone.now(),
    }
    StoredFile.objects.filter(pk=file.pk).update(**values)
    for name, value in values.items():
        setattr(file, name, value)
    return file
