"""Writers on PostgreSQL don't wait for each other's transactions to add an event."""

import threading

import pytest
from django.db import connection, transaction

from portal.history.models import ChainHead, Event
from portal.history.services import record
from portal.history.verifying import first_break
from tests.factories import organisation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres_only]


def in_thread(work) -> threading.Thread:
    def run():
        work()
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_an_event_is_added_while_another_transaction_holds_a_lane():
    held, others = organisation.user(), organisation.user()
    with transaction.atomic():
        first = record("user.changed", held)
        same = record("user.changed", held)
        thread = in_thread(lambda: record("user.changed", others))
        thread.join(timeout=20)
        assert not thread.is_alive()
    assert first.lane == same.lane != Event.objects.about(others).get().lane
    assert first_break() is None


def test_with_all_lanes_taken_a_writer_waits_and_comes_through():
    ChainHead.objects.exclude(pk=1).delete()
    held, others = organisation.user(), organisation.user()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("portal.history.services.LANES", 1)
        with transaction.atomic():
            record("user.changed", held)
            thread = in_thread(lambda: record("user.changed", others))
            thread.join(timeout=0.3)
            assert thread.is_alive()
        thread.join()
    assert Event.objects.about(others).exists()
    assert first_break() is None
