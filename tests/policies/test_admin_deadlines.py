"""Deadlines in admin: administrators change them, supervisors look."""

import pytest

from policies.models import DeadlineProfile, DeadlineRule
from policies.services import rule_for
from portal.organisation.roles import ADMINISTRATOR, PUBLISHER, SUPERVISOR
from tests.factories.organisation import member

pytestmark = pytest.mark.django_db

RULES = "/admin/policies/deadlinerule/"


def test_an_administrator_gives_a_kind_another_period(client):
    client.force_login(member(ADMINISTRATOR))
    rule = DeadlineRule.objects.get(profile__code="macau", kind="complaint")
    page = client.get(f"{RULES}{rule.pk}/change/")
    form = page.context["adminform"].form
    values = {name: value for name, value in form.initial.items() if value is not None}
    answer = client.post(f"{RULES}{rule.pk}/change/", {**values, "answer": 30})
    assert answer.status_code == 302
    assert rule_for("complaint").answer == 30


def test_an_administrator_makes_another_set_active(client):
    client.force_login(member(ADMINISTRATOR))
    profile = DeadlineProfile.objects.get(code="hong-kong")
    address = f"/admin/policies/deadlineprofile/{profile.pk}/change/"
    form = client.get(address).context["adminform"].form
    values = {name: value for name, value in form.initial.items() if value}
    client.post(address, {**values, "is_active": "on"})
    assert rule_for("complaint").unit == "calendar"


def test_a_supervisor_looks_and_a_publisher_does_not(client):
    client.force_login(member(SUPERVISOR))
    assert client.get(RULES).status_code == 200
    assert client.get(f"{RULES}add/").status_code == 403
    client.force_login(member(PUBLISHER))
    assert client.get(RULES).status_code == 403
