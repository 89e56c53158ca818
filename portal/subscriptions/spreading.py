"""Whom to tell of what happened: a row for each subscriber, so that nobody is told twice.

Safe to be killed at any time and done again: rows that are there already stay.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from portal.subscriptions import kinds
from portal.subscriptions.kinds import Subject
from portal.subscriptions.models import Happening, Item, Subscription
from portal.subscriptions.states import Pace, due_at

AT_ONCE = 500  # subscribers in one transaction
HEAD_START = timedelta(minutes=1)  # of the task, before the clock looks
URGENCY = list(Pace.values)


def spread_waiting() -> int:
    """Spread what no worker has, because it died or there is none; how many happenings."""
    waiting = Happening.objects.filter(
        spread_at=None, at__lte=timezone.now() - HEAD_START
    ).order_by("pk")
    return sum(map(spread_happening, list(waiting.values_list("name", flat=True))))


def spread_happening(name: str) -> bool:
    """Note everybody who is to be told of a happening; False if that was done."""
    happening = Happening.objects.filter(name=name, spread_at=None).first()
    if happening is None:
        return False
    now = timezone.now()
    wanted = Subscription.objects.confirmed().to(_subjects(happening))
    after: int | None = 0
    while after is not None:
        after = _spread_some(happening, wanted, after, now)
    return bool(Happening.objects.filter(pk=happening.pk, spread_at=None).update(spread_at=now))


def _subjects(happening: Happening) -> list[Subject]:
    """What it belongs to, and the searches that find it."""
    return [Subject(*each) for each in happening.subjects] + [
        Subject(kind.name, key)
        for kind in kinds.every()
        if kind.holding
        for key in kind.holding(happening, _keys_in_use(kind.name))
    ]


def _keys_in_use(kind: str) -> Iterable[str]:
    """Each of them once, however many subscribers it has."""
    rows = Subscription.objects.confirmed().filter(kind=kind)
    return rows.order_by("key").values_list("key", flat=True).distinct()


@transaction.atomic
def _spread_some(happening: Happening, wanted, after: int, now: datetime) -> int | None:
    """The next subscribers; the last one of them, or None at the end."""
    people = wanted.filter(subscriber__gt=after).order_by("subscriber")
    some = list(people.values_list("subscriber", flat=True).distinct()[:AT_ONCE])
    rows = wanted.filter(subscriber__in=some).order_by("subscriber", "pk").select_for_update()
    found = rows.values_list("subscriber", "pk", "pace")  # none of them ends meanwhile
    items = []
    for subscriber, own in groupby(found, key=lambda row: row[0]):
        _subscriber, subscription, pace = min(own, key=lambda row: URGENCY.index(row[2]))
        items.append(
            Item(
                subscriber_id=subscriber,
                happening=happening,
                subscription_id=subscription,
                due_at=due_at(pace, now),
            )
        )
    Item.objects.bulk_create(items, ignore_conflicts=True)
    return some[-1] if some else None
