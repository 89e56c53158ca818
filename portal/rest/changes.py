"""The feed of changes: which public things may read otherwise, in the order of the commits.

Whatever is done is recorded in history, so that is where this listens. Whoever writes in the feed
locks its one `FeedHead` until the end of the transaction: numbers are given one transaction after
the other, and whoever sees one sees all that were committed before it. A number that is missing was
rolled back, and never comes.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from portal.history.models import Event
from portal.rest.models import Change, FeedHead


@dataclass(frozen=True)
class Resource:
    """Something that mirrors follow. `public` are the rows that everybody sees now; `was_public`
    says whether anybody but its department can know of a thing, which is then told even if it goes.
    """

    name: str  # as in its address
    public: Callable[[], models.QuerySet]
    was_public: Callable[[int], bool]
    key: str = "pk"  # the column of `public` that holds the ids
    shown: str = ""  # the column that addresses name it by, where that isn't the id


@dataclass(frozen=True)
class Trigger:
    """Which things of a resource an event about a row of some model changes."""

    resource: str
    ids: Callable[[models.Model], Iterable[int]]
    verbs: Collection[str] = ()  # none: any


_resources: dict[str, Resource] = {}
_triggers: dict[type[models.Model], list[Trigger]] = {}


def register(resource: Resource) -> None:
    """Let mirrors follow these things."""
    _resources[resource.name] = resource


def follow(
    model: type[models.Model],
    resource: str,
    ids: Callable[..., Iterable[int]] = lambda thing: (thing.pk,),
    verbs: Collection[str] = (),
) -> None:
    """Have events about rows of `model` told as changes of things of `resource`."""
    _triggers.setdefault(model, []).append(Trigger(resource, ids, verbs))


def note(event: Event, thing: models.Model) -> None:
    """Write down what the event changes of what is, or was, public."""
    for trigger in _triggers.get(thing._meta.model, ()):
        if not trigger.verbs or event.verb in trigger.verbs:
            _write(trigger.resource, trigger.ids(thing))


def tell(resource: str, *ids: int) -> None:
    """Write down that things read otherwise though history has nothing to say: by a task."""
    _write(resource, ids)


def _write(name: str, ids: Iterable[int]) -> None:
    """Only the last change of a thing is kept: whoever hears of it reads the thing as it is."""
    resource, wanted = _resources[name], set(ids)
    if not wanted:
        return
    public = resource.public().filter(**{f"{resource.key}__in": wanted})
    shown = set(public.values_list(resource.key, flat=True))
    # What is done to a thing that was taken down is nobody's business.
    known = Change.objects.filter(resource=name, object_id__in=wanted - shown, is_removed=True)
    hidden = wanted - shown - set(known.values_list("object_id", flat=True))
    gone = {pk for pk in hidden if resource.was_public(pk)}
    if not shown | gone:
        return
    FeedHead.objects.select_for_update().get_or_create(pk=1)
    Change.objects.filter(resource=name, object_id__in=shown | gone).delete()
    Change.objects.bulk_create(
        Change(resource=name, object_id=pk, is_removed=pk in gone) for pk in sorted(shown | gone)
    )


def resources() -> dict[str, Resource]:
    """What can be followed, by name."""
    return _resources


@dataclass(frozen=True)
class Entry:
    """What a mirror has to do: read a thing anew, or forget it."""

    position: int
    resource: str
    id: int
    at: datetime
    address: str | None  # of the thing; None: it is public no more

    @property
    def change(self) -> str:
        return "changed" if self.address else "removed"


def after(position: int, limit: int) -> list[Entry]:
    """What has changed after a place in the feed, and how it stands now."""
    rows = list(Change.objects.filter(pk__gt=position).order_by("pk")[:limit])
    addresses = _addresses(rows)
    return [
        Entry(
            each.pk,
            each.resource,
            each.object_id,
            each.at,
            addresses.get((each.resource, each.object_id)),
        )
        for each in rows
    ]


def latest() -> int:
    """The place in the feed after which nothing has changed yet."""
    return Change.objects.aggregate(last=models.Max("pk"))["last"] or 0


def _addresses(rows: Iterable[Change]) -> dict[tuple[str, int], str]:
    """Of those that are public: one query for each resource."""
    wanted: dict[str, set[int]] = {}
    for each in rows:
        wanted.setdefault(each.resource, set()).add(each.object_id)
    found = {}
    for name, ids in wanted.items():
        resource = _resources[name]
        public = resource.public().filter(**{f"{resource.key}__in": ids})
        shown = resource.shown or resource.key
        for row in public.values(resource.key, shown):
            found[name, row[resource.key]] = f"/api/v1/{name}/{row[shown]}/"
    return found


def since(resource: str, moment, key: str = "pk"):
    """A condition on rows of a resource: they have changed since, or nobody knows when they did."""
    of_thing = Change.objects.filter(resource=resource, object_id=models.OuterRef(key))
    return models.Q(models.Exists(of_thing.filter(at__gte=moment))) | ~models.Q(
        models.Exists(of_thing)
    )
