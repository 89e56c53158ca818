"""Work plans: what a department has to do, on a page and in calendars that subscribe to it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from infocenter.models import Document
from infocenter.states import Status
from policies.models import Case
from portal.organisation import work_calendars
from portal.organisation.roles import CASE_OFFICER, MEASURE_OFFICER, PUBLISHER
from portal.workplan import plan
from tests.factories import infocenter as make
from tests.factories import organisation, tracking
from tests.factories import policies as matters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "file_store")]


@pytest.fixture
def department():
    return organisation.department("TB")


@pytest.fixture
def busy(department):
    """A department with one of everything that falls due."""
    document = make.published_document(department=department)
    Document.objects.filter(pk=document.pk).update(review_on=timezone.localdate())
    assert document.status == Status.PUBLISHED
    matters.case_at_work(department=department)
    programme = tracking.public_programme()
    measure = tracking.measure(programme, department=department)
    tracking.action(tracking.finding(tracking.evaluation(), measure), department)
    tracking.invitation(tracking.meeting(), department)
    return department


@pytest.fixture
def person(department):
    person = organisation.member(MEASURE_OFFICER, department)
    for role in (PUBLISHER, CASE_OFFICER):
        organisation.another_role(person, role, department)
    return person


def kinds(user, department) -> set[str]:
    return {each.key.split("-")[0] for each in plan(user, department)}


def test_a_plan_has_everything_that_falls_due_in_order(person, busy):
    found = plan(person, busy)
    assert kinds(person, busy) == {
        "document", "case", "measure", "milestone", "action", "meeting",
    }  # fmt: skip
    assert [each.on for each in found] == sorted(each.on for each in found)


def test_everybody_sees_only_what_the_role_allows(busy):
    other = organisation.department("IC")
    seen = kinds(organisation.member(CASE_OFFICER, busy), busy)
    assert "case" in seen
    assert not seen & {"action", "meeting"}
    assert "case" not in kinds(organisation.member(MEASURE_OFFICER, busy), busy)
    assert kinds(organisation.member(MEASURE_OFFICER, other), busy) <= {"meeting"}


def test_the_page_lists_it_and_gives_a_secret_address(client, person, busy):
    client.force_login(person)
    client.cookies["django_language"] = "en"
    page = reverse("admin:organisation_department_plan", args=[busy.pk])
    said = client.get(page).content.decode()
    assert Case.objects.get().number in said
    assert ".ics" not in said
    assert ".ics" in client.post(page, {"renew": ""}, follow=True).content.decode()
    assert ".ics" not in client.post(page, {"end": ""}, follow=True).content.decode()


def test_nobody_sees_the_plan_of_another_department(client, busy):
    client.force_login(organisation.member(MEASURE_OFFICER, organisation.department("IC")))
    page = reverse("admin:organisation_department_plan", args=[busy.pk])
    assert client.get(page).status_code == 404
    assert client.post(page, {"renew": ""}).status_code == 404


def test_a_calendar_subscribes_to_it(client, person, busy):
    address = work_calendars.address(work_calendars.renew(person, busy))
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    found = plan(person, busy)
    assert [each.decoded("dtstart") for each in events] == [each.on for each in found]
    assert all(each.decoded("dtend") - each.decoded("dtstart") == timedelta(days=1)
               for each in events)  # fmt: skip
    assert len({str(each["uid"]) for each in events}) == len(events)
    assert Case.objects.get().number in answer.content.decode()


def test_an_address_ends_with_another_one_or_with_the_person(client, person, busy):
    first = work_calendars.address(work_calendars.renew(person, busy))
    second = work_calendars.address(work_calendars.renew(person, busy))
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    assert client.get(second.replace(".ics", "0.ics")).status_code == 404
    person.is_active = False
    person.save()
    assert client.get(second).status_code == 404


def test_what_the_person_may_not_see_any_more_is_gone(client, person, busy):
    address = work_calendars.address(work_calendars.renew(person, busy))
    person.memberships.all().delete()
    assert not Calendar.from_ical(client.get(address).content).walk("VEVENT")
