"""Files that get their names once their bytes have reached the disk: many at a time.

Waiting for the disk is what copying many small files takes: one wait for hundreds of them makes it
ten times as quick, and as safe from a power cut.
"""

import ctypes
import hashlib
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

CHUNK = 1024 * 1024
TOGETHER = 500  # files that wait for the disk at once

_libc = ctypes.CDLL(None, use_errno=True)


class Arrivals:
    """A folder for what is on its way, on the file system to which it goes; gone at the end."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._waiting: list[tuple[Path, Path]] = []

    def __enter__(self) -> Self:
        shutil.rmtree(self.folder, ignore_errors=True)  # what somebody left who was killed
        self.folder.mkdir(parents=True)
        return self

    def __exit__(
        self, kind: type | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if problem is None:
                self.settle()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def copy(self, source: Path) -> tuple[Path, str, int]:
        """Copy bytes; the answer is the copy, their SHA-256 and how many. Give it a place next."""
        part = self.folder / uuid4().hex
        digest, size = hashlib.sha256(), 0
        with source.open("rb") as read, part.open("wb") as out:
            while chunk := read.read(CHUNK):
                digest.update(chunk)
                out.write(chunk)
                size += len(chunk)
        return part, digest.hexdigest(), size

    def place(self, part: Path, target: Path) -> None:
        """Have a copy get its name, soon: when it and others have reached the disk."""
        self._waiting.append((part, target))
        if len(self._waiting) >= TOGETHER:
            self.settle()

    def settle(self) -> None:
        """Wait for the disk, and give all that waits its names."""
        sync_file_system(self.folder)
        for part, target in self._waiting:
            target.parent.mkdir(parents=True, exist_ok=True)
            part.replace(target)
        self._waiting.clear()


def sync_file_system(folder: Path) -> None:
    """See that everything written to the file system of a folder has reached the disk."""
    if not hasattr(_libc, "syncfs"):  # it is Linux's own
        os.sync()
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if _libc.syncfs(handle):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    finally:
        os.close(handle)
