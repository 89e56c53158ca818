"""What is due becomes mails: one for each subscriber, with all that she is to be told by now.

An item is marked in the transaction that writes its mail down, under the lock of its subscriber, so
that it is in one mail only, whoever is killed when. The mail has a name made of its first item.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from portal import labels, languages
from portal.notifications.models import Delivery
from portal.notifications.services import available, write_down
from portal.notifications.tasks import deliver_all
from portal.sealing import Unreadable
from portal.subscriptions import kinds
from portal.subscriptions.models import Happening, Item, Subscriber
from portal.subscriptions.passes import Purpose, link

AT_ONCE = 50  # subscribers in one transaction, and mails in one task
MOST_SHOWN = 50  # happenings in one mail


def post_due() -> int:
    """Write down the mails that are due, and have them sent; how many."""
    if not available():
        return 0
    written, words, now = 0, Words(), timezone.now()
    while True:
        due = Item.objects.filter(posted_at=None, due_at__lte=now).order_by("subscriber")
        some = list(due.values_list("subscriber", flat=True).distinct()[:AT_ONCE])
        if not some:
            return written
        written += _post(some, words, now)


@transaction.atomic
def _post(some: list[int], words: "Words", now: datetime) -> int:
    people = Subscriber.objects.select_for_update().in_bulk(some)
    due = Item.objects.filter(subscriber__in=people, posted_at=None, due_at__lte=now)
    rows = due.select_related("happening", "subscription").order_by("subscriber", "pk")
    mails: list[int] = []
    for pk, own in groupby(rows, key=lambda each: each.subscriber_id):
        items = list(own)
        delivery = _mail(people[pk], items, words)
        Item.objects.filter(pk__in=[each.pk for each in items]).update(
            posted_at=now, delivery=delivery
        )
        mails += [delivery.pk] if delivery else []
    if mails:
        transaction.on_commit(lambda: deliver_all.enqueue(mails))
    return len(mails)


def _mail(subscriber: Subscriber, items: list[Item], words: "Words") -> Delivery | None:
    """One mail with all of it; None if nothing of it is public any more."""
    language = subscriber.language
    told = [each for each in map(words.of, _latest(items), [language] * len(items)) if each]
    if not told:
        return None
    shown = told[:MOST_SHOWN]
    subscriptions = list({each.subscription_id: each.subscription for each in items}.values())
    ending = link(Purpose.END, subscriber, language, [each.pk for each in subscriptions])
    context = {
        "items": shown,
        "first": shown[0],
        "more": len(told) - len(shown),
        "number": len(told),
        "why": [words.title(each.kind, each.key, language) for each in subscriptions],
        "end": ending,
        "manage": link(Purpose.MANAGE, subscriber, language),
    }
    try:
        address = subscriber.address()
    except Unreadable:
        return None
    return write_down(
        "subscription",
        address,
        language,
        context,
        about=subscriber,
        unsubscribe=ending,
        name=_name(subscriber, items),
    )


def _name(subscriber: Subscriber, items: Iterable[Item]) -> str:
    """The same for the same mail at every attempt, and no other's."""
    first = min(each.happening_id for each in items)
    digest = salted_hmac("subscriptions.mail", f"{subscriber.key}:{first}", algorithm="sha256")
    return f"news-{digest.hexdigest()[:32]}"


def _latest(items: Iterable[Item]) -> list[Happening]:
    """Of each thing what happened to it last, the newest first."""
    found: dict[tuple[str, int], Happening] = {}
    for each in sorted((item.happening for item in items), key=lambda one: (one.at, one.pk)):
        found.pop((each.kind, each.object_id), None)
        found[each.kind, each.object_id] = each
    return list(reversed(found.values()))


class Words:
    """What happenings are called in each language: made once for all who are told now."""

    def __init__(self):
        self.known: dict[tuple, dict[str, str] | None] = {}

    def of(self, happening: Happening, language: str) -> dict[str, str] | None:
        """The words of a happening; None if residents no longer see the thing."""
        key = (happening.pk, language)
        if key not in self.known:
            self.known[key] = _said(happening, language)
        return self.known[key]

    def title(self, kind: str, key: str, language: str) -> dict[str, str]:
        """What a thing is called that somebody subscribed to."""
        where = (kind, key, language)
        if where not in self.known:
            with override(language):
                thing = kinds.thing(kind, key, language)
            words, lang = (thing.title, thing.title.lang) if thing else (key, "")
            self.known[where] = {"title": str(words), "lang": lang}
        return self.known[where] or {}


def _said(happening: Happening, language: str) -> dict[str, str] | None:
    kind, key = kinds.of(happening.kind), str(happening.object_id)
    if kind is None:
        return None
    with override(language):
        title = kind.title(key, language)
        if title is None and happening.event not in kind.farewells:
            return None
        title = title or labels.best(happening.titles, language)
        note = labels.best(happening.notes, language)
        return {
            "event": str(kind.events.get(happening.event, kind.label)),
            "title": str(title),
            "lang": title.lang,
            "note": str(note),
            "note_lang": note.lang or languages.bcp47(language),
            "path": kind.address(key, language),
            "at": timezone.localtime(happening.at).date().isoformat(),
        }
