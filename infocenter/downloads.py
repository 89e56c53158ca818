"""Counting downloads. nginx notes in a log what it sends without asking us (deploy/nginx.conf),
which the clock's run counts.
"""

import re
from collections import Counter

from django.conf import settings
from django.db.models import F
from django.http import HttpResponseBase

from infocenter.models import Attachment
from portal.tally import Tally, emptied

LOG = "downloads.log"  # in FAROL_VAR_DIR
_ID = re.compile(rb"[0-9]{1,18}\n")


def _write(counts: Counter[int]) -> None:
    for attachment, number in sorted(counts.items()):
        Attachment.objects.filter(pk=attachment).update(downloads=F("downloads") + number)


tally = Tally("Downloads", _write)


def begins(request, response: HttpResponseBase) -> bool:
    """Whether a download begins here: it isn't a check, nor the rest of an interrupted one."""
    if request.method != "GET" or response.status_code not in (200, 206):
        return False
    return response.headers.get("Content-Range", "bytes 0-").startswith("bytes 0-")


def count_log() -> int:
    """Count what nginx noted, the id of an attachment in each line, and empty its log."""
    noted = [int(line) for line in emptied(settings.FAROL_VAR_DIR / LOG) if _ID.fullmatch(line)]
    if noted:
        tally.add(*noted)
        tally.flush()
    return len(noted)
