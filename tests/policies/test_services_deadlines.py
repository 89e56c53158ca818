"""The periods that hold are those of the active set, and of the most particular rule in it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from policies.deadlines import PauseReason, Unit, deadline
from policies.models import DeadlineProfile, DeadlineRule
from policies.services import active_rule, rule_for, save_deadline_profile, save_deadline_rule
from policies.states.cases import CaseKind
from portal.history.models import Event
from tests.factories import organisation

pytestmark = pytest.mark.django_db


def activate(code):
    profile = DeadlineProfile.objects.get(code=code)
    profile.is_active = True
    return save_deadline_profile(profile, by=None)


def test_out_of_the_box_macaus_working_days_hold_two_to_acknowledge_and_twenty_to_answer():
    rule = rule_for(CaseKind.ENQUIRY)
    assert (rule.unit, rule.acknowledge, rule.answer, rule.days.name) == ("working", 2, 20, "macau")
    assert deadline(rule, date(2026, 11, 23)).answer_by == date(2026, 12, 28)


def test_every_rule_that_is_shipped_says_where_it_is_from_and_waits_to_be_confirmed():
    rules = DeadlineRule.objects.all()
    assert {each.profile.code for each in rules} == {"macau", "hong-kong", "mainland"}
    for each in rules:
        assert each.source
        assert not each.is_confirmed
        for language in ("zh_hant", "pt", "en", "zh_hans"):
            assert getattr(each, f"legal_basis_{language}")


def test_another_jurisdiction_takes_the_place_of_the_first():
    activate("hong-kong")
    rule = rule_for(CaseKind.COMPLAINT)
    assert (rule.unit, rule.acknowledge, rule.answer) == (Unit.CALENDAR, 10, 21)
    assert rule.answer + rule.extension == 51
    assert DeadlineProfile.objects.filter(is_active=True).count() == 1


def test_the_mainland_begins_anew_when_what_was_missing_has_come():
    activate("mainland")
    rule = rule_for(CaseKind.APPLICATION)
    assert rule.restarts == {PauseReason.INCOMPLETE}
    assert PauseReason.THIRD_PARTY in rule.stops


def test_a_rule_of_the_kind_and_one_of_the_department_come_before_the_general_one():
    department = organisation.department()
    profile = DeadlineProfile.objects.get(code="macau")
    own = DeadlineRule(profile=profile, department=department, answer=15)
    save_deadline_rule(own, by=None)
    assert active_rule(CaseKind.COMPLAINT).refer == 6
    assert rule_for(CaseKind.COMPLAINT, department.pk).answer == 15
    assert rule_for(CaseKind.COMPLAINT).answer == 20


def test_without_an_active_set_the_portals_own_periods_hold():
    DeadlineProfile.objects.update(is_active=False)
    assert active_rule(CaseKind.ENQUIRY) is None
    assert rule_for(CaseKind.ENQUIRY).answer == 20


def test_two_rules_for_the_same_are_refused():
    profile = DeadlineProfile.objects.get(code="macau")
    with pytest.raises(IntegrityError), transaction.atomic():
        DeadlineRule.objects.create(profile=profile, kind="complaint")


def test_history_says_what_a_rule_was_before():
    rule = active_rule(CaseKind.COMPLAINT)
    rule.answer = 30
    save_deadline_rule(rule, by=None, changed=["answer"])
    event = Event.objects.about(rule).latest("id")
    assert event.verb == "deadline_rule.changed"
    assert event.data["before"] == {"answer": "20"}
