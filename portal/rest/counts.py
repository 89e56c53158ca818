"""How many requests somebody has made lately: counted in memory that a host's processes share.

To count in the database would cost each read a write. A count may be lost when two processes write
at once, or when two callers share a slot: who asks too often is found out all the same.
"""

import mmap
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from time import time

from django.conf import settings
from django.utils.crypto import salted_hmac

WINDOW = 60  # seconds
SLOTS = 2**14
_SLOT = struct.Struct("QQ")  # who and when, hashed; how many


@dataclass(frozen=True)
class Count:
    """What is left of a limit, and in how many seconds it begins anew."""

    limit: int
    done: int
    resets_in: int

    @property
    def left(self) -> int:
        return max(0, self.limit - self.done)

    @property
    def is_allowed(self) -> bool:
        return self.done <= self.limit


_map: mmap.mmap | None = None
_folder: str | Path | None = None


def _shared() -> mmap.mmap:
    global _map, _folder
    folder = settings.FAROL_RUN_DIR
    if _map is None or folder is not _folder:
        path = Path(folder) / "requests"
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o660)
        try:
            size = SLOTS * _SLOT.size
            if os.fstat(descriptor).st_size < size:
                os.ftruncate(descriptor, size)
            _map, _folder = mmap.mmap(descriptor, size), folder
        finally:
            os.close(descriptor)
    return _map


def count(scope: str, who: str, limit: int) -> Count:
    """Count one more request of `who`."""
    now = time()
    window = int(now // WINDOW)
    digest = salted_hmac(f"requests.{scope}", f"{who}:{window}", algorithm="sha256").digest()
    mark = int.from_bytes(digest[:8], "big") or 1
    place = (int.from_bytes(digest[8:12], "big") % SLOTS) * _SLOT.size
    memory = _shared()
    known, done = _SLOT.unpack_from(memory, place)
    done = done + 1 if known == mark else 1
    _SLOT.pack_into(memory, place, mark, done)
    return Count(limit, done, WINDOW - int(now % WINDOW))
