"""The folders of a target: which backups there are, and which bytes they need."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from portal.backup import BackupError, manifest
from portal.backup.pool import Pool, read_list

PART = ".part"
ABANDONED = 24 * 3600  # seconds after which a half-written backup is nobody's


def backups_in(target: Path) -> list[Path]:
    """Whole backups, the oldest first."""
    return sorted(
        each
        for each in target.iterdir()
        if each.suffix != PART and (each / manifest.NAME).is_file()
    )


def chosen(source: Path) -> Path:
    """The backup that is meant: the folder itself, or the newest in a target."""
    if not source.is_dir():
        raise BackupError(f"{source} isn't a folder.")
    if source.suffix == PART:
        raise BackupError(f"{source} is only half a backup: it wasn't finished.")
    if (source / manifest.NAME).exists() or not (source / Pool.FOLDER).is_dir():
        return source
    found = backups_in(source)
    if not found:
        raise BackupError(f"{source} has no whole backup.")
    return found[-1]


def prune(target: Path, keep: int) -> int:
    """Remove all but the newest `keep` backups, and bytes that none of them needs."""
    whole = backups_in(target)
    old = whole[:-keep]
    for each in old:
        doomed = each.with_suffix(PART)  # never again taken for a whole one
        each.rename(doomed)
        shutil.rmtree(doomed)
    for each in target.glob(f"*{PART}"):
        if time.time() - each.stat().st_mtime > ABANDONED:
            shutil.rmtree(each)
    if old:
        needed = {
            entry.sha256 for each in whole[-keep:] for entry in read_list(each / manifest.FILES)
        }
        Pool(target).drop_all_but(needed)
    return len(old)


def files_below(root: Path, without: frozenset[str], below: str = "") -> Iterator[str]:
    """The files of the file store by path from its root; not those that can be made again.

    In the order of their names, folder by folder, as lists of backups have them.
    """
    try:
        with os.scandir(root / below) as found:
            entries = sorted(found, key=lambda each: each.name)
    except FileNotFoundError:
        return  # there is none yet, or it was removed since it was listed
    for each in entries:
        path = f"{below}{each.name}"
        if not each.is_dir():
            yield path
        elif path not in without and not each.is_symlink():
            yield from files_below(root, without, f"{path}/")


def sync(path: Path) -> None:
    """See that a file, or the names in a folder, have reached the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
