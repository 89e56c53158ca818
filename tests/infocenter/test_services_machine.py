"""Whatever order people do things in, no document reaches a state that it must not reach."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from infocenter import services
from infocenter.models import Document, Edition
from infocenter.states import Status
from portal.history.models import Event
from portal.history.verifying import first_break
from portal.workflow import Refused
from tests.factories import infocenter as make
from tests.factories import organisation

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WORDS = st.sampled_from(["", "甲", "Um aviso", "x" * 40])
NOTES = st.sampled_from(["", "A figure was wrong."])


class Publishing(RuleBasedStateMachine):
    """Editors and publishers pressing buttons on a few documents."""

    documents = Bundle("documents")

    @initialize()
    def begin(self):
        self.around = transaction.atomic()
        self.around.__enter__()
        self.department = organisation.department()
        self.public = {}  # document: what residents must see, by our own account

    def teardown(self):
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    def attempt(self, key, act):
        """Do it on the document as it is; was it done?"""
        document = Document.objects.get(pk=key)
        try:
            act(document)
        except Refused:
            return False
        return True

    @rule(target=documents, title=WORDS)
    def create(self, title):
        texts = [{"language": "pt", "title": title, "summary": "", "body": title}]
        document = services.create_document(by=None, department=self.department, translations=texts)
        self.public[document.pk] = None
        return document.pk

    @rule(key=documents, title=WORDS, note=NOTES)
    def write(self, key, title, note):
        def act(document):
            texts = {"title": title, "body": title, "change_note": note}
            services.save_document(document, by=None, translations={"pt": texts})

        before = Document.objects.get(pk=key).status
        done = self.attempt(key, act)
        assert done == (before != Status.SCHEDULED)

    @rule(key=documents)
    def attach(self, key):
        self.attempt(
            key,
            lambda d: services.attach_file(d, make.stored_file(b"same"), name="a.txt", by=None),
        )

    @rule(key=documents)
    def submit(self, key):
        self.attempt(key, lambda d: services.submit_document(d, by=None))

    @rule(key=documents)
    def retract(self, key):
        self.attempt(key, lambda d: services.retract_document(d, by=None))

    @rule(key=documents, reason=WORDS)
    def give_back(self, key, reason):
        done = self.attempt(key, lambda d: services.return_document(d, by=None, reason=reason))
        assert not (done and not reason)

    @rule(key=documents, hours=st.integers(-1, 2))
    def schedule(self, key, hours):
        at = timezone.now() + timedelta(hours=hours)
        done = self.attempt(key, lambda d: services.schedule_document(d, by=None, at=at))
        assert not (done and hours <= 0)

    @rule(key=documents)
    def publish(self, key):
        if self.attempt(key, lambda d: services.publish_document(d, by=None)):
            self.public[key] = Document.objects.get(pk=key).translations.get().title

    @rule()
    def clock(self):
        late = timezone.now() + timedelta(days=1)
        due = list(Document.objects.due(late))
        services.publish_due(late)
        for document in due:
            document.refresh_from_db()
            if document.status == Status.PUBLISHED:
                self.public[document.pk] = document.translations.get().title

    @rule(key=documents)
    def revise(self, key):
        self.attempt(key, lambda d: services.revise_document(d, by=None))

    @rule(key=documents, reason=WORDS)
    def withdraw(self, key, reason):
        was_public = self.public[key] is not None
        reasons = {"pt": reason, "en": ""}
        done = self.attempt(key, lambda d: services.withdraw_document(d, by=None, reason=reasons))
        assert done == (was_public and bool(reason))
        if done:
            self.public[key] = None

    @rule(key=documents, other=documents)
    def supersede(self, key, other):
        successor = Document.objects.get(pk=other)
        done = self.attempt(
            key, lambda d: services.supersede_document(d, by=None, successor=successor)
        )
        assert not (done and (key == other or self.public[other] is None))

    @invariant()
    def residents_see_what_was_published_last_and_nothing_else(self):
        seen = {
            each.document_id: each.translations.get().title
            for each in Edition.objects.current().prefetch_related("translations")
        }
        assert seen == {key: title for key, title in self.public.items() if title is not None}

    @invariant()
    def states_fit_what_residents_see(self):
        for document in Document.objects.filter(pk__in=self.public):
            is_public = self.public[document.pk] is not None
            if document.status in (Status.PUBLISHED, Status.SUPERSEDED):
                assert is_public
            if document.status == Status.WITHDRAWN:
                assert not is_public
                assert document.withdrawal_reason_pt
            if document.status == Status.SCHEDULED:
                assert document.scheduled_for

    @invariant()
    def every_edition_has_its_event_and_the_chain_holds(self):
        published = Event.objects.filter(verb="document.published").count()
        assert published == Edition.objects.count()
        assert first_break() is None


def test_no_sequence_of_acts_breaks_the_rules():
    run_state_machine_as_test(
        Publishing,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
