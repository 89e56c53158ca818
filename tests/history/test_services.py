"""History is added to, and tells when somebody tampered with it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from portal.history.models import AppendOnly, Event
from portal.history.services import record
from portal.history.verifying import first_break
from portal.history.words import words_of
from tests.factories import infocenter as make
from tests.factories import organisation
from tests.history.tampering import by_hand, guard

pytestmark = pytest.mark.django_db


@pytest.fixture
def events():
    department = organisation.department()
    person = organisation.user()
    return [
        record("department.changed", department, actor=person, reason=f"原因 {n}", changed=["name"])
        for n in range(3)
    ]


def remove(event):
    by_hand("DELETE FROM history_event WHERE id = %s", event.pk)


def test_the_chain_holds_after_a_round_through_the_database(events):
    assert first_break() is None
    assert [each.previous_hash for each in events[1:]] == [each.hash for each in events[:-1]]


def test_a_missing_event_is_noticed(events):
    remove(events[1])
    assert first_break().event_id == events[2].pk


def test_missing_last_events_are_noticed(events):
    remove(events[2])
    assert first_break().event_id is None
    with pytest.raises(CommandError, match="broken"):
        call_command("verify_audit")


def test_all_events_missing_is_noticed(events):
    for event in events:
        remove(event)
    assert first_break() is not None


def test_an_inserted_event_is_noticed(events):
    forged = Event(
        **{
            field.attname: getattr(events[0], field.attname)
            for field in Event._meta.concrete_fields
            if field.attname not in ("id", "hash")
        },
        hash="f" * 64,
    )
    forged.save()
    assert first_break().event_id == forged.pk


def test_the_command_says_that_the_chain_holds(events):
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "3 events" in out.getvalue()


def test_models_and_database_refuse_to_change_or_delete(events):
    guard()
    event = events[0]
    for act in (event.save, event.delete, Event.objects.all().delete):
        with pytest.raises(AppendOnly):
            act()
    with pytest.raises(AppendOnly):
        Event.objects.update(reason="x")
    for statement in ("UPDATE history_event SET reason = 'x'", "DELETE FROM history_event"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_history_belongs_to_the_department_of_the_thing():
    document = make.draft_document(files=["a.txt"])
    assert {each.department for each in Event.objects.about(document)} == {document.department}
    topic = make.topic()
    assert record("topic.changed", topic).department is None


def test_an_event_of_the_past_keeps_its_time_and_place_in_the_chain(events):
    late = record("department.changed", events[0].department, at=events[0].at)
    assert late.previous_hash == events[2].hash
    assert first_break() is None


def test_verbs_have_words_and_unknown_ones_are_shown_as_they_are():
    assert words_of("document.published") != "document.published"
    assert words_of("moon.landed") == "moon.landed"
