"""Verifying a backup, and bringing it back: nothing is touched before all of it is found whole.

What a look tells is asked first, so that half a backup is refused in seconds, and not after hours
of hashing.
"""

from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from portal.backup import BackupError, databases, folders, left_out, manifest, programs
from portal.backup.arrivals import Arrivals, sync_file_system
from portal.backup.manifest import Manifest
from portal.backup.pool import Pool, read_list
from portal.files import storage


def verify(folder: Path) -> Manifest:
    """Hash every part and every file again. Raises BackupError if one isn't what it was."""
    said = manifest.read(folder)
    pool = Pool(folder.parent)
    _look_over(folder, said, pool)
    for name, expected in said.parts.items():
        if manifest.describe(folder / name) != expected:
            raise BackupError(f"{folder / name} was changed.")
    for entry in read_list(folder / manifest.FILES):
        if manifest.describe(pool.location(entry.sha256))["sha256"] != entry.sha256:
            raise BackupError(f"The bytes of {entry.path} in the backup were changed.")
    return said


def _look_over(folder: Path, said: Manifest, pool: Pool) -> None:
    """Whether everything is there, and as large as it was."""
    for name, expected in said.parts.items():
        if not (folder / name).is_file():
            raise BackupError(f"{folder / name} is missing.")
        if (folder / name).stat().st_size != expected["size"]:
            raise BackupError(f"{folder / name} was changed.")
    listed = folder / manifest.FILES
    if manifest.describe(listed) != said.parts[manifest.FILES]:
        raise BackupError(f"{listed} was changed.")
    for entry in read_list(listed):
        if Path(entry.path).is_absolute() or ".." in Path(entry.path).parts:
            raise BackupError(f"{entry.path} leads out of the file store.")
        if not pool.location(entry.sha256).is_file():
            raise BackupError(f"The bytes of {entry.path} are missing in {pool.root}.")
        if not pool.has(entry):
            raise BackupError(f"The bytes of {entry.path} in the backup were changed.")


def restore(source: Path, *, force: bool = False) -> Manifest:
    """Bring a backup back: its files, then its database in one step."""
    folder = folders.chosen(source)
    said = manifest.read(folder)
    _fits(said, force)
    verify(folder)
    part = folder / databases.PARTS[said.vendor]
    databases.look_at(part)
    root, pool = storage.root(), Pool(folder.parent)
    with Arrivals(storage.incoming() / "restore") as arrivals:
        for entry in read_list(folder / manifest.FILES):
            pool.give(entry, root / entry.path, arrivals)
    sync_file_system(root)
    databases.restore(part, force)
    return said


def _fits(said: Manifest, force: bool) -> None:
    """Raises BackupError if this portal can't be what the backup was made of, or isn't empty."""
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
    programs.refuse_unfit()
    if force:
        return
    if not databases.is_empty():
        raise BackupError("The database isn't empty: --force writes over it.")
    root = storage.root()
    if any(folders.files_below(root, left_out())):
        raise BackupError(f"{root} isn't empty: --force adds the backup's files to it.")
