"""A mirror that follows the feed of changes ends equal to the source, whatever gets lost."""

import os
import random
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from infocenter import services
from infocenter.models import Announcement, Campaign, Document, Event, Table
from infocenter.services import save_topic
from infocenter.services.datasets import load_table
from infocenter.states import TableStatus
from policies import services as policy_services
from portal.organisation.services import save_department
from portal.workflow import Refused
from tests.factories import infocenter, organisation, outreach, policies, tracking
from tests.factories.rest import Program
from tracking import services as tracking_services

pytestmark = pytest.mark.django_db
EDITS = 1000 if os.environ.get("FAROL_STRESS") == "full" else 80
LISTS = ("departments", "topics", "documents", "policies", "answers", "programmes", "measures",
         "announcements", "events", "campaigns")  # fmt: skip
KEYS = {"departments": "code", "topics": "slug"}


class Lost(Exception):
    """The network has lost a request, or its answer."""


class Mirror:
    """A copy of what is public, kept by nothing but the API."""

    def __init__(self, chance: random.Random):
        self.chance, self.api = chance, Program()
        self.after = self.api.get("changes/", limit=1).json()["latest"]
        self.things = {}
        for name in LISTS:
            self._read_list(name)

    def _read_list(self, name: str):
        address, query = f"{name}/", {"limit": 7}
        while address:
            answer = self.api.get(address, **query).json()
            for row in answer["results"]:
                self._read(name, row["id"], f"{name}/{quote(str(row[KEYS.get(name, 'id')]))}/")
            address, query = answer["next"] and answer["next"].partition("testserver")[2], {}

    def _read(self, name: str, key: int, address: str):
        answer = self.api.get(address)
        if answer.status_code == 200:
            self.things[name, key] = answer.json()
        else:
            assert answer.status_code in (404, 410)
            self.things.pop((name, key), None)

    def catch_up(self, losing: float = 0.0):
        """Ask what has changed until nothing more has."""
        while True:
            try:
                if not self._step(losing):
                    return
            except Lost:
                if self.chance.random() < 0.5:
                    return  # and goes on the next time

    def _step(self, losing: float) -> bool:
        told = self.api.get("changes/", after=self.after, limit=5).json()
        for each in told["results"]:
            if self.chance.random() < losing:
                raise Lost
            if each["resource"] not in LISTS:
                continue
            if each["change"] == "removed":
                self.things.pop((each["resource"], each["id"]), None)
            else:
                self._read(each["resource"], each["id"], each["address"])
        self.after = told["after"]
        return bool(told["results"])


def edits(chance: random.Random):
    """Things that departments do, at random."""
    department = organisation.department("OWN")
    topic = infocenter.topic("water")
    programme = tracking.rich_programme()

    def some_document():
        found = list(Document.objects.order_by("pk"))
        return chance.choice(found) if found else infocenter.draft_document(department=department)

    def publish():
        infocenter.published_document(department=department, topics=[topic])

    def draft():
        infocenter.draft_document(department=department)

    def again():
        infocenter.next_edition(some_document(), note="Other.", body=f"{chance.random()}")

    def withdraw():
        services.withdraw_document(some_document(), by=None, reason={"en": "Wrong."})

    def supersede():
        services.supersede_document(some_document(), by=None, successor=some_document())

    def rename():
        department.name_en = f"Name {chance.random()}"
        save_department(department, by=None)

    def rename_topic():
        topic.name_en, topic.slug = f"Water {chance.random()}", f"water-{chance.randrange(99)}"
        save_topic(topic, by=None)

    def policy():
        policies.public_policy(department=department, articles=["1"])

    def hide_policy():
        found = policies.public_policy(department=department)
        policy_services.hide_policy(found, by=None, reason="Too early.")

    def hide_programme():
        programme.refresh_from_db()
        if programme.is_public:
            tracking_services.hide_programme(programme, by=None, reason="Wrong.")
        else:
            tracking_services.publish_programme(programme, by=None)

    def some_outreach():
        model = chance.choice((Announcement, Event, Campaign))
        made = (outreach.draft_announcement, outreach.draft_event, outreach.draft_campaign)
        found = list(model.objects.order_by("pk"))
        return chance.choice(found) if found else chance.choice(made)(department)

    def publish_news():
        related = {"topics": [topic]}
        news = outreach.announcement(department=department, related=related)
        event = outreach.event(department=department, related=related)
        joined = {"announcements": [news], "events": [event], "documents": [some_document()]}
        outreach.campaign(department=department, related=related | joined)

    def news_for_later():
        at = timezone.now() + timedelta(hours=1)
        news = outreach.announcement(department=department, at=at)
        if chance.random() < 0.5:  # the hour passes
            Announcement.objects.filter(pk=news.pk).update(published_at=timezone.now())
            services.show_due()

    def change_news():
        thing = some_outreach()
        words = {"en": {"title": f"Other {chance.random()}", "place": "Hall"}}
        if not isinstance(thing, Event):
            del words["en"]["place"]
        services.save_outreach(thing, by=None, translations=words)

    def withdraw_news():
        services.withdraw_outreach(some_outreach(), by=None, reason={"en": "Wrong."})

    def call_off():
        event = Event.objects.first() or outreach.event(department=department)
        services.call_off(event, by=None, reason={"en": "Rain."})

    return [publish, publish, draft, again, again, withdraw, supersede, rename, rename_topic,
            policy, hide_policy, hide_programme, publish_news, news_for_later, change_news,
            withdraw_news, call_off]  # fmt: skip


def test_a_mirror_stays_exact_through_random_edits_and_lost_requests():
    chance = random.Random(7)
    choices = edits(chance)
    mirror = Mirror(chance)
    for _each in range(EDITS):
        try:
            chance.choice(choices)()
        except Refused:
            continue  # another state: nothing was done
        if chance.random() < 0.3:
            mirror.catch_up(losing=0.3)
    mirror.catch_up()
    fresh = Mirror(chance)
    assert mirror.things == fresh.things
    assert len(fresh.things) > 20
    assert mirror.after == fresh.after


def test_what_was_never_public_is_not_told():
    before = Program().get("changes/").json()["latest"]
    document = infocenter.draft_document()
    services.delete_draft(document, by=None)
    policies.policy()
    told = Program().get("changes/", after=before).json()["results"]
    assert {each["resource"] for each in told} <= {"departments"}


def test_what_begins_to_show_by_the_clock_is_told_then():
    before = Program().get("changes/").json()["latest"]
    at = timezone.now() + timedelta(hours=1)
    news = outreach.announcement(at=at)
    campaign = outreach.campaign(related={"announcements": [news]})
    names = ("announcements", "campaigns")

    def told(after):
        rows = Program().get("changes/", after=after).json()["results"]
        return {(each["resource"], each["id"]) for each in rows if each["resource"] in names}

    assert told(before) == {("campaigns", campaign.pk)}
    later = Program().get("changes/").json()["latest"]
    Announcement.objects.filter(pk=news.pk).update(published_at=timezone.now())
    services.show_due()
    assert told(later) == {("announcements", news.pk), ("campaigns", campaign.pk)}
    since = quote((at + timedelta(days=1)).isoformat())
    assert Program().get(f"announcements/?updated_since={since}").json()["results"] == []


def test_a_table_that_becomes_ready_after_its_document_is_told():
    infocenter.published_dataset()
    table = Table.objects.get()
    Table.objects.update(status=TableStatus.WAITING)
    before = Program().get("changes/").json()["latest"]
    load_table(Table.objects.get(pk=table.pk))
    rows = Program().get("changes/", after=before).json()["results"]
    assert ("datasets", table.dataset_id) in {(each["resource"], each["id"]) for each in rows}
