"""The demonstration's subscribers: invented addresses, so that the admin has what to count."""

from collections.abc import Iterator
from random import Random

from django.db import transaction
from django.utils import timezone

from infocenter.models import Topic
from policies.models import Policy
from portal import languages, sealing
from portal.organisation.models import Department
from portal.subscriptions.kinds import Subject
from portal.subscriptions.models import Subscriber, Subscription
from portal.subscriptions.states import Pace

PEOPLE = 60
MOST = 4  # subscriptions of one


@transaction.atomic
def add_subscribers() -> int:
    """Those who aren't there yet, if there is nobody else; their number."""
    if Subscriber.objects.exists():
        return 0
    chance, things = Random(7), list(_things())  # nosec B311  # the same people each time
    for number in range(PEOPLE if things else 0):
        address = f"resident{number}@farol.example"
        person = Subscriber.objects.create(
            digest=sealing.digests(address)[0],
            sealed=sealing.seal(address),
            language=chance.choice(languages.CODES),
        )
        for kind, key in chance.sample(things, chance.randint(1, min(MOST, len(things)))):
            Subscription.objects.create(
                subscriber=person,
                kind=kind,
                key=key,
                pace=chance.choice(Pace.values),
                confirmed_at=timezone.now(),
            )
    return PEOPLE if things else 0


def _things() -> Iterator[Subject]:
    """What they may have subscribed to."""
    for kind, rows in (
        ("department", Department.objects.active()),
        ("topic", Topic.objects.all()),
        ("policy", Policy.objects.public()),
    ):
        yield from (Subject(kind, str(pk)) for pk in rows.values_list("pk", flat=True)[:12])
    yield Subject("progress", "all")
