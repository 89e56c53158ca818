"""Where the bytes lie: content-addressed places under the storage "files"."""

import os
from pathlib import Path
from typing import cast

from django.core.files.storage import FileSystemStorage, storages

INCOMING = "incoming"


def root() -> Path:
    """The folder of the file store."""
    return Path(cast(FileSystemStorage, storages["files"]).location)


def location(sha256: str) -> Path:
    """Where the bytes with this hash lie."""
    return root() / sha256[:2] / sha256[2:4] / sha256


def preview_location(sha256: str) -> Path:
    """Where the picture of the first page lies."""
    return root() / "previews" / sha256[:2] / sha256[2:4] / f"{sha256}.webp"


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
    """Remove the bytes and their picture, if they are there."""
    location(sha256).unlink(missing_ok=True)
    preview_location(sha256).unlink(missing_ok=True)


def place(part: Path, target: Path) -> None:
    """Move a finished file to its place at once. Who comes second overwrites with equal bytes."""
    for folder in reversed([target.parent, *target.parent.parents]):
        if not folder.exists():
            folder.mkdir(exist_ok=True)
            sync_folder(folder.parent)
    part.replace(target)
    sync_folder(target.parent)
