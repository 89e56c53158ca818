"""Counting what happens often without a write for each time.

Counts gather in the process and are written together, after an answer has been sent. A process that
is killed loses those of the last seconds: they are a picture of use, not accounts.
"""

import atexit
import logging
from collections import Counter
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

from django.core.signals import request_finished
from django.db import DatabaseError, transaction

Thing = TypeVar("Thing", bound=Hashable)
logger = logging.getLogger(__name__)

EVERY = 10.0  # seconds
MOST = 500  # different things; then they are written at once
FULL = 5000  # what is new after these is not counted until they are written


class Tally(Generic[Thing]):
    """What `write` will put into the database, in one transaction, under a `name` for the log."""

    def __init__(self, name: str, write: Callable[[Counter[Thing]], None]):
        self.name = name
        self.write = write
        self.pending: Counter[Thing] = Counter()
        self.since = 0.0
        self.lock = Lock()
        request_finished.connect(self._when_due, dispatch_uid=name)
        atexit.register(self._at_exit)

    def add(self, *things: Thing) -> None:
        """Note that each of these happened once more."""
        with self.lock:
            if not self.pending:
                self.since = monotonic()
            if len(self.pending) < FULL:
                self.pending.update(things)

    def flush(self) -> None:
        """Write what has gathered; a busy or read-only database gets it the next time."""
        with self.lock:
            counts = Counter(self.pending)
            self.pending.clear()
        try:
            with transaction.atomic():
                self.write(counts)
        except DatabaseError as problem:
            logger.warning("%s could not be counted now: %s", self.name, problem)
            with self.lock:
                self.pending.update(counts)

    def _when_due(self, **_signal) -> None:
        if self.pending and (monotonic() - self.since > EVERY or len(self.pending) > MOST):
            self.flush()

    def _at_exit(self) -> None:
        if self.pending:
            logger.setLevel(logging.ERROR)  # nobody can do anything about it now
            self.flush()


def emptied(log: Path) -> list[bytes]:
    """The lines of a log that another program writes, which is empty afterwards."""
    try:
        with log.open("rb+") as lines:
            noted = lines.readlines()
            lines.truncate(0)
    except FileNotFoundError:
        return []
    return noted
