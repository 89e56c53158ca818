"""Verbs on stored files: take bytes in, read the text in them."""

from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from portal.files import extraction, intake, storage
from portal.files.models import StoredFile


def store(source: UploadedFile | Path | object, name: str | None = None) -> StoredFile:
    """Keep the bytes of an upload, a path or an open file; the same bytes are kept once.

    Raises Refused, naming the file, if it is empty, too large or of a type that isn't accepted.
    Whoever attaches the file has its text read afterwards (`extract`, in a background task).
    """
    with intake.arriving(source, name) as arrival:
        storage.place(arrival.part, storage.location(arrival.sha256))
    file, _created = StoredFile.objects.get_or_create(
        sha256=arrival.sha256,
        defaults={"size": arrival.size, "media_type": arrival.media_type},
    )
    return file


def extract(file: StoredFile) -> StoredFile:
    """Read the text and draw the first page, in a child process. Never fails; may run again."""
    return record(file, extraction.run(file.sha256, file.size, file.media_type))


def record(file: StoredFile, outcome: extraction.Outcome) -> StoredFile:
    """Save what became of reading a file."""
    file.text_state = outcome.state
    file.text_message = outcome.message
    file.text = outcome.text
    file.pages = outcome.pages
    file.encoding = outcome.encoding
    file.preview = file.preview_path if outcome.has_preview else ""
    file.extracted_at = timezone.now()
    file.save(
        update_fields=[
            "text_state",
            "text_message",
            "text",
            "pages",
            "encoding",
            "preview",
            "extracted_at",
        ]
    )
    return file
