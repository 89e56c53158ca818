"""Making a backup: files, then the database, then the files that have come meanwhile.

A row refers to bytes that are there before it. So whatever the database refers to at its moment
was there before, and is in the first look at the files, or came while that was done, and is in
the second; even if it is removed from the portal in between.
"""

from datetime import UTC, datetime
from pathlib import Path

from django.db import connection

from portal.backup import databases, folders, left_out, manifest
from portal.backup.pool import Entry, Pool, read_list, write_list
from portal.files import storage


def make(target: Path) -> Path:
    """A new backup in the folder `target`; the answer is its folder."""
    target.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    whole = target / now.strftime("%Y-%m-%dT%H%M%S.%fZ").replace(".", "-")
    folder = whole.with_suffix(folders.PART)
    folder.mkdir(mode=0o700)
    before = folders.backups_in(target)
    known = {each.path: each for each in read_list(before[-1])} if before else {}
    entries = _take_files(Pool(target), known)
    part = databases.dump(folder)
    applied = databases.migrations()
    entries = {**entries, **_take_files(Pool(target), {**known, **entries})}
    count = write_list(folder, entries.values())
    parts = (part, folder / manifest.FILES)
    manifest.Manifest(
        made_at=now.isoformat(),
        vendor=connection.vendor,
        migrations=applied,
        parts={each.name: manifest.describe(each) for each in parts},
        files=count,
    ).write(folder)
    for each in (*parts, folder / manifest.NAME, folder):
        folders.sync(each)
    folder.rename(whole)
    folders.sync(target)
    return whole


def _take_files(pool: Pool, known: dict[str, Entry]) -> dict[str, Entry]:
    """All files of the file store by path; those that are known and unchanged aren't read."""
    root = storage.root()
    found: dict[str, Entry] = {}
    if not root.is_dir():
        return found
    for path in folders.files_below(root, left_out()):
        place = path.as_posix()
        try:
            entry = known.get(place)
            if entry is None or not _is(entry, root / path) or not pool.has(entry):
                entry = pool.take(root / path, place)
        except FileNotFoundError:
            continue  # removed since it was listed
        found[place] = entry
    return found


def _is(entry: Entry, file: Path) -> bool:
    now = file.stat()
    return (now.st_size, now.st_mtime_ns) == (entry.size, entry.changed)
