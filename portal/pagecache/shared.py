"""The generation number: in the database for all hosts, in mapped memory for one host's processes.

A change moves the row in its own transaction and, once that is committed, the counter in the
mapped file, so that no process of this host answers with an older page after the publishing call
has returned. Once a second each process compares the row with what this host has seen of it: that
is how a change made on another host arrives, and how a process killed between its commit and the
counter is made good. A new day is a change too: pages say what is overdue today.

The counter isn't the row's number: it counts what this host noticed, so that it moves even when
the database is restored from a backup and its numbers start lower.

A web server in front may keep pages for a second or two. It can't read the counter, so a file says
to it that something has changed: while `changed` is there, it must ask us (docs/operating.md).
"""

import fcntl
import logging
import mmap
import os
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localdate

logger = logging.getLogger(__name__)

# Places in the mapped file, eight bytes each.
COUNTER, EPOCH, SEEN_NUMBER, SEEN_EPOCH, SEEN_DAY = range(5)
SIZE = 5 * 8

COMPARE_EVERY = 1.0  # seconds
# So long, a server in front is told of a change: as long as it keeps a page (two seconds), and as
# an answer may be under way that was begun before the change.
TELL_FOR = 10.0


class Shared:
    """The mapped file of one host, `view` being its five numbers."""

    def __init__(self, path: Path):
        self.path = path
        self.changed = path.with_name("changed")
        self.compare_at = 0.0
        self._map()

    def _map(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o660)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.fstat(descriptor).st_size < SIZE:
                os.ftruncate(descriptor, SIZE)
            self.inode = os.fstat(descriptor).st_ino
            self.view = memoryview(mmap.mmap(descriptor, SIZE)).cast("Q")
        finally:
            fcntl.flock(descriptor, fcntl.LOCK_UN)  # closing won't: the map holds a duplicate
            os.close(descriptor)

    @contextmanager
    def _locked(self):
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o660)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def move(self, number: int, epoch: int, *, rows: bool) -> None:
        """Say to this host's processes that the row now stands at these numbers."""
        with self._locked():
            view = self.view
            view[SEEN_NUMBER] = max(view[SEEN_NUMBER], number)
            if rows:
                view[SEEN_EPOCH] = max(view[SEEN_EPOCH], epoch)
                view[EPOCH] += 1
            self._advance()

    def _advance(self) -> None:
        """Count a change, and tell a server in front. The lock is held."""
        self.view[COUNTER] += 1
        self.changed.touch()

    def _settle(self) -> None:
        """Stop telling a server in front when it has forgotten what was there before."""
        try:
            if time.time() - self.changed.stat().st_mtime <= TELL_FOR:
                return
            with self._locked():
                if time.time() - self.changed.stat().st_mtime > TELL_FOR:  # none came in between
                    self.changed.unlink()
        except FileNotFoundError:
            return

    def compare(self) -> None:
        """Look whether the row has moved without this host having been told, or a day begun."""
        if connection.in_atomic_block:
            return  # a transaction sees its own move before anyone else does
        self.compare_at = time.monotonic() + COMPARE_EVERY
        self._follow_file()
        self._settle()
        row = _read_row()
        if row is None:
            return
        seen = (*row, localdate().toordinal())
        if seen == tuple(self.view[SEEN_NUMBER:]):
            return
        with self._locked():
            if row[1] != self.view[SEEN_EPOCH]:
                self.view[EPOCH] += 1
            self.view[SEEN_NUMBER], self.view[SEEN_EPOCH], self.view[SEEN_DAY] = seen
            self._advance()

    def _follow_file(self) -> None:
        """Map the file anew if someone has removed or replaced it under our feet."""
        try:
            if self.path.stat().st_ino == self.inode:
                return
        except FileNotFoundError:
            pass
        before = self.view[COUNTER]
        self._map()
        with self._locked():
            self.view[COUNTER] = max(self.view[COUNTER], before)
            self.view[EPOCH] += 1
            self._advance()


_MOVE = "UPDATE pagecache_generation SET number = number + 1, epoch = epoch + %s WHERE id = 1"

_shared: Shared | None = None
_folder: str | Path | None = None


def shared() -> Shared:
    """This process's view of the host's file (another one if the settings name another folder)."""
    global _shared, _folder
    folder = settings.FAROL_RUN_DIR
    if _shared is None or folder is not _folder:  # asked often: no path is built for it
        _shared, _folder = Shared(Path(folder) / "generation"), folder
    return _shared


def generation() -> int:
    """The number under which a page or count made from now on may be kept."""
    each = shared()
    if time.monotonic() >= each.compare_at:
        each.compare()
    return each.view[COUNTER]


def epoch() -> int:
    """The number under which the rendered row of an unchanged edition may be kept."""
    generation()
    return shared().view[EPOCH]


def invalidate(*, rows: bool = False) -> None:
    """Make all kept pages out of date when the current transaction commits.

    `rows=True` also drops the rows kept as fragments: for a change that shows in the rows of
    documents that weren't edited, such as a department's name. Call it late in the transaction:
    the row stays locked until the commit.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [int(rows)])
        if cursor.rowcount != 1:  # emptied by hand or by a test
            cursor.execute("INSERT INTO pagecache_generation (id, number, epoch) VALUES (1, 1, 1)")
        cursor.execute("SELECT number, epoch FROM pagecache_generation WHERE id = 1")
        number, epoch = cursor.fetchone()
    move = partial(shared().move, number, epoch, rows=rows)
    transaction.on_commit(move, robust=True)  # what was published stays so if the file can't move


def _read_row() -> tuple[int, int] | None:
    """The row's numbers; None while the database can't be asked: kept pages are then still good."""
    for attempt in (1, 2):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT number, epoch FROM pagecache_generation WHERE id = 1")
                return cursor.fetchone() or (0, 0)
        except DatabaseError as error:
            connection.close()  # the server may have been restarted: the second attempt reconnects
            if attempt == 2:
                logger.warning("The database can't be asked for the generation: %s", error)
    return None
