"""Whatever order residents and officers do things in: no illegal state, no lost word, no deadline
that moved without a reason that the resident can read."""

from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from policies import services
from policies.models import Case, Message
from policies.states.cases import CaseStatus as S
from policies.states.cases import Purpose
from portal.workflow import Refused
from tests.factories import organisation
from tests.factories import policies as make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WORDS = st.sampled_from(["", " ", "Porquê", "三個星期"])

# What may follow what, as docs/ and the law say it; written anew, not taken from the code.
MAY_FOLLOW = {
    S.RECEIVED: {S.ACCEPTED, S.DECLINED, S.WITHDRAWN},
    S.ACCEPTED: {S.ASSIGNED, S.TRANSFERRED, S.WITHDRAWN, S.ANSWERED},
    S.ASSIGNED: {S.IN_PROGRESS, S.AWAITING_RESIDENT, S.TRANSFERRED, S.ANSWERED, S.WITHDRAWN},
    S.IN_PROGRESS: {S.ASSIGNED, S.AWAITING_RESIDENT, S.TRANSFERRED, S.ANSWERED, S.WITHDRAWN},
    S.AWAITING_RESIDENT: {S.IN_PROGRESS, S.ANSWERED, S.WITHDRAWN},
    S.TRANSFERRED: {S.ASSIGNED, S.ANSWERED, S.WITHDRAWN},
    S.REOPENED: {S.ASSIGNED, S.TRANSFERRED, S.ANSWERED, S.WITHDRAWN},
    S.ANSWERED: {S.CLOSED, S.REOPENED},
    S.CLOSED: {S.REOPENED},
    S.DECLINED: set(),
    S.WITHDRAWN: set(),
}


class Handling(RuleBasedStateMachine):
    """A resident and two officers, each doing whatever comes to mind."""

    @initialize()
    def begin(self):
        self.around = transaction.atomic()
        self.around.__enter__()
        make.generous_rules()
        self.department = organisation.department()
        self.other = organisation.department()
        self.officer = make.officer(self.department)
        self.cases = {}  # number: (state, due, messages) by our own account
        for _each in range(2):
            self.note(make.case(department=self.department))

    def teardown(self):
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    def note(self, case):
        case = Case.objects.prefetch_related("messages", "pauses").get(pk=case.pk)
        self.cases[case.pk] = (
            S(case.status),
            services.deadline_of(case).answer_by,
            [(each.pk, each.sealed, each.purpose) for each in case.messages.all()],
            {(each.pk, each.until) for each in case.pauses.all()},
        )

    def attempt(self, number, act):
        """Do it to one of the cases, and compare with what was."""
        key = sorted(self.cases)[number % len(self.cases)]
        case = Case.objects.get(pk=key)
        try:
            with transaction.atomic():
                act(case)
        except Refused:
            assert Case.objects.get(pk=key).version == Case.objects.get(pk=case.pk).version
            return
        for each in Case.objects.filter(pk__in=self.cases):
            self.compare(each)
        for part in Case.objects.exclude(pk__in=self.cases):
            self.note(part)

    def compare(self, case):
        before, due, said, pauses = self.cases[case.pk]
        self.note(case)
        now, due_now, said_now, pauses_now = self.cases[case.pk]
        assert now == before or now in MAY_FOLLOW[before], f"{before} -> {now}"
        assert said_now[: len(said)] == said, "a message was lost or changed"
        new = {purpose for _pk, _words, purpose in said_now[len(said) :]}
        if due_now != due:
            told = new & {Purpose.EXTENDED, Purpose.REOPENED, Purpose.TRANSFERRED}
            assert told or pauses_now != pauses, f"{due} -> {due_now}: {new}"
        if len(pauses_now) > len(pauses):
            assert new & {Purpose.QUESTION, Purpose.PAUSED}, "the clock stopped without a word"

    @rule(number=st.integers(0, 5))
    def accept(self, number):
        self.attempt(number, lambda case: services.accept_case(case, by=self.officer))

    @rule(number=st.integers(0, 5), reason=WORDS)
    def decline(self, number, reason):
        self.attempt(
            number, lambda case: services.decline_case(case, by=self.officer, reason=reason)
        )

    @rule(number=st.integers(0, 5))
    def assign(self, number):
        self.attempt(
            number, lambda case: services.assign_case(case, by=self.officer, officer=self.officer)
        )

    @rule(number=st.integers(0, 5))
    def start(self, number):
        self.attempt(number, lambda case: services.start_case(case, by=self.officer))

    @rule(number=st.integers(0, 5), text=WORDS, incomplete=st.booleans())
    def ask(self, number, text, incomplete):
        self.attempt(
            number,
            lambda case: services.ask_resident(
                case, by=self.officer, text=text, is_incomplete=incomplete
            ),
        )

    @rule(number=st.integers(0, 5), reason=WORDS)
    def consult(self, number, reason):
        self.attempt(
            number, lambda case: services.consult_others(case, by=self.officer, reason=reason)
        )

    @rule(number=st.integers(0, 5))
    def go_on(self, number):
        self.attempt(number, lambda case: services.go_on(case, by=self.officer))

    @rule(number=st.integers(0, 5), reason=WORDS, away=st.booleans())
    def transfer(self, number, reason, away):
        department = self.other if away else self.department
        self.attempt(
            number,
            lambda case: services.transfer_case(
                case, by=self.officer, department=department, reason=reason
            ),
        )

    @rule(number=st.integers(0, 5), reason=WORDS)
    def extend(self, number, reason):
        self.attempt(
            number, lambda case: services.extend_case(case, by=self.officer, reason=reason)
        )

    @rule(number=st.integers(0, 5), subject=WORDS, text=WORDS)
    def split(self, number, subject, text):
        self.attempt(
            number,
            lambda case: services.split_case(
                case, by=self.officer, subject=subject, text=text, department=self.other
            ),
        )

    @rule(number=st.integers(0, 5), into=st.integers(0, 5))
    def merge(self, number, into):
        target = Case.objects.get(pk=sorted(self.cases)[into % len(self.cases)])
        self.attempt(number, lambda case: services.merge_cases(case, by=self.officer, into=target))

    @rule(number=st.integers(0, 5), text=WORDS)
    def answer(self, number, text):
        def both(case):
            services.draft_answer(case, by=self.officer, text=text)
            services.answer_case(case, by=self.officer)

        self.attempt(number, both)

    @rule(number=st.integers(0, 5), text=WORDS)
    def reply(self, number, text):
        self.attempt(
            number, lambda case: services.receive_reply(case, text=text, submission=uuid4())
        )

    @rule(number=st.integers(0, 5), rating=st.integers(0, 6), text=WORDS)
    def rate(self, number, rating, text):
        self.attempt(
            number,
            lambda case: services.rate_case(case, rating=rating, text=text, submission=uuid4()),
        )

    @rule(number=st.integers(0, 5), text=WORDS)
    def reopen(self, number, text):
        self.attempt(number, lambda case: services.reopen_case(case, text=text, submission=uuid4()))

    @rule(number=st.integers(0, 5))
    def withdraw(self, number):
        self.attempt(number, services.withdraw_case)

    @invariant()
    def clocks_stand_still_for_open_cases_only(self):
        standing = Case.objects.filter(pauses__until=None, pauses__isnull=False)
        assert all(each.is_open for each in standing)

    @invariant()
    def no_word_is_empty(self):
        assert not Message.objects.filter(sealed="").exists()


def test_no_order_of_actions_breaks_a_case():
    run_state_machine_as_test(
        Handling,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
