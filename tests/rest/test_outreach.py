"""A department's system writes news and events, publishes them, calls them off, takes them down."""

from datetime import timedelta

import pytest
from django.utils import timezone

from infocenter.models import Announcement, Event
from portal.organisation.roles import ADMINISTRATOR, EDITOR, PUBLISHER
from tests.factories import infocenter, organisation, outreach
from tests.factories.rest import Program

pytestmark = pytest.mark.django_db
WORDS = {"title": {"en": "Open day", "pt": "Dia aberto"}, "body": {"en": "Do come."}}


@pytest.fixture
def own():
    return organisation.department("OWN")


@pytest.fixture
def program(own):
    return Program(organisation.member(PUBLISHER, own))


def times(days=10) -> dict:
    begins = timezone.now() + timedelta(days=days)
    return {"starts_at": begins.isoformat(), "ends_at": (begins + timedelta(hours=2)).isoformat()}


def test_an_event_goes_from_a_draft_to_everybody_and_is_called_off(program):
    topic = infocenter.topic("water")
    asked = {"department": "OWN", **WORDS, **times(), "topics": ["water"], "capacity": 30}
    made = program.post("work/events/", asked)
    assert made.status_code == 201, made.content
    event = made.json()
    public, place = f"events/{event['id']}/", made["Location"]
    assert Program().get(public).status_code == 404
    assert event["steps"] == ["publish", "submit"]

    refused = program.post(f"{place}publish/", seen=made["ETag"])
    assert refused.status_code == 409, "nobody knows where it is"
    where = {"place": {"en": "Library", "pt": "Biblioteca"}}
    changed = program.patch(place, where, seen=made["ETag"])
    assert changed.status_code == 200, changed.content
    published = program.post(f"{place}publish/", seen=changed["ETag"])
    assert published.status_code == 200, published.content
    shown = Program().get(public).json()
    assert (shown["title"], shown["place"]) == (WORDS["title"], where["place"])
    assert (shown["status"], shown["topics"], shown["capacity"]) == ("published", [topic.slug], 30)
    assert not {"taken", "registrations", "created_by"} & set(shown)

    off = program.post(f"{place}call_off/", {"reason": {"en": "Rain."}}, seen=published["ETag"])
    assert off.status_code == 200, off.content
    shown = Program().get(public).json()
    assert (shown["status"], shown["reason"]) == ("called_off", {"en": "Rain."})


def test_an_announcement_is_published_at_its_time_and_taken_down(program):
    made = program.post("work/announcements/", {"department": "OWN", **WORDS})
    place, public = made["Location"], f"announcements/{made.json()['id']}/"
    past = {"at": (timezone.now() - timedelta(days=1)).isoformat()}
    assert program.post(f"{place}publish/", past, seen="*").status_code == 409
    at = {"at": (timezone.now() + timedelta(days=1)).isoformat()}
    assert program.post(f"{place}publish/", at, seen="*").status_code == 200
    assert Program().get(public).status_code == 404
    assert "Expires" in Program().get("announcements/")

    Announcement.objects.update(published_at=timezone.now())
    assert Program().get(public).json()["body"] == WORDS["body"]
    reason = {"reason": {"en": "Wrong."}}
    assert program.post(f"{place}withdraw/", reason, seen="*").status_code == 200
    gone = Program().get(public)
    assert (gone.status_code, gone.json()["reason"]) == (410, reason["reason"])
    assert program.post(f"{place}revise/", seen="*").json()["status"] == "draft"
    assert Program().get(public).status_code == 404


def test_an_editor_writes_and_a_publisher_returns_it(own, program):
    editor = Program(organisation.member(EDITOR, own))
    made = editor.post("work/announcements/", {"department": "OWN", **WORDS})
    place = made["Location"]
    refused = editor.post(f"{place}publish/", seen="*")
    assert (refused.status_code, refused.json()["permission"]) == (
        403,
        "infocenter.publish_announcement",
    )
    assert editor.post(f"{place}submit/", seen="*").json()["status"] == "in_review"
    back = program.post(f"{place}return/", {"reason": "Shorter."}, seen="*")
    assert back.json()["status"] == "draft"
    assert editor.patch(place, {"title": {"pt": ""}}, seen="*").json()["title"] == {
        "en": "Open day"
    }
    program.post(f"{place}publish/", seen="*")
    assert editor.patch(place, {"title": {"en": "Mine"}}, seen="*").status_code == 403
    assert editor.delete(place, seen="*").status_code in (403, 409)


def test_a_change_names_what_was_read_and_a_draft_is_thrown_away(own, program):
    made = program.post("work/events/", {"department": "OWN", **WORDS, **times()})
    place, first = made["Location"], made["ETag"]
    assert program.patch(place, {"capacity": 5}).status_code == 428
    assert program.patch(place, {"capacity": 5}, seen=first).status_code == 200
    assert program.patch(place, {"capacity": 6}, seen=first).status_code == 412
    wrong = program.patch(place, {"ends_at": "2000-01-01T00:00:00Z"}, seen="*")
    assert wrong.status_code == 409
    late = program.patch(place, {"closes_at": "2999-01-01T00:00:00Z"}, seen="*")
    assert late.status_code == 409
    assert program.delete(place, seen="*").status_code == 403  # a publisher may not
    administrator = Program(organisation.member(ADMINISTRATOR, own))
    assert administrator.delete(place, seen="*").status_code == 204
    assert not Event.objects.exists()


def test_other_departments_things_are_not_there(program):
    other = organisation.department("OTHER")
    made = {"announcements": outreach.draft_announcement, "events": outreach.draft_event}
    for name, make in made.items():
        thing = make(department=other)
        assert program.get(f"work/{name}/").json()["results"] == []
        assert program.get(f"work/{name}/{thing.pk}/").status_code == 404
        asked = {"department": "OTHER", **WORDS, **(times() if name == "events" else {})}
        assert program.post(f"work/{name}/", asked).status_code == 403


def test_lists_are_narrowed_and_ordered(own):
    water = infocenter.topic("water")
    far = outreach.event(department=own, starts=timedelta(days=20))
    near = outreach.event(starts=timedelta(days=5), related={"topics": [water]})
    past = outreach.past_event(department=own)

    def ids(query):
        answer = Program().get(f"events/?{query}")
        assert answer.status_code == 200, answer.content
        return [each["id"] for each in answer.json()["results"]]

    assert ids("sort=soonest") == [past.pk, near.pk, far.pk]
    assert ids("department=OWN&sort=soonest") == [past.pk, far.pk]
    assert ids("topic=water") == [near.pk]
    now = timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    assert ids(f"ends_after={now}&sort=soonest&fields=id,title") == [near.pk, far.pk]
    assert len(ids("updated_since=2020-01-01T00:00:00Z")) == 3
    assert ids("updated_since=2999-01-01T00:00:00Z") == []


@pytest.mark.parametrize("number", [1, 25])
def test_a_list_costs_the_same_whatever_its_length(number, django_assert_max_num_queries):
    topic = infocenter.topic()
    for _each in range(number):
        outreach.announcement(languages=("pt", "en"), related={"topics": [topic]})
    with django_assert_max_num_queries(5):
        rows = Program().get("announcements/").json()["results"]
    assert len(rows) == min(number, 20)


def test_a_campaign_names_only_what_everybody_sees():
    shown, hidden = outreach.announcement(), outreach.draft_announcement()
    event = outreach.event()
    document, draft = infocenter.published_document(), infocenter.draft_document()
    made = outreach.campaign(
        related={
            "announcements": [shown, hidden],
            "events": [event],
            "documents": [document, draft],
        }
    )
    told = Program().get(f"campaigns/{made.pk}/").json()
    assert (told["announcements"], told["events"]) == ([shown.pk], [event.pk])
    assert told["documents"] == [document.pk]
