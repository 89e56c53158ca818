"""Reading the text in a file without trusting it: a child process does it, and may fail."""

import json
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from portal import confined
from portal.confined import MEGABYTE
from portal.files import containers, storage
from portal.files.reading.job import DRAWN_PAGES, RESULT, Found, Job, picture
from portal.files.states import FINAL, TextState
from portal.files.types import TEXTS

READABLE = {
    *TEXTS,
    "application/pdf",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/epub+zip",
    containers.OLE,
}
_READABLE_FAMILIES = (
    "application/vnd.openxmlformats-officedocument.",
    "application/vnd.oasis.opendocument.",
)
_PREVIEW_LIMIT = 2 * MEGABYTE


@dataclass(frozen=True)
class Outcome:
    """What became of the attempt."""

    state: str
    message: str = ""
    text: str = ""
    pages: int | None = None
    encoding: str = ""
    drawn_pages: int = 0


def can_read(media_type: str) -> bool:
    """Whether files of this type may hold text for us."""
    return media_type in READABLE or media_type.startswith(_READABLE_FAMILIES)


def run(sha256: str, size: int, media_type: str) -> Outcome:
    """Read a stored file. Always answers, whatever the file does."""
    if not can_read(media_type):
        return Outcome(TextState.UNSUPPORTED)
    if size == 0:
        return Outcome(TextState.BROKEN, "zero_bytes")
    if size > settings.FAROL_EXTRACT_MAX_MB * MEGABYTE:
        return Outcome(TextState.TOO_LARGE)
    path = storage.location(sha256)
    if not path.is_file():
        return Outcome(TextState.BROKEN, "missing")
    outcome = _attempt(path, sha256, media_type)
    if outcome.message == "crashed":  # the file's fault, or that of a machine short of something
        outcome = _attempt(path, sha256, media_type)
    return outcome


def _attempt(path: Path, sha256: str, media_type: str) -> Outcome:
    """Let one child read the file, in a folder of its own."""
    with tempfile.TemporaryDirectory(dir=storage.incoming(), suffix=".reading") as folder:
        job = Job(
            path=str(path.absolute()),
            media_type=media_type,
            folder=folder,
            seconds=settings.FAROL_EXTRACT_SECONDS,
            memory_mb=settings.FAROL_EXTRACT_MEMORY_MB,
            max_characters=settings.FAROL_EXTRACT_MAX_CHARACTERS,
        )
        outcome = answer(job, run_child(job))
        if outcome.state in (TextState.OK, TextState.NO_TEXT):
            return replace(outcome, drawn_pages=_keep_pictures(sha256, Path(folder)))
        return outcome


def child_command(job: Job) -> list[str]:
    """How the child is started: from our folder alone, not from where the file lies."""
    return [sys.executable, "-P", "-s", "-m", "portal.files.extract_child", job.to_json()]


def run_child(job: Job) -> int | None:
    """The child's exit code; None if its time ran out. Nothing of it is left running."""
    return confined.run(child_command(job), job.folder, job.seconds + 1)


def answer(job: Job, code: int | None) -> Outcome:
    """What the child wrote; if it wrote nothing, what its end tells."""
    # The child's answer is trusted no more than the file.
    with suppress(OSError, ValueError, TypeError, RecursionError):
        found = Found(**json.loads((Path(job.folder) / RESULT).read_bytes()))
        if found.state in FINAL and found.is_well_formed():
            return Outcome(**vars(found))
    if confined.ran_out_of_time(code):
        return Outcome(TextState.TIMED_OUT)
    if confined.ran_out_of_memory(code, job.folder):
        return Outcome(TextState.TOO_LARGE, "memory")
    return Outcome(TextState.BROKEN, "crashed")


def _keep_pictures(sha256: str, folder: Path) -> int:
    """Keep the pictures that the child drew, as far as they are some; of how many pages."""
    for page in range(1, DRAWN_PAGES + 1):
        if not _keep_picture(folder / picture(page), storage.preview_location(sha256, page)):
            return page - 1
    return DRAWN_PAGES


def _keep_picture(drawn: Path, place: Path) -> bool:
    try:
        with drawn.open("rb") as file:
            head = file.read(12)
        if head[:4] != b"RIFF" or head[8:] != b"WEBP" or drawn.stat().st_size > _PREVIEW_LIMIT:
            return False
        drawn.chmod(0o644)
        storage.place(drawn, place)
    except OSError:
        return False
    return True
