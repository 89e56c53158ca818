"""Bytes of files in a target, by their SHA-256: each once, however many backups hold it."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from portal.backup import BackupError, manifest

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Entry:
    """One file of a backup: its bytes, its place, and by what it is known not to have changed."""

    sha256: str
    size: int
    changed: int  # nanoseconds
    path: str


def write_list(folder: Path, entries: Iterable[Entry]) -> int:
    """The files of a backup, a line each; the answer is how many."""
    lines = [f"{each.sha256}\t{each.size}\t{each.changed}\t{each.path}\n" for each in entries]
    (folder / manifest.FILES).write_text("".join(sorted(lines)), encoding="utf-8")
    return len(lines)


def read_list(folder: Path) -> Iterator[Entry]:
    """The files of a backup."""
    with (folder / manifest.FILES).open(encoding="utf-8") as lines:
        for line in lines:
            sha256, size, changed, path = line.rstrip("\n").split("\t", 3)
            yield Entry(sha256, int(size), int(changed), path)


class Pool:
    """The folder `files` of a target."""

    FOLDER = "files"

    def __init__(self, target: Path):
        self.root = target / self.FOLDER
        self.root.mkdir(parents=True, exist_ok=True)

    def location(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256

    def has(self, entry: Entry) -> bool:
        """Whether the bytes are there, as far as a look tells."""
        try:
            return self.location(entry.sha256).stat().st_size == entry.size
        except FileNotFoundError:
            return False

    def take(self, source: Path, path: str) -> Entry:
        """Keep the bytes of a file. Raises FileNotFoundError if it is gone."""
        before = source.stat()
        part = self.root / f"{uuid4().hex}.part"
        try:
            sha256, size = copy(source, part)
            target = self.location(sha256)
            if not target.exists():
                target.parent.mkdir(exist_ok=True)
                part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        return Entry(sha256, size, before.st_mtime_ns, path)

    def give(self, entry: Entry, target: Path) -> None:
        """Put the bytes of a file where it belongs. Raises BackupError if they were changed."""
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.{uuid4().hex[:8]}.part")
        try:
            sha256, _size = copy(self.location(entry.sha256), part)
            if sha256 != entry.sha256:
                raise BackupError(f"The bytes of {entry.path} in the backup were changed.")
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)

    def drop_all_but(self, needed: set[str]) -> None:
        """Remove bytes that no backup needs."""
        for each in self.root.glob("*/*"):
            if each.name not in needed:
                each.unlink()


def copy(source: Path, target: Path) -> tuple[str, int]:
    """Copy bytes, safe from a power cut; the answer is their SHA-256 and how many."""
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as read, target.open("wb") as out:
        while chunk := read.read(CHUNK):
            digest.update(chunk)
            out.write(chunk)
            size += len(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size
