"""Verifying a backup, and bringing it back: nothing is touched before all of it is found whole."""

from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from portal.backup import BackupError, databases, folders, left_out, manifest
from portal.backup.manifest import Manifest
from portal.backup.pool import Entry, Pool, read_list
from portal.files import storage


def verify(folder: Path) -> tuple[Manifest, list[Entry]]:
    """Hash every part and every file again. Raises BackupError if one isn't what it was."""
    said = manifest.read(folder)
    for name, expected in said.parts.items():
        if not (folder / name).is_file():
            raise BackupError(f"{folder / name} is missing.")
        if manifest.describe(folder / name) != expected:
            raise BackupError(f"{folder / name} was changed.")
    entries = list(read_list(folder))
    pool = Pool(folder.parent)
    for entry in entries:
        if Path(entry.path).is_absolute() or ".." in Path(entry.path).parts:
            raise BackupError(f"{entry.path} leads out of the file store.")
        kept = pool.location(entry.sha256)
        if not kept.is_file():
            raise BackupError(f"The bytes of {entry.path} are missing in {pool.root}.")
        if manifest.describe(kept)["sha256"] != entry.sha256:
            raise BackupError(f"The bytes of {entry.path} in the backup were changed.")
    return said, entries


def restore(source: Path, *, force: bool = False) -> Manifest:
    """Bring a backup back: its files, then its database in one step."""
    folder = folders.chosen(source)
    said, entries = verify(folder)
    _fits(said)
    root = storage.root()
    if not force:
        if not databases.is_empty():
            raise BackupError("The database isn't empty: --force writes over it.")
        if any(folders.files_below(root, left_out())):
            raise BackupError(f"{root} isn't empty: --force adds the backup's files to it.")
    part = folder / databases.PARTS[said.vendor]
    databases.look_at(part)
    pool = Pool(folder.parent)
    for entry in entries:
        pool.give(entry, root / entry.path)
    databases.restore(part, force)
    return said


def _fits(said: Manifest) -> None:
    """Raises BackupError if this portal can't be what the backup was made of."""
    if said.vendor != connection.vendor:
        raise BackupError(
            f"The backup is of {said.vendor}, and DATABASE_URL names {connection.vendor}."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    newer = sorted(set(said.migrations) - known)
    if newer:
        raise BackupError(
            f"The backup was made by a newer release, whose {newer[-1]} this one doesn't know."
        )
