"""The one way in which history is written."""

import random
from collections.abc import Callable
from datetime import UTC, datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from portal import trail
from portal.history.lanes import LANES
from portal.history.models import ChainHead, Event
from portal.history.portraits import difference
from portal.organisation.rules import department_id_of
from portal.prepared import Prepared

_follow: list[Callable[[Event, models.Model], object]] = []


def when_recorded(follow: Callable[[Event, models.Model], object]) -> None:
    """Have this called with each change that is recorded and its thing, in the same transaction.

    Apps that stand on this one call it in `ready`.
    """
    _follow.append(follow)


@transaction.atomic(savepoint=False)
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

    What has become of the thing since history last saw it is added by itself. `data` must be
    JSON. Call it in the transaction that makes the change, when it is made, so that both stand or
    neither does.
    """
    before, after = difference(thing)
    return _follow_up(_add(verb, thing, actor, reason, at, data, before, after), thing)


@transaction.atomic(savepoint=False)
def record_look(verb: str, thing: models.Model, *, actor, **data) -> Event:
    """Add the event that `actor` has looked at what `thing` says of people."""
    return _add(verb, thing, actor, "", None, data, {}, {})


@transaction.atomic(savepoint=False)
def record_links(verb: str, thing: models.Model, *, actor) -> Event | None:
    """Add an event if `thing` isn't as history last saw it: links are saved after their thing."""
    before, after = difference(thing)
    if not (before or after):
        return None
    changed = {"changed": sorted({*before, *after})}
    return _follow_up(_add(verb, thing, actor, "", None, changed, before, after), thing)


def _follow_up(event: Event, thing: models.Model) -> Event:
    for follow in _follow:
        follow(event, thing)
    return event


def _add(verb, thing, actor, reason, at, data, before, after) -> Event:
    lane, previous = _free_lane()
    where = trail.current()
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
        before=before,
        after=after,
        network=where.network if where and actor is not None else "",  # of residents, never
        request=where.id if where else trail.command(),
        lane=lane,
        previous_hash=previous,
    )
    event.hash = event.computed_hash()
    event.save()
    ChainHead.objects.filter(pk=lane).update(hash=event.hash)
    return event


def _free_lane() -> tuple[int, str]:
    """A lane that nobody else is writing to, locked until the transaction ends, and its last hash.

    Whoever holds one gets it again, so nobody waits for a lane while others wait for theirs.
    """
    for free in _free_heads():
        return free
    any_lane = random.randint(1, LANES)  # nosec B311  # no secret
    head = ChainHead.objects.select_for_update().get_or_create(pk=any_lane)[0]  # all are taken
    return head.pk, head.hash


_free_heads = Prepared(
    lambda: (
        ChainHead.objects.select_for_update(skip_locked=True)
        .order_by("pk")
        .values_list("pk", "hash")[:1]
    )
)
