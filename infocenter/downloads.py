"""Counting downloads without a write for each of them.

Counts gather in the process and are written together, after an answer has been sent. nginx notes in
a log what it sends without asking us (deploy/nginx.conf), which the clock's run counts. A process
that is killed loses those of the last seconds: they are a picture of use, not accounts.
"""

import atexit
import logging
import re
from collections import Counter
from threading import Lock
from time import monotonic

from django.conf import settings
from django.core.signals import request_finished
from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpResponseBase

from infocenter.models import Attachment

logger = logging.getLogger(__name__)

EVERY = 10.0  # seconds
MOST = 500
LOG = "downloads.log"  # in FAROL_VAR_DIR
_ID = re.compile(rb"[0-9]{1,18}\n")

_pending: Counter[int] = Counter()
_lock = Lock()
_since = 0.0


def count(*attachments: int) -> None:
    """Note one download of each of these attachments."""
    global _since
    with _lock:
        if not _pending:
            _since = monotonic()
        _pending.update(attachments)


def begins(request, response: HttpResponseBase) -> bool:
    """Whether a download begins here: it isn't a check, nor the rest of an interrupted one."""
    if request.method != "GET" or response.status_code not in (200, 206):
        return False
    return response.headers.get("Content-Range", "bytes 0-").startswith("bytes 0-")


def flush() -> None:
    """Write what has gathered; a busy or read-only database gets it the next time."""
    with _lock:
        counts = Counter(_pending)
        _pending.clear()
    try:
        with transaction.atomic():
            for attachment, number in sorted(counts.items()):
                Attachment.objects.filter(pk=attachment).update(downloads=F("downloads") + number)
    except DatabaseError as problem:
        logger.warning("Downloads could not be counted now: %s", problem)
        with _lock:
            _pending.update(counts)


def count_log() -> int:
    """Count what nginx noted, the id of an attachment in each line, and empty its log."""
    try:
        with (settings.FAROL_VAR_DIR / LOG).open("rb+") as log:
            noted = [int(line) for line in log if _ID.fullmatch(line)]
            log.truncate(0)
    except FileNotFoundError:
        return 0
    count(*noted)
    flush()
    return len(noted)


@request_finished.connect
def _flush_when_due(**_signal) -> None:
    if _pending and (monotonic() - _since > EVERY or len(_pending) > MOST):
        flush()


@atexit.register
def _at_exit() -> None:
    if _pending:
        logger.setLevel(logging.ERROR)  # nobody can do anything about it now
        flush()
