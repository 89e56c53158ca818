"""To which department a matter goes by itself."""

import pytest

from policies.models import DeadlineProfile, DeadlineRule, RoutingRule
from policies.services import file_case, save_deadline_rule
from policies.services.deadlines import delete_deadline_rule
from policies.services.settings import delete_setting, save_setting
from policies.states.cases import CaseKind
from tests.factories import infocenter, organisation
from tests.factories import policies as make

pytestmark = pytest.mark.django_db


def goes_to(**matter):
    """The department that a new matter goes to."""
    return file_case(make.filing(**matter)).case.department


@pytest.fixture
def department():
    return organisation.department()


def test_a_matter_that_no_rule_fits_is_nobodys_yet(department):
    RoutingRule.objects.create(department=department, kind=CaseKind.ENQUIRY)
    assert goes_to(kind=CaseKind.COMPLAINT) is None
    assert goes_to(kind=CaseKind.ENQUIRY) == department


def test_the_first_rule_that_fits_decides(department):
    topic = infocenter.topic()
    RoutingRule.objects.create(department=organisation.department(), position=20)
    RoutingRule.objects.create(department=department, position=10, topic=topic)
    assert goes_to(topic=topic) == department
    assert goes_to() != department


def test_a_department_that_is_closed_gets_nothing():
    closed = organisation.department(is_active=False)
    RoutingRule.objects.create(department=closed)
    assert goes_to() is None


@pytest.mark.django_db(transaction=True)
def test_a_rule_holds_from_the_moment_it_is_kept_until_it_is_taken_away(department):
    assert goes_to() is None
    rule = RoutingRule(department=department)
    save_setting(rule, by=None)
    assert goes_to() == department
    delete_setting(rule, by=None)
    assert goes_to() is None


@pytest.mark.django_db(transaction=True)
def test_so_does_a_rule_of_deadlines():
    def days():
        return file_case(make.filing(kind=CaseKind.ENQUIRY)).deadline.rule.answer

    assert days() == 20
    profile = DeadlineProfile.objects.get(is_active=True)
    rule = DeadlineRule(profile=profile, kind=CaseKind.ENQUIRY, answer=5)
    save_deadline_rule(rule, by=None)
    assert days() == 5
    delete_deadline_rule(rule, by=None)
    assert days() == 20
