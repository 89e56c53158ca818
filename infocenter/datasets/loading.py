"""Reading a table without trusting its file: a child process does it, and may fail."""

import hashlib
import json
import os
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from infocenter.datasets import store
from infocenter.datasets.reading.job import PARQUET, RESULT, Choices, Job, Read
from portal import confined
from portal.files import storage


@dataclass(frozen=True)
class Outcome:
    """What became of it: `read` says all; the Parquet is in its place if there is no failure."""

    read: Read
    sha256: str = ""
    size: int = 0
    key: str = field(default="")


def load(sha256: str, size: int, media_type: str, choices: dict) -> Outcome:
    """Read a stored file. Always answers, whatever the file does."""
    if size > settings.FAROL_DATASETS_MAX_MB * confined.MEGABYTE:
        most = settings.FAROL_DATASETS_MAX_MB
        return Outcome(Read(failure={"code": "too_large", "most": most}))
    path = storage.location(sha256)
    if not path.is_file():
        return Outcome(Read(failure={"code": "missing"}))
    with tempfile.TemporaryDirectory(dir=storage.incoming(), suffix=".table") as folder:
        job = Job(
            path=str(path.absolute()),
            media_type=media_type,
            folder=folder,
            seconds=settings.FAROL_DATASETS_LOAD_SECONDS,
            memory_mb=settings.FAROL_DATASETS_LOAD_MEMORY_MB,
            threads=os.cpu_count() or 1,
            most_rows=settings.FAROL_DATASETS_MAX_ROWS,
            most_columns=settings.FAROL_DATASETS_MAX_COLUMNS,
            time_zone=settings.TIME_ZONE,
            choices=Choices.of(choices),
        )
        read = _answer(job, confined.run(_command(job), folder, job.seconds))
        if read.failure:
            return Outcome(read)
        return _placed(read, Path(folder) / PARQUET, store.key_of(sha256, choices))


def _command(job: Job) -> list[str]:
    return [sys.executable, "-P", "-s", "-m", "infocenter.datasets.reading.child", job.to_json()]


def _answer(job: Job, code: int | None) -> Read:
    """What the child wrote; if it wrote nothing, what its end tells."""
    try:
        return Read(**json.loads((Path(job.folder) / RESULT).read_bytes()))
    except (OSError, ValueError, TypeError, RecursionError):
        pass  # it ended before it could answer
    if confined.ran_out_of_time(code):
        return Read(failure={"code": "time"})
    if confined.ran_out_of_memory(code, job.folder):
        return Read(failure={"code": "memory"})
    return Read(failure={"code": "crashed"})


def _placed(read: Read, made: Path, key: str) -> Outcome:
    """Move the Parquet to its place, whole."""
    digest, size = _digest(made), made.stat().st_size
    made.chmod(0o644)
    with made.open("rb") as file:
        os.fsync(file.fileno())
    storage.place(made, store.location(key))
    return Outcome(read, digest, size, key)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
