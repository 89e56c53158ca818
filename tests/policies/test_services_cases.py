"""A matter is taken in once, sealed, and found again by its receipt only."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import connection, connections

from policies import receipts
from policies.models import Case, Message, Person
from policies.services import file_case, find_case
from policies.states.cases import CaseStatus
from portal.history.models import Event
from tests.factories import policies as make

MONDAY = datetime(2026, 11, 23, 3, tzinfo=UTC)


@pytest.mark.django_db
def test_the_receipt_says_number_code_and_by_when():
    receipt = file_case(make.filing(), at=MONDAY)
    assert receipt.case.status == CaseStatus.RECEIVED
    assert receipt.number.startswith("26-")
    assert receipt.deadline.acknowledge_by == date(2026, 11, 25)
    assert receipt.deadline.answer_by == date(2026, 12, 28)


@pytest.mark.django_db
def test_what_comes_in_late_in_the_evening_counts_from_the_day_it_is_at_the_offices():
    receipt = file_case(
        make.filing(), at=datetime(2026, 11, 22, 17, tzinfo=UTC)
    )  # Monday, 1 o'clock
    assert receipt.deadline.acknowledge_by == date(2026, 11, 25)


@pytest.mark.django_db
def test_the_same_submission_again_is_the_same_receipt():
    matter = make.filing()
    first, again = file_case(matter), file_case(matter)
    assert (first.number, first.code) == (again.number, again.code)
    assert Case.objects.count() == Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_while_a_code_is_hashed_slowly(monkeypatch):
    locked, hashed = [], receipts.hashed
    told = lambda *said: locked.append(connection.in_atomic_block) or hashed(*said)  # noqa: E731
    monkeypatch.setattr(receipts, "hashed", told)
    file_case(make.filing())
    make.response(make.open_consultation())
    assert locked == [False, False]


@pytest.mark.django_db(transaction=True)
def test_a_matter_that_comes_many_times_at_once_is_one_case():
    matter = make.filing()

    def come(_time):
        try:
            receipt = file_case(matter)
            return receipt.number, receipt.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        receipts = set(pool.map(come, range(8)))
    assert len(receipts) == 1
    assert Case.objects.count() == Message.objects.count() == 1


@pytest.mark.django_db
def test_a_case_is_found_by_number_and_code_together_only():
    one, other = file_case(make.filing()), file_case(make.filing())
    assert find_case(one.number, one.code) == one.case
    assert find_case(one.number.replace("-", " "), one.code.lower()) == one.case
    assert find_case(one.number, other.code) is None
    assert find_case(other.number, one.code) is None
    assert find_case(one.number, "") is None
    assert find_case("", one.code) is None


@pytest.mark.django_db
def test_nothing_of_what_was_said_can_be_read_in_the_database():
    receipt = file_case(make.filing())
    with connection.cursor() as cursor:
        found = []
        for model in (Case, Message, Event):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            found += [str(row) for row in cursor.fetchall()]
    stored = "".join(found)
    for secret in ("陳大文", "chan@example.org", "6600 0000", "路燈", "長堤街", receipt.code):
        assert secret not in stored
        assert secret.encode("unicode_escape").decode() not in stored


@pytest.mark.django_db
def test_handlers_read_it_as_it_was_written():
    case = Case.objects.get(pk=file_case(make.filing()).case.pk)
    assert case.words() == "路燈不亮"
    assert case.resident() == Person("陳大文", "chan@example.org", "6600 0000")
    assert [each.words() for each in case.messages.all()] == ["長堤街的路燈壞了三個星期。"]


@pytest.mark.django_db
def test_its_receipt_stands_in_history_without_personal_data():
    case = file_case(make.filing()).case
    event = Event.objects.about(case).get()
    assert (event.verb, event.label) == ("case.received", case.number)
