"""Sealed bytes on the disk, under names that say nothing. Nothing but the portal can read them."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from portal import sealing
from portal.files import storage

FOLDER = "sealed"
ABANDONED = 24 * 3600  # seconds after which bytes that no row knows are nobody's


def location(place: str) -> Path:
    """Where the sealed bytes lie."""
    return storage.root() / FOLDER / place[:2] / place


def keep(data: bytes) -> str:
    """Seal and keep bytes, safe from a power cut; the answer is their place."""
    place = uuid4().hex
    _write(sealing.seal_bytes(data), location(place))
    return place


def read(place: str) -> bytes:
    """The bytes, as they came. Raises OSError or `sealing.Unreadable`."""
    return sealing.unseal_bytes(location(place).read_bytes())


def seal_again(place: str) -> None:
    """Seal with the first key what lies at a place."""
    _write(sealing.seal_again(location(place).read_bytes()), location(place))


def remove(place: str) -> None:
    """Remove the bytes, if they are there."""
    location(place).unlink(missing_ok=True)


def abandoned() -> Iterator[str]:
    """Places that are old enough to have been given to a row: who has none is nobody's."""
    before = time.time() - ABANDONED
    for path in (storage.root() / FOLDER).glob("*/*"):
        if path.stat().st_mtime < before:
            yield path.name


def _write(sealed: bytes, target: Path) -> None:
    handle, name = tempfile.mkstemp(dir=storage.incoming(), suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(sealed)
            out.flush()
            os.fsync(out.fileno())
        storage.place(part, target)
    finally:
        part.unlink(missing_ok=True)
