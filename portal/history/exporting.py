"""History as JSON Lines that anybody can verify, with nothing of the portal.

The first line says what it is, each further one is an event (`said` is what was hashed), the last
has the heads of the lanes and the SHA-256 of all lines before it.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone

from portal.history.models import Event, canonical, said
from portal.history.verifying import Heads, heads
from portal.organisation.models import Department


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
    in_order = {lane: ends[lane] for lane in sorted(ends, key=int)}
    digest = hashlib.sha256(canonical(in_order)).hexdigest()
    return {"at": timezone.now().isoformat(), "heads": in_order, "head": digest}


def _entries(ends: Heads) -> Iterator[dict]:
    yield {"farol_audit": 1, "exported": timezone.now().isoformat()}
    wanted = Q(pk__in=[])
    for lane, (last, _hash) in ends.items():
        wanted |= Q(lane=int(lane), pk__lte=last)
    names_of = _names()
    for row in Event.objects.filter(wanted).order_by("pk").rows().iterator(chunk_size=2000):
        yield {
            "id": row.id,
            "lane": row.lane,
            "hash": row.hash,
            "said": said(row),
            "names": names_of(row),
        }


def _names() -> Callable[[Any], dict[str, str]]:
    """What the numbers in an event's row are called: for people, and not part of what was hashed.

    All names are read at once: the staff are few, the events many.
    """
    accounts = get_user_model()
    people = dict(accounts._default_manager.values_list("pk", accounts.USERNAME_FIELD))
    departments = dict(Department.objects.values_list("pk", "code"))

    def names_of(row) -> dict[str, str]:
        kind = ContentType.objects.get_for_id(row.content_type_id)
        return {
            "actor": people.get(row.actor_id, ""),
            "department": departments.get(row.department_id, ""),
            "kind": f"{kind.app_label}.{kind.model}",
        }

    return names_of
