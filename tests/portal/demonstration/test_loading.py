"""`manage.py load_demonstration`: what is there afterwards, and after a second time."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone

from infocenter import services
from infocenter.models import Announcement, Attachment, Campaign, Document, Edition, Topic
from infocenter.models import Event as Occasion
from infocenter.outreach.states import Entry, Stage
from infocenter.states import Status
from portal.demonstration import PASSWORD, USERNAMES
from portal.demonstration.content import read_documents
from portal.history.models import Event
from portal.history.verifying import first_break
from portal.organisation.models import Department, LeadershipSeat, Member
from tracking.models import (
    ActionItem,
    Certificate,
    DateChange,
    Evaluation,
    Measure,
    Meeting,
    Notice,
    Observation,
    ProgressReport,
    Recognition,
    Standing,
    Training,
)
from tracking.states.measures import Health
from tracking.states.reports import ReportStatus

pytestmark = pytest.mark.django_db


def load() -> str:
    said = StringIO()
    call_command("load_demonstration", stdout=said)
    return said.getvalue()


def counts() -> dict[str, int]:
    models = (Department, Topic, Member, Document, Edition, Attachment, Event, get_user_model())
    return {model.__name__: model.objects.count() for model in models}


def document(slug: str) -> Document:
    return Document.objects.get(import_key=f"demonstration:{slug}")


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker):
    """The whole content, loaded once for this module; each test's own changes are rolled back."""
    from django.db import transaction

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        yield load()
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def loaded(said, db):
    return said


def test_all_documents_are_there_in_their_states():
    loaded = Document.objects.exclude(number__startswith="PR-")  # which the system made itself
    assert loaded.count() == len(read_documents())
    states = set(Document.objects.values_list("status", flat=True))
    assert states == set(Status.values)
    assert Document.objects.in_review().count() >= 3
    assert Edition.objects.current().count() >= 60


def test_the_programme_has_life_on_every_page():
    measures = Measure.objects.public()
    assert measures.count() >= 24
    assert measures.values("department").distinct().count() == 12
    now = Standing.objects.now().on(timezone.localdate())
    assert {each.health for each in now} == set(Health.values)
    assert set(ProgressReport.objects.values_list("status", flat=True)) >= {
        ReportStatus.SUBMITTED,
        ReportStatus.VERIFIED,
        ReportStatus.RETURNED,
    }
    assert DateChange.objects.exists()
    assert Observation.objects.count() > 15


def test_there_are_news_events_of_all_sorts_and_a_campaign(client):
    announcements = Announcement.objects.all()
    assert announcements.public().count() == 4
    assert [each.is_scheduled() for each in announcements].count(True) == 1
    events = Occasion.objects.public()
    assert events.count() == 6
    assert {each.stage() for each in events} == {Stage.COMING, Stage.OVER, Stage.CALLED_OFF}
    assert {each.entry() for each in events} == set(Entry)
    assert [each.registrations.waiting().count() for each in events if each.is_full] == [3]
    campaign = Campaign.objects.public().get()
    page = client.get(f"/pt/campaigns/{campaign.pk}/").content.decode()
    for each in (*campaign.events.all(), *campaign.announcements.all()):
        assert each.title("pt") in page


def test_a_second_time_adds_nothing():
    before = counts()
    assert (
        "Added 0 departments, 0 topics, 0 accounts, 0 documents, 0 policies, "
        "0 consultations, 0 announcements, events and campaigns, 0 matters and 0 measures in"
        in load()
    )
    assert counts() == before


def test_what_somebody_changed_is_kept():
    notice = document("bus-route-5-extension")
    services.save_translation(notice, "en", by=None, title="Changed by an editor")
    Department.objects.filter(code="TB").update(phone="5550 9999")
    load()
    assert notice.title("en") == "Changed by an editor"
    assert Department.objects.get(code="TB").phone == "5550 9999"


def test_the_programme_has_three_editions_in_four_languages_with_files():
    editions = document("programme-20230701").editions.order_by("edition_number")
    assert [each.kind for each in editions] == ["first", "correction", "update"]
    assert [each.translations.count() for each in editions] == [4, 4, 4]
    assert [str(timezone.localdate(each.published_at)) for each in editions] == [
        "2023-07-01",
        "2023-07-14",
        "2024-07-02",
    ]
    first, second, _third = (
        {each.name: each.sha256 for each in edition.files.all()} for edition in editions
    )
    assert first.keys() == second.keys()
    assert first != second  # the files say what the corrected text says


def test_each_language_version_says_itself_what_changed():
    corrected = document("recycling-guide").editions.get(edition_number=3)
    told = {each.language: (each.change_note, each.credit) for each in corrected.translations.all()}
    assert set(told) == {"zh-hant", "pt", "en", "zh-hans"}
    assert "contentor azul" in told["pt"][0]
    assert told["en"][1] == "Year 5 pupils of Old Town Primary School"
    assert "蓝箱" in told["zh-hans"][0]


def test_one_is_withdrawn_with_a_reason_and_one_points_to_its_successor():
    withdrawn = document("beach-closure-2025")
    assert withdrawn.status == Status.WITHDRAWN
    assert "泳灘" in withdrawn.withdrawal_reason_zh_hant
    assert "praia" in withdrawn.withdrawal_reason_pt
    assert "beach" in withdrawn.withdrawal_reason_en
    assert not withdrawn.editions.current().exists()
    assert document("parking-regulation-2023").superseded_by == document("parking-regulation-2025")


def test_scheduled_documents_are_in_the_future():
    scheduled = Document.objects.filter(status=Status.SCHEDULED)
    assert scheduled
    assert all(each.scheduled_for > timezone.now() for each in scheduled)


def test_a_returned_document_says_why():
    returned = document("draft-school-bus-shelters")
    assert returned.status == Status.DRAFT
    assert "請補充" in returned.status_reason


def test_the_history_holds_together():
    assert first_break() is None


def test_every_role_has_an_account_that_can_sign_in(client):
    roles = set(Member.objects.values_list("role__name", flat=True))
    assert len(roles) == 8
    assert get_user_model().objects.filter(username__in=USERNAMES).count() == len(USERNAMES)
    assert client.login(username="ic.editor", password=PASSWORD)
    assert {seat.position for seat in LeadershipSeat.objects.all()} == {"head", "deputy", "member"}


def test_the_accounts_are_printed_the_first_time(loaded):
    assert "supervisor    GM supervisor" in loaded
    assert PASSWORD in loaded


def test_no_password_is_set_where_the_portal_is_real(settings, client):
    get_user_model().objects.filter(username="deputy").delete()
    settings.FAROL_DEMONSTRATION = settings.DEBUG = False
    assert PASSWORD not in load()
    assert not client.login(username="deputy", password=PASSWORD)


def test_something_is_done_about_what_is_late(said):
    standing = set(Notice.objects.values_list("level", "status"))
    assert {level for level, _status in standing} == {1, 2, 3}
    assert {status for _level, status in standing} == {"open", "answered", "paused", "closed"}
    assert Evaluation.objects.public().count() == 2
    assert {each.status for each in Meeting.objects.all()} == {"planned", "approved"}
    assert all(each.agenda.exists() for each in Meeting.objects.all())
    assert Recognition.objects.public().count() == 2
    assert Training.objects.open().count() == 2
    assert Certificate.objects.exists()
    assert {each.status for each in ActionItem.objects.all()} == {"open", "reported"}
