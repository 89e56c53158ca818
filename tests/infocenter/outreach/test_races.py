"""Whatever order people act in, and however many at once: no place is given twice."""

import os
import random
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from infocenter import services
from infocenter.models import Event, Registration
from infocenter.outreach.states import RegistrationStatus as S
from portal.history.verifying import first_break
from tests.factories import outreach as make
from tests.infocenter.test_services_races import at_once

PEOPLE = 40 if os.environ.get("FAROL_STRESS") == "full" else 8
WALKS = 200 if os.environ.get("FAROL_STRESS") == "full" else 6


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.FAROL_MAIL = "smtp://here"


def check(event: Event) -> None:
    """What must hold at any time."""
    event.refresh_from_db()
    seated, waiting = event.registrations.seated(), event.registrations.waiting()
    assert event.taken == seated.count() <= (event.capacity or 0)
    assert not waiting.exists() or event.taken == event.capacity
    last = seated.order_by("-turn").values_list("turn", flat=True).first()
    first = waiting.values_list("turn", flat=True).first()
    assert not (last and first) or last < first  # nobody was passed over


def at_hand(registration) -> Registration:
    """The registration as another process has it."""
    return Registration.objects.get(pk=registration.pk)


def test_many_at_once_get_no_more_places_than_there_are(transactional_db):
    event = make.event(capacity=3)
    people = [make.registered(event) for _each in range(PEOPLE)]
    at_once(*(partial(services.confirm_registration, at_hand(each)) for each in people))
    check(event)
    assert event.registrations.waiting().count() == PEOPLE - 3
    seated = list(event.registrations.seated()[:2])
    newcomers = [make.registered(event), make.registered(event)]
    at_once(
        *(partial(services.cancel_registration, at_hand(each)) for each in seated),
        *(partial(services.confirm_registration, at_hand(each)) for each in newcomers),
    )
    check(event)
    assert event.taken == 3
    assert first_break() is None


def test_one_registration_confirmed_by_many_at_once_counts_once(transactional_db):
    event = make.event(capacity=3)
    one = make.registered(event)
    at_once(*(partial(services.confirm_registration, at_hand(one)) for _each in range(4)))
    event.refresh_from_db()
    assert (event.taken, event.turns) == (1, 1)


def test_one_address_sent_by_many_at_once_is_one_registration(transactional_db):
    event = make.event()
    at_once(*(partial(make.registered, event, "ana@example.org") for _each in range(4)))
    assert event.registrations.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(WALKS))
def test_whatever_happens_in_whatever_order(seed):
    chance = random.Random(seed)
    event = make.event(capacity=chance.randint(0, 3))
    people: list[Registration] = []
    for _step in range(25):
        event.refresh_from_db()
        act = chance.choice(["ask", "confirm", "confirm", "cancel", "grow"])
        if act == "ask" or not people:
            people.append(make.registered(event))
        elif act == "grow" and event.capacity < 5:
            event.capacity += 1
            services.save_event(event, by=None, translations={})
        elif act == "cancel":
            services.cancel_registration(at_hand(chance.choice(people)))
        else:
            services.confirm_registration(at_hand(chance.choice(people)))
        check(event)
    assert {each.status for each in event.registrations.exclude(person="")} <= {
        S.UNCONFIRMED, S.SEATED, S.WAITING,
    }  # fmt: skip


@pytest.mark.django_db
def test_the_database_itself_refuses_more_places_than_there_are():
    event = make.event(capacity=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(taken=2)
