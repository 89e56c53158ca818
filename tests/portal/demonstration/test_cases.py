"""The demonstration's matters stand where its content says."""

import pytest

from policies import figures
from policies.models import Case, PublishedAnswer
from policies.services import deadline_of, find_case
from policies.services.clock import overdue
from policies.states.cases import CASE_TRANSITIONS, CaseStatus
from portal.demonstration import cases, people, read_toml
from portal.history.models import Event
from portal.history.words import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def added():
    people.add_departments()
    people.add_topics()
    people.add_accounts()
    return cases.add_cases()


def test_they_are_there_once_in_many_states(added):
    assert added == len(read_toml("cases.toml")) == Case.objects.count()
    assert cases.add_cases() == 0
    assert {each.status for each in Case.objects.all()} >= {
        CaseStatus.RECEIVED,
        CaseStatus.IN_PROGRESS,
        CaseStatus.TRANSFERRED,
        CaseStatus.DECLINED,
        CaseStatus.CLOSED,
    }
    assert overdue(Case.objects.all()).count() == 1
    assert PublishedAnswer.objects.public().count() == 2


def test_the_receipt_that_visitors_are_told_opens_its_matter(added):
    receipt = cases.example_receipt()
    case = find_case(receipt.number, receipt.code)
    assert case == receipt.case
    times = [each.at for each in case.messages.all()]
    assert times == sorted(times)
    assert deadline_of(case).answer_by is not None


def test_figures_tell_of_weeks(added):
    years = figures.years()
    total = [figures.report(each).total for each in years]
    days = [day for each in total for day in each.days]
    assert min(days) >= 5
    assert sum(len(each.ratings) for each in total) == 3


def test_history_tells_of_them_in_words(added):
    verbs = set(Event.objects.values_list("verb", flat=True))
    verbs |= {f"case.{name}" for name in CASE_TRANSITIONS}
    assert {verb for verb in verbs if words_of(verb) == verb} == set()
