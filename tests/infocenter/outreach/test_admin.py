"""Editors write, publishers decide, and who looks at people is noted."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from infocenter.models import Announcement, Campaign, Event
from infocenter.outreach import desk, inspecting
from infocenter.outreach.states import OutreachStatus as S
from portal import desk as first_page
from portal.history.models import Event as Happened
from portal.inspection.sections import Pace
from portal.organisation.roles import CASE_OFFICER, EDITOR, PUBLISHER
from portal.spreadsheets import read_book
from portal.workplan import plan
from tests.factories import organisation
from tests.factories import outreach as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def own():
    return organisation.department("OWN")


@pytest.fixture
def editor(client, own):
    person = organisation.member(EDITOR, own)
    client.force_login(person)
    return person


@pytest.fixture
def publisher(client, own):
    person = organisation.member(PUBLISHER, own)
    client.force_login(person)
    return person


def address(thing, page="change") -> str:
    return f"/admin/infocenter/{thing._meta.model_name}/{thing.pk}/{page}/"


def typed(**more) -> dict:
    return {"step": "save", "text-en-title": "Open day", **more}


def moment(**ahead) -> str:
    return timezone.localtime(timezone.now() + timedelta(**ahead)).strftime("%Y-%m-%dT%H:%M")


def test_an_editor_writes_and_submits_and_can_not_publish(client, own, editor):
    for kind, more in {
        "announcement": {},
        "campaign": {},
        "event": {
            "starts_at": moment(days=3),
            "ends_at": moment(days=4),
            "text-en-place": "Hall",
        },
    }.items():
        values = typed(department=own.pk, **more)
        response = client.post(f"/admin/infocenter/{kind}/add/", values)
        assert response.status_code == 302, response.content.decode()
        client.post(response["Location"], {"step": "publish"})
        client.post(response["Location"], {"step": "submit"})
    made = [model.objects.get() for model in (Announcement, Campaign, Event)]
    assert {each.status for each in made} == {S.IN_REVIEW}
    assert {each.title("en") for each in made} == {"Open day"}


def test_a_publisher_returns_schedules_and_withdraws(client, own, publisher):
    thing = make.draft_announcement(own)
    page = address(thing)
    client.post(page, {"step": "submit"})
    assert [each.key for each in desk.waiting_for(publisher)] == ["announcement-to-publish"]
    assert "To publish" in client.get("/admin/").content.decode()
    client.post(page, {"step": "return"})
    assert Announcement.objects.get().status == S.IN_REVIEW  # a reason is needed
    client.post(page, {"step": "return", "return-reason": "The date is missing."})
    assert Announcement.objects.get().status == S.DRAFT
    client.post(page, {"step": "publish", "publish-publish_at": moment(days=-1)})
    assert Announcement.objects.get().status == S.DRAFT  # this time has passed
    client.post(page, {"step": "publish", "publish-publish_at": moment(days=1)})
    assert Announcement.objects.get().is_scheduled()
    assert "Scheduled" in client.get(page).content.decode()
    client.post(page, {"step": "withdraw", "withdraw-reason_pt": "Engano."})
    assert Announcement.objects.get().status == S.WITHDRAWN
    verbs = Happened.objects.about(thing).order_by("pk").values_list("verb", flat=True)
    assert [each.partition(".")[2] for each in verbs] == [
        "created", "submit", "return", "publish", "withdraw",
    ]  # fmt: skip


def test_what_residents_see_is_changed_by_publishers_only(client, own, editor):
    thing = make.announcement(department=own)
    assert client.post(address(thing), typed(department=own.pk)).status_code == 403
    assert client.post(address(thing), {"step": "withdraw"}).status_code == 403
    client.force_login(organisation.member(PUBLISHER, own))
    seen = typed(department=own.pk, version=Announcement.objects.get().version)
    assert client.post(address(thing), seen).status_code == 302
    again = client.post(address(thing), seen | {"text-en-title": "Late"})
    assert "Somebody else has changed this" in again.content.decode()
    assert Announcement.objects.get().title("en") == "Open day"


@pytest.mark.parametrize("role", [EDITOR, PUBLISHER])
def test_nothing_of_another_department_can_be_read_or_changed(client, own, role):
    client.force_login(organisation.member(role, organisation.department("OTHER")))
    things = [make.draft_announcement(own), make.draft_campaign(own), make.event(department=own)]
    before = Happened.objects.count()
    for thing in things:
        pages = ["change", "preview", "history", "delete"]
        pages += ["registrations"] if isinstance(thing, Event) else []
        for page in pages:
            for step in ("save", "submit", "publish", "call_off", "withdraw"):
                values = typed(department=own.pk, post="yes", came="1") | {"step": step}
                for response in (
                    client.get(address(thing, page)),
                    client.post(address(thing, page), values),
                ):
                    assert response.status_code in (302, 403, 404)
                    if response.status_code == 302:
                        assert response["Location"] == "/admin/"
    assert Happened.objects.count() == before


def test_only_members_that_organise_see_who_has_registered(client, own):
    event = make.event(department=own)
    client.force_login(organisation.member(CASE_OFFICER, own))
    assert client.get(address(event, "registrations")).status_code == 403


def test_the_list_of_visitors_is_noted_ticked_and_taken_out_safely(client, own, publisher):
    event = make.event(department=own, capacity=1)
    make.with_people(event, 2)
    seated = event.registrations.seated().get()
    page = address(event, "registrations")
    assert "陳大文" in client.get(page).content.decode()
    assert Happened.objects.filter(verb="event.registrations_seen", actor=publisher).count() == 1
    early = client.post(page, {"came": seated.pk})
    assert "from the day" in early.content.decode()
    make.put(event, timedelta(days=-1))
    assert client.post(page, {"came": [seated.pk, "x", "9" * 30]}).status_code == 302
    seated.refresh_from_db()
    assert seated.attended is True
    assert not desk.waiting_for(publisher)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_name_is_no_formula(client, own, publisher, kind, settings):
    settings.FAROL_MAIL = "smtp://here"
    event = make.event(department=own)
    make.confirmed(event, name='=HYPERLINK("http://evil.example")')
    response = client.get(f"{address(event, 'registrations')}?format={kind}")
    assert "no-store" in response["Cache-Control"]
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    else:
        [rows] = read_book(response.content).values()  # there cells say that they are words
    mark = "'" if kind == "csv" else ""
    assert rows[1][0] == f'{mark}=HYPERLINK("http://evil.example")'
    noted = Happened.objects.get(verb="event.registrations_exported")
    assert noted.data == {"format": kind}


def test_events_stand_in_the_work_plan_and_what_waits_on_the_first_page(own, publisher):
    event = make.event(department=own)
    assert [each.key for each in plan(publisher, own) if each.key.startswith("event")] == [
        f"event-{event.pk}"
    ]
    make.with_people(event, 1)
    make.put(event, timedelta(days=-1))
    assert "events-without-attendance" in [each.key for each in first_page.piles(publisher)]


def test_inspections_see_news_that_stays_away(own):
    made = make.announcement(department=own)
    Announcement.objects.update(published_at=timezone.now() - timedelta(days=40))
    news = next(each for each in inspecting.sections() if each.pace == Pace.NEWS)
    assert (news.count, (timezone.localdate() - news.newest).days) == (1, 40)
    assert [each.title for each in inspecting.texts()] == [str(made)]
