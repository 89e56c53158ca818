"""People who have subscribed to something."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from portal import sealing
from portal.notifications import sending
from portal.notifications.models import Delivery
from portal.subscriptions import happenings, posting, spreading
from portal.subscriptions.kinds import Subject
from portal.subscriptions.models import Happening, Subscriber, Subscription

_numbers = count(1)


def subscriber(address: str = "", language: str = "en") -> Subscriber:
    """Whoever has this address; without one somebody new."""
    address = address or f"reader{next(_numbers)}@example.org"
    values = {"sealed": sealing.seal(address), "language": language}
    digest = sealing.digests(address)[0]
    return Subscriber.objects.get_or_create(digest=digest, defaults=values)[0]


def subscription(
    kind: str, key, address: str = "", pace: str = "at_once", **values
) -> Subscription:
    """A confirmed one."""
    person = subscriber(address, values.pop("language", "en"))
    values.setdefault("confirmed_at", timezone.now())
    return person.subscriptions.create(kind=kind, key=str(key), pace=pace, **values)


def many(number: int, kind: str, key) -> None:
    """So many people with the same subscription, told at once."""
    numbers = [next(_numbers) for _each in range(number)]
    people = Subscriber.objects.bulk_create(
        Subscriber(
            digest=f"{each:064}", sealed=sealing.seal(f"many{each}@example.org"), language="en"
        )
        for each in numbers
    )
    Subscription.objects.bulk_create(
        Subscription(
            subscriber=each, kind=kind, key=str(key), pace="at_once", confirmed_at=timezone.now()
        )
        for each in people
    )


def all_told() -> None:
    """What waits is spread, written and sent, as the clock does it some minutes later."""
    Happening.objects.update(at=timezone.now() - timedelta(minutes=2))
    spreading.spread_waiting()
    posting.post_due()
    Delivery.objects.update(next_at=timezone.now())
    sending.send_waiting()


def happening(document, event: str = "update", once: str = "", **values) -> Happening:
    """Something that happened to a public document."""
    once = once or f"test-{next(_numbers)}"
    subjects = [Subject("department", str(document.department_id))]
    happenings.tell(
        "document", document.pk, event, once=once, titles={"en": "A"}, subjects=subjects, **values
    )
    return Happening.objects.get(name=f"document-{document.pk}-{once}")
