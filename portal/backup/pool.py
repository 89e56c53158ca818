"""Bytes of files in a target, by their SHA-256: each once, however many backups hold it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.backup import BackupError
from portal.backup.arrivals import Arrivals


@dataclass(frozen=True)
class Entry:
    """One file of a backup: its bytes, its place, and by what it is known not to have changed."""

    sha256: str
    size: int
    changed: int  # nanoseconds
    path: str


def write_list(file: Path, entries: Iterable[Entry]) -> int:
    """The files of a backup, a line each as they come; the answer is how many."""
    count = 0
    with file.open("w", encoding="utf-8") as lines:
        for each in entries:
            lines.write(f"{each.sha256}\t{each.size}\t{each.changed}\t{each.path}\n")
            count += 1
    return count


def read_list(file: Path) -> Iterator[Entry]:
    """The files of a backup, one at a time: there may be millions."""
    with file.open(encoding="utf-8") as lines:
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

    def take(self, source: Path, path: str, arrivals: Arrivals) -> Entry:
        """Keep the bytes of a file. Raises FileNotFoundError if it is gone."""
        before = source.stat()
        part, sha256, size = arrivals.copy(source)
        entry = Entry(sha256, size, before.st_mtime_ns, path)
        if self.has(entry):
            part.unlink()
        else:
            arrivals.place(part, self.location(sha256))
        return entry

    def give(self, entry: Entry, target: Path, arrivals: Arrivals) -> None:
        """Put the bytes of a file where it belongs. Raises BackupError if they were changed."""
        part, sha256, _size = arrivals.copy(self.location(entry.sha256))
        if sha256 != entry.sha256:
            raise BackupError(f"The bytes of {entry.path} in the backup were changed.")
        arrivals.place(part, target)

    def drop_all_but(self, needed: set[str]) -> None:
        """Remove bytes that no backup needs."""
        for each in self.root.glob("*/*"):
            if each.name not in needed:
                each.unlink()
