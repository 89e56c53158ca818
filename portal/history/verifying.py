"""Whether history is as it was written: each lane event by event, up to its head."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from portal.history.models import NOTHING, ChainHead, Checkpoint, Event, computed_hash

Heads = dict[str, list]  # by lane: the last event's id and hash


@dataclass(frozen=True)
class Break:
    """Where the chain doesn't hold and how: the event at which it shows, None if it is missing."""

    event_id: int | None
    event: str
    how: str

    def __str__(self):
        return f"Event {self.event_id}: {self.how} ({self.event})" if self.event_id else self.how


def heads() -> Heads:
    """The last event of each lane, as of now."""
    ends = {head.hash: head.pk for head in ChainHead.objects.exclude(hash=NOTHING)}
    there = Event.objects.filter(hash__in=ends).values_list("hash", "pk")
    return {str(ends[hash]): [pk, hash] for hash, pk in there}


def breaks(
    since: Checkpoint | None = None, seen: Callable[[], object] = lambda: None
) -> Iterator[Break]:
    """Every place where history was tampered with, from a checkpoint on or from the beginning.

    `seen` is called for each event that was looked at.
    """
    begun = since.heads if since else {}
    if since and since.computed_seal() != since.seal:
        yield Break(None, "", "the checkpoint is not one of ours: verify the whole")
    lanes = {*Event.objects.order_by().values_list("lane", flat=True).distinct()}
    lanes |= {*ChainHead.objects.exclude(hash=NOTHING).values_list("pk", flat=True)}
    for lane in sorted(lanes | {*map(int, begun)}):
        yield from _of_lane(lane, begun.get(str(lane), [0, NOTHING]), seen)


def _of_lane(lane: int, start: list, seen) -> Iterator[Break]:
    last_id, previous = start
    if last_id and not Event.objects.filter(pk=last_id, lane=lane, hash=previous).exists():
        yield Break(None, "", f"event {last_id}, where the checkpoint stands, isn't there any more")
    events = Event.objects.filter(lane=lane, pk__gt=last_id).order_by("pk")
    for row in events.rows().iterator(chunk_size=2000):
        seen()
        if computed_hash(row) != row.hash:
            yield Break(row.id, str(Event.objects.get(pk=row.id)), "it was changed")
        elif row.previous_hash != previous:
            yield _gap(Event.objects.get(pk=row.id), last_id)
        last_id, previous = row.id, row.hash
    yield from _end_of_lane(lane, last_id, previous)


def _end_of_lane(lane: int, last_id: int, last_hash: str) -> Iterator[Break]:
    """Whether a lane ends where its head says, or has gone on since its events were read."""
    head = ChainHead.objects.filter(pk=lane).values_list("hash", flat=True).first() or NOTHING
    if head == last_hash:
        return
    ends = Event.objects.filter(lane=lane, hash=head).values_list("pk", flat=True).first()
    if ends is None and head != NOTHING:
        yield Break(None, "", f"the last events of lane {lane} are missing or were changed")
        return
    beyond = Event.objects.filter(lane=lane, pk__gt=ends or 0, pk__lte=last_id)
    first = beyond.order_by("pk").first()
    if first is not None:
        yield Break(first.pk, str(first), f"it was added to lane {lane} by another way than ours")


def _gap(event: Event, before: int) -> Break:
    """What lies before an event that is itself unchanged, but follows another one than it says."""
    own = Event.objects.filter(lane=event.lane, hash=event.previous_hash, pk__lt=event.pk)
    found = own.values_list("pk", flat=True).first()
    if found is not None or event.previous_hash == NOTHING:
        put_in = Event.objects.filter(lane=event.lane, pk__gt=found or 0, pk__lt=event.pk)
        first = put_in.order_by("pk").first()
        if first is not None:
            return Break(first.pk, str(first), f"it was inserted before event {event.pk}")
    after = f"after event {before}" if before else "before the first"
    return Break(event.pk, str(event), f"one or more events {after} and before it were removed")


def first_break() -> Break | None:
    """The first place where history was tampered with; None while the chain holds."""
    return next(breaks(), None)


def set_checkpoint(ends: Heads, events: int) -> Checkpoint:
    """Keep how far history was verified; `ends` are heads as they stood before it began."""
    checkpoint = Checkpoint(at=timezone.now(), heads=ends, events=events)
    checkpoint.seal = checkpoint.computed_seal()
    checkpoint.save(force_insert=True)
    return checkpoint
