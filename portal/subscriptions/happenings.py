"""Telling what happened: apps call this in the transaction that makes it so."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.notifications.services import available
from portal.subscriptions import kinds
from portal.subscriptions.kinds import Subject
from portal.subscriptions.models import Happening
from portal.subscriptions.tasks import spread


def tell(
    kind: str,
    object_id: int,
    event: str,
    *,
    once: str,
    titles: Mapping[str, str],
    notes: Mapping[str, str] | None = None,
    subjects: Iterable[Subject] = (),
    at: datetime | None = None,
) -> None:
    """Have subscribers told, once the transaction stands, what happened to a public thing.

    `event` is one of its kind's. `once` names this happening among those of the thing: told again,
    it is not written again. The thing itself is one of the subjects.
    """
    if not available():
        return
    own = [Subject(kind, str(object_id)), *subjects, *kinds.wider(kind, object_id)]
    row = Happening(
        name=f"{kind}-{object_id}-{once}"[:120],
        kind=kind,
        object_id=object_id,
        event=event,
        titles={code: words for code, words in titles.items() if words},
        notes={code: words for code, words in (notes or {}).items() if words},
        subjects=list(dict.fromkeys(own)),
        at=at or timezone.now(),
    )
    Happening.objects.bulk_create([row], ignore_conflicts=True)
    transaction.on_commit(lambda: spread.enqueue(row.name))
