"""Secret links: who has one may do what it says, without an account or a cookie.

A link is signed and names the subscriber by a key of hers, so that it ends with her subscriptions.
"""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from portal.subscriptions.models import Subscriber, Subscription

DAYS_TO_CONFIRM = 3
MOST_NAMED = 30  # subscriptions in one link; of more, it is about all of them


class Purpose(StrEnum):
    """What a link is for. Each opens its own page only."""

    CONFIRM = "confirm"
    MANAGE = "manage"
    END = "end"


AGES = {Purpose.CONFIRM: timedelta(days=DAYS_TO_CONFIRM)}


def issue(purpose: Purpose, subscriber: Subscriber, some: Iterable[int] = ()) -> str:
    """A pass for a subscriber, to do something with `some` of her subscriptions."""
    named = list(some)
    said = [subscriber.pk, subscriber.key, *(named if len(named) <= MOST_NAMED else ())]
    return signing.dumps(said, salt=f"subscriptions.{purpose}")


def link(purpose: Purpose, subscriber: Subscriber, language: str, some: Iterable[int] = ()) -> str:
    """The address that goes into a mail."""
    with override(language):
        path = reverse(f"subscriptions:{purpose}", args=[issue(purpose, subscriber, some)])
    return f"{settings.FAROL_SITE_URL}{path}"


def opened(purpose: Purpose, token: str) -> tuple[Subscriber, list[Subscription]] | None:
    """Who has the pass, and the subscriptions that it names (or all); None if it is invalid."""
    try:
        pk, key, *named = signing.loads(
            token, salt=f"subscriptions.{purpose}", max_age=AGES.get(purpose)
        )
    except (signing.BadSignature, ValueError, TypeError):
        return None
    subscriber = Subscriber.objects.filter(pk=pk, key=key).first()
    if subscriber is None:
        return None
    rows = subscriber.subscriptions.all()
    return subscriber, list(rows.filter(pk__in=named) if named else rows)
