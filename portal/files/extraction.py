"""Reading the text in a file without trusting it: a child process does it, and may fail."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from portal.files import containers, storage
from portal.files.extract_child import MEGABYTE
from portal.files.reading.job import PREVIEW, RESULT, Found, Job
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
# What native code says when it runs into the memory limit, just before it ends itself.
_OUT_OF_MEMORY = (b"memory allocation of", b"MemoryError", b"bad_alloc", b"Out of memory", b"OOM")


@dataclass(frozen=True)
class Outcome:
    """What became of the attempt."""

    state: str
    message: str = ""
    text: str = ""
    pages: int | None = None
    encoding: str = ""
    has_preview: bool = False


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
            return _with_preview(outcome, sha256, Path(folder) / PREVIEW)
        return outcome


def _environment(folder: str) -> dict[str, str]:
    """No secrets for the child, and no more threads than it needs."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(settings.BASE_DIR),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        "HOME": folder,
        "TMPDIR": folder,
        "MALLOC_ARENA_MAX": "1",
        "RAYON_NUM_THREADS": "1",
        "TOKIO_WORKER_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def child_command(job: Job) -> list[str]:
    """How the child is started: from our folder alone, not from where the file lies."""
    return [sys.executable, "-P", "-s", "-m", "portal.files.extract_child", job.to_json()]


def run_child(job: Job) -> int | None:
    """The child's exit code; None if its time ran out. Nothing of it is left running."""
    with (Path(job.folder) / "errors").open("wb") as errors:
        child = subprocess.Popen(
            child_command(job),
            cwd=job.folder,
            env=_environment(job.folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
        try:
            return child.wait(timeout=job.seconds + 1)
        except subprocess.TimeoutExpired:
            return None
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def answer(job: Job, code: int | None) -> Outcome:
    """What the child wrote; if it wrote nothing, what its end tells."""
    try:
        found = Found(**json.loads((Path(job.folder) / RESULT).read_bytes()))
        if found.state in FINAL and found.is_well_formed():
            return Outcome(**vars(found))
    except (OSError, ValueError, TypeError, RecursionError):
        pass  # the child's answer is trusted no more than the file
    if code is None or code == -signal.SIGXCPU:
        return Outcome(TextState.TIMED_OUT)
    errors = _errors(job)
    if code == -signal.SIGKILL or any(sign in errors for sign in _OUT_OF_MEMORY):
        return Outcome(TextState.TOO_LARGE, "memory")
    return Outcome(TextState.BROKEN, "crashed")


def _errors(job: Job) -> bytes:
    with (Path(job.folder) / "errors").open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - 64 * 1024))
        return file.read()


def _with_preview(outcome: Outcome, sha256: str, drawn: Path) -> Outcome:
    """Keep the picture that the child drew, if it is one."""
    try:
        with drawn.open("rb") as file:
            head = file.read(12)
        if head[:4] != b"RIFF" or head[8:] != b"WEBP" or drawn.stat().st_size > _PREVIEW_LIMIT:
            return outcome
        drawn.chmod(0o644)
        storage.place(drawn, storage.preview_location(sha256))
    except OSError:
        return outcome
    return Outcome(**{**vars(outcome), "has_preview": True})
