"""What is kept of people: sealed, renewed with new keys, given out, and forgotten in time."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from policies import services
from policies.models import Case, CaseFile
from policies.services import case_files
from policies.states.cases import CaseStatus
from portal import sealing
from portal.notifications.models import Delivery
from tests.factories import policies as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

PDF = b"%PDF-1.4 personal"


@pytest.fixture
def with_file(file_store):
    """A closed case with a file and everything that may be said in one."""
    filing = make.filing()
    case_files.keep_waiting(SimpleUploadedFile("lamp.pdf", PDF), filing.submission)
    case = services.file_case(filing).case
    officer = make.officer()
    services.accept_case(case, by=officer, department=officer.memberships.get().department)
    services.assign_case(case, by=officer, officer=officer)
    services.draft_answer(case, by=officer, text="已修復。")
    services.answer_case(case, by=officer)
    services.rate_case(case, rating=5, text="謝謝陳先生", submission=uuid4())
    return case


def stored_bytes(folder) -> list[bytes]:
    return [each.read_bytes() for each in (folder / "sealed").rglob("*") if each.is_file()]


def test_after_the_kept_days_people_are_gone_and_figures_stay(with_file, file_store, settings):
    assert services.forget_old() == 0
    long_ago = timezone.now() - timedelta(days=settings.FAROL_CASES_KEPT_DAYS + 1)
    Case.objects.update(closed_at=long_ago)
    assert services.forget_old() == 1
    assert services.forget_old() == 0
    case = Case.objects.get()
    assert (case.words(), case.resident().name) == ("", "")
    assert {each.words() for each in case.messages.all()} == {""}
    assert (case.status, case.rating) == (CaseStatus.CLOSED, 5)
    assert case.answered_at is not None
    assert not CaseFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_bytes_of_files_are_gone_too(with_file, file_store):
    assert stored_bytes(file_store)
    services.forget_people(with_file)
    assert not stored_bytes(file_store)


def test_mails_about_a_forgotten_case_are_forgotten(with_file, settings):
    settings.FAROL_MAIL = "smtp://here"
    services.reopen_case(with_file, text="Dark again.", submission=uuid4())
    assert Delivery.objects.exclude(sealed="").exists()
    services.forget_people(with_file)
    assert not Delivery.objects.exclude(sealed="").exists()


def test_what_is_open_is_never_forgotten_by_the_clock():
    case = make.case_at_work(at=timezone.now() - timedelta(days=3000))
    services.forget_old()
    case.refresh_from_db()
    assert case.words()


def test_a_new_key_takes_the_place_of_the_old_one(with_file, settings, file_store):
    settings.FAROL_PERSONAL_KEYS = ["new", settings.SECRET_KEY]
    call_command("seal_again", verbosity=0)
    settings.FAROL_PERSONAL_KEYS = ["new"]
    case = Case.objects.get()
    assert case.words() == "路燈不亮"
    assert case.messages.first().words() == "長堤街的路燈壞了三個星期。"
    file = case.files.get()
    assert file.name() == "lamp.pdf"
    assert b"personal" in sealing.unseal_bytes(stored_bytes(file_store)[0])


def test_without_the_key_nothing_can_be_read(with_file, settings):
    settings.FAROL_PERSONAL_KEYS = ["another"]
    with pytest.raises(sealing.Unreadable):
        Case.objects.get().words()


def test_nothing_that_was_said_stands_in_the_database_or_on_the_disk(with_file, file_store):
    services.add_note(with_file, by=with_file.officer, text="Calls often.")
    words = ("路燈", "長堤街", "陳大文", "chan@example.org", "已修復", "謝謝", "Calls", "lamp.pdf")
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows.append(str(cursor.fetchall()))
    for word in words:
        assert not any(word in each for each in rows), word
    assert not any(PDF in each for each in stored_bytes(file_store))


def test_files_that_nobody_sent_are_swept(file_store):
    kept = case_files.keep_waiting(SimpleUploadedFile("lamp.pdf", PDF), uuid4())
    assert case_files.sweep() == 0
    CaseFile.objects.filter(pk=kept.pk).update(at=timezone.now() - timedelta(days=2))
    assert case_files.sweep() == 1
    assert not CaseFile.objects.exists()
