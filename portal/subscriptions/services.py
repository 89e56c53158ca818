"""Subscribing, changing and ending. Nothing here says whether an address is known."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portal import sealing
from portal.notifications.services import forget_about, notify
from portal.subscriptions import kinds
from portal.subscriptions.kinds import Thing
from portal.subscriptions.models import Happening, Item, Subscriber, Subscription
from portal.subscriptions.passes import DAYS_TO_CONFIRM, Purpose, link
from portal.subscriptions.states import Pace
from portal.throttling import allow

MOST = 200  # subscriptions of one address
ASKED_A_DAY = 6  # mails about subscribing to one address: nobody fills another's mailbox
MOST_REFUSALS = 3  # days on which a mail server refuses an address, until it is forgotten
KEPT = timedelta(days=90)  # what happened, and who was told


def ask(address: str, thing: Thing, pace: str, language: str) -> None:
    """Have the owner of an address asked whether she wants to subscribe.

    Whoever asked learns nothing: the answer goes to the address only.
    """
    if not allow("subscriptions.ask", sealing.folded(address), ASKED_A_DAY, 86400):
        return
    with transaction.atomic():
        subscriber = _subscriber(address, language)
        rows = subscriber.subscriptions
        subscription = rows.filter(kind=thing.subject.kind, key=thing.subject.key).first()
        if subscription and subscription.confirmed_at:
            _write(subscriber, "subscription_known", thing)
            return
        if subscription is None:
            if rows.count() >= MOST:
                return
            subscription = rows.create(kind=thing.subject.kind, key=thing.subject.key, pace=pace)
        elif subscription.pace != pace:
            subscription.pace = pace
            subscription.save(update_fields=["pace"])
        if not rows.confirmed().exists() and subscriber.language != language:
            subscriber.language = language
            subscriber.save(update_fields=["language"])
        _write(subscriber, "subscription_confirm", thing, subscription)


def _subscriber(address: str, language: str) -> Subscriber:
    """The row of an address, found by any of the keys."""
    digests = sealing.digests(address)
    found = Subscriber.objects.filter(digest__in=digests).select_for_update().first()
    if found is not None:
        return found
    values = {"sealed": sealing.seal(address.strip()), "language": language}
    return Subscriber.objects.get_or_create(digest=digests[0], defaults=values)[0]


def _write(
    subscriber: Subscriber, kind: str, thing: Thing, subscription: Subscription | None = None
) -> None:
    language = subscriber.language
    told = kinds.thing(*thing.subject, language) or thing
    context = {
        "title": str(told.title),
        "title_lang": told.title.lang,
        "manage": link(Purpose.MANAGE, subscriber, language),
        "days": DAYS_TO_CONFIRM,
    }
    if subscription is not None:
        context["pace"] = subscription.pace
        context["confirm"] = link(Purpose.CONFIRM, subscriber, language, [subscription.pk])
    notify(kind, subscriber.address(), language, context, about=subscriber)


@transaction.atomic
def confirm(subscriptions: Iterable[Subscription]) -> int:
    """The owner of the address wants these. How many are confirmed now that weren't."""
    wanted = [each.pk for each in subscriptions]
    rows = Subscription.objects.unconfirmed().filter(pk__in=wanted)
    return rows.update(confirmed_at=timezone.now())


def change_pace(subscription: Subscription, pace: Pace) -> bool:
    """Have it told so often from the next happening on; False if it has ended meanwhile."""
    return bool(Subscription.objects.filter(pk=subscription.pk).update(pace=pace))


def change_language(subscriber: Subscriber, language: str) -> bool:
    """Write to her in another language from now on; False if she has gone meanwhile."""
    return bool(Subscriber.objects.filter(pk=subscriber.pk).update(language=language))


@transaction.atomic
def end(subscriber: Subscriber, some: Iterable[Subscription]) -> None:
    """End some subscriptions, and forget who has none left; safe to repeat."""
    Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
    subscriber.subscriptions.filter(pk__in=[each.pk for each in some]).delete()
    if not subscriber.subscriptions.exists():
        _forget(subscriber)


def _forget(subscriber: Subscriber) -> None:
    """Nothing is left that says who she was, nor a mail on the way to her."""
    forget_about(subscriber)
    Subscriber.objects.filter(pk=subscriber.pk).delete()


def send_link(address: str, language: str) -> None:
    """Send an address the link to its subscriptions, if it has any. Says nothing of it here."""
    if not allow("subscriptions.ask", sealing.folded(address), ASKED_A_DAY, 86400):
        return
    rows = Subscriber.objects.filter(digest__in=sealing.digests(address))
    subscriber = rows.filter(subscriptions__confirmed_at__isnull=False).distinct().first()
    if subscriber is not None:
        context = {"manage": link(Purpose.MANAGE, subscriber, language)}
        notify("subscription_link", subscriber.address(), language, context, about=subscriber)


@transaction.atomic
def note_outcome(subscriber_id: int, refused: bool) -> None:
    """A mail server has taken a mail for her, or refused her address for good."""
    subscriber = Subscriber.objects.select_for_update().filter(pk=subscriber_id).first()
    if subscriber is None:
        return
    today = timezone.localdate()
    if not refused:
        if subscriber.refused_days:
            Subscriber.objects.filter(pk=subscriber_id).update(refused_days=0, refused_on=None)
    elif subscriber.refused_on != today:
        subscriber.refused_days, subscriber.refused_on = subscriber.refused_days + 1, today
        subscriber.save(update_fields=["refused_days", "refused_on"])
        if subscriber.refused_days >= MOST_REFUSALS:
            _forget(subscriber)


def forget_old() -> int:
    """Delete what nobody confirmed, addresses without subscriptions, and what was told long ago."""
    now = timezone.now()
    late = Subscription.objects.unconfirmed().filter(
        made_at__lte=now - timedelta(days=DAYS_TO_CONFIRM)
    )
    number = late.delete()[0]
    with transaction.atomic():
        idle = Subscriber.objects.filter(subscriptions=None).select_for_update(of=("self",))
        for subscriber in idle:
            _forget(subscriber)
            number += 1
    waiting = Item.objects.filter(posted_at=None).values("happening")
    old = Happening.objects.filter(spread_at__lte=now - KEPT).exclude(pk__in=waiting)
    return number + old.delete()[0]


def seal_again() -> Iterator[int]:
    """Seal every address with the first key, and look it up by that one: row by row."""
    for pk in Subscriber.objects.values_list("pk", flat=True).iterator():
        with transaction.atomic():
            row = Subscriber.objects.select_for_update().filter(pk=pk).first()
            if row is not None:
                address = row.address()
                row.sealed, row.digest = sealing.seal(address), sealing.digests(address)[0]
                row.save(update_fields=["sealed", "digest"])
        yield pk
