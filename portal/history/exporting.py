"""History as JSON Lines that anybody can verify, with nothing of the portal.

The first line says what it is, each further one is an event (`said` is what was hashed), the last
has the heads of the lanes and the SHA-256 of all lines before it.
"""

import hashlib
import json
from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone

from portal.history.models import Event, canonical
from portal.history.verifying import Heads, heads


def lines() -> Iterator[str]:
    """The lines of an export, each with its end. Events that come meanwhile aren't in it."""
    ends = heads()
    digest = hashlib.sha256()
    written = 0
    for entry in _entries(ends):
        line = f"{canonical(entry).decode()}\n"
        digest.update(line.encode())
        written += 1
        yield line
    yield f"{json.dumps({**anchor(ends), 'events': written - 1, 'sha256': digest.hexdigest()})}\n"


def anchor(ends: Heads) -> dict:
    """What to keep elsewhere: who has it can tell whether history was written anew."""
    said = {lane: ends[lane] for lane in sorted(ends, key=int)}
    digest = hashlib.sha256(canonical(said)).hexdigest()
    return {"at": timezone.now().isoformat(), "heads": said, "head": digest}


def _entries(ends: Heads) -> Iterator[dict]:
    yield {"farol_audit": 1, "exported": timezone.now().isoformat()}
    wanted = Q(pk__in=[])
    for lane, (last, _hash) in ends.items():
        wanted |= Q(lane=int(lane), pk__lte=last)
    events = Event.objects.filter(wanted).order_by("pk")
    events = events.select_related("actor", "department", "content_type")
    for event in events.iterator(chunk_size=2000):
        yield {
            "id": event.pk,
            "lane": event.lane,
            "hash": event.hash,
            "said": event.said(),
            "names": {  # for people; not part of what was hashed
                "actor": event.actor.get_username() if event.actor else "",
                "department": event.department.code if event.department else "",
                "kind": f"{event.content_type.app_label}.{event.content_type.model}",
            },
        }
