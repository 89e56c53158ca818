"""Making a backup: files, then the database, then the files that have come meanwhile.

A row refers to bytes that are there before it. So whatever the database refers to at its moment
was there before, and is in the first look at the files, or came while that was done, and is in
the second; even if it is removed from the portal in between.

Looks and lists go through the files in one order, side by side, so that memory doesn't grow with
their number.
"""

import heapq
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from django.db import connection

from portal.backup import databases, folders, left_out, manifest, programs
from portal.backup.arrivals import Arrivals, sync_file_system
from portal.backup.pool import Entry, Pool, read_list, write_list
from portal.files import storage

FIRST_LOOK = "files-before.txt"
ARRIVING = "arriving"


def make(target: Path) -> Path:
    """A new backup in the folder `target`; the answer is its folder."""
    programs.refuse_unfit()
    target.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    whole = target / now.strftime("%Y-%m-%dT%H%M%S.%fZ").replace(".", "-")
    folder = whole.with_suffix(folders.PART)
    folder.mkdir(mode=0o700)
    first = _first_look(target, folder)
    part = databases.dump(folder)
    applied = databases.migrations()
    count = _second_look(target, folder, first)
    parts = (part, folder / manifest.FILES)
    manifest.Manifest(
        made_at=now.isoformat(),
        vendor=connection.vendor,
        migrations=applied,
        parts={each.name: manifest.describe(each) for each in parts},
        files=count,
    ).write(folder)
    sync_file_system(folder)
    folder.rename(whole)
    folders.sync(target)
    return whole


def _first_look(target: Path, folder: Path) -> Path:
    """Keep all files, and list them; those of the backup before that are unchanged aren't read."""
    before = folders.backups_in(target)
    known = read_list(before[-1] / manifest.FILES) if before else iter(())
    listed = folder / FIRST_LOOK
    with Arrivals(folder / ARRIVING) as arrivals:
        found = _look(Pool(target), known, arrivals)
        write_list(listed, (entry for entry, is_there in found if is_there))
    return listed


def _second_look(target: Path, folder: Path, first: Path) -> int:
    """The same again, with those that are gone since the first look; how many there are."""
    with Arrivals(folder / ARRIVING) as arrivals:
        found = _look(Pool(target), read_list(first), arrivals)
        count = write_list(folder / manifest.FILES, (entry for entry, _is_there in found))
    first.unlink()
    return count


def _look(pool: Pool, known: Iterable[Entry], arrivals: Arrivals) -> Iterator[tuple[Entry, bool]]:
    """All files of the file store and all that are known, in order, and whether each is there."""
    root = storage.root()
    for path, is_there, entry in _side_by_side(folders.files_below(root, left_out()), known):
        if is_there:
            try:
                if entry is None or not _is(entry, root / path) or not pool.has(entry):
                    entry = pool.take(root / path, path, arrivals)
            except FileNotFoundError:
                is_there = False  # removed since it was listed
        if entry is not None:
            yield entry, is_there


def _side_by_side(
    paths: Iterable[str], known: Iterable[Entry]
) -> Iterator[tuple[str, bool, Entry | None]]:
    """Each path once: whether it is among `paths`, and what is known of it."""
    there = ((path, None) for path in paths)
    listed = ((entry.path, entry) for entry in known)
    both = heapq.merge(there, listed, key=lambda each: each[0].split("/"))
    for path, found in groupby(both, key=lambda each: each[0]):
        entries = [entry for _path, entry in found]
        yield path, None in entries, next((each for each in entries if each), None)


def _is(entry: Entry, file: Path) -> bool:
    now = file.stat()
    return (now.st_size, now.st_mtime_ns) == (entry.size, entry.changed)
