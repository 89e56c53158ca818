"""Where the bytes lie: content-addressed places under the storage "files"."""

import os
from pathlib import Path
from typing import cast

from django.core.files.storage import FileSystemStorage, storages

from portal.files.reading.job import DRAWN_PAGES

INCOMING = "incoming"


def root() -> Path:
    """The folder of the file store."""
    return Path(cast(FileSystemStorage, storages["files"]).location)


def location(sha256: str) -> Path:
    """Where the bytes with this hash lie."""
    return root() / sha256[:2] / sha256[2:4] / sha256


def preview_location(sha256: str, page: int = 1) -> Path:
    """Where the picture of a page lies."""
    name = f"{sha256}.webp" if page == 1 else f"{sha256}-{page}.webp"
    return root() / "previews" / sha256[:2] / sha256[2:4] / name


def incoming() -> Path:
    """Where files are while they arrive: the same file system, so that they can be moved whole."""
    folder = root() / INCOMING
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(sha256: str) -> None:
    """Remove the bytes and their pictures, if they are there."""
    location(sha256).unlink(missing_ok=True)
    for page in range(1, DRAWN_PAGES + 1):
        preview_location(sha256, page).unlink(missing_ok=True)


def place(part: Path, target: Path) -> None:
    """Move a finished file to its place at once. Who comes second overwrites with equal bytes."""
    for folder in reversed([target.parent, *target.parent.parents]):
        if not folder.exists():
            folder.mkdir(exist_ok=True)
            sync_folder(folder.parent)
    part.replace(target)
    sync_folder(target.parent)
