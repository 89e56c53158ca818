"""The one way in which history is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from portal.history.models import ChainHead, Event
from portal.organisation.rules import department_id_of

_follow: list[Callable[[Event, models.Model], object]] = []


def when_recorded(follow: Callable[[Event, models.Model], object]) -> None:
    """Have this called with each event and its thing, in the same transaction and in their order.

    Apps that stand on this one call it in `ready`.
    """
    _follow.append(follow)


@transaction.atomic
def record(
    verb: str,
    thing: models.Model,
    *,
    actor=None,
    reason: str = "",
    at: datetime | None = None,
    **data,
) -> Event:
    """Add the event that `actor` (None: the system) did `verb` to `thing`.

    `data` must be JSON. Call it in the transaction that makes the change, so that both stand or
    neither does. Events are chained in the order of their transactions.
    """
    head = ChainHead.objects.select_for_update().get_or_create(pk=1)[0]
    event = Event(
        at=(at or timezone.now()).astimezone(UTC),
        actor=actor,
        department_id=department_id_of(thing),
        verb=verb,
        content_type=ContentType.objects.get_for_model(thing),
        object_id=thing.pk,
        label=str(thing)[:300],
        reason=reason,
        data=data,
        previous_hash=head.hash,
    )
    event.hash = event.computed_hash()
    event.save()
    head.hash = event.hash
    head.save(update_fields=["hash"])
    for follow in _follow:
        follow(event, thing)
    return event


@dataclass(frozen=True)
class Break:
    """Where the chain doesn't hold: the event at which it shows, None if the end is missing."""

    event_id: int | None
    event: str


def first_break() -> Break | None:
    """The first place where history was tampered with; None while the chain holds."""
    previous = ChainHead._meta.get_field("hash").default
    for event in Event.objects.order_by("id").iterator(chunk_size=2000):
        if event.previous_hash != previous or event.computed_hash() != event.hash:
            return Break(event.pk, str(event))
        previous = event.hash
    head = ChainHead.objects.filter(pk=1).first()
    if head and head.hash != previous:
        return Break(None, "the last events are missing")
    return None
