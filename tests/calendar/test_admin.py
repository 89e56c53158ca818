"""The operator's own days in admin: an administrator's matter."""

from datetime import date

import pytest

from portal.calendar.models import SpecialDay
from portal.calendar.services import working_days
from portal.organisation.roles import ADMINISTRATOR, PUBLISHER
from tests.factories.organisation import member

pytestmark = pytest.mark.django_db

ADD = "/admin/calendar/specialday/add/"
TYPHOON = date(2026, 9, 9)


def test_an_administrator_closes_offices_on_a_day_and_takes_it_back(client):
    client.force_login(member(ADMINISTRATOR))
    client.post(ADD, {"day": "2026-09-09", "name_zh_hant": "颱風", "name_pt": "Tufão"})
    assert not working_days("macau").is_working(TYPHOON)
    assert working_days("macau").name_of(TYPHOON, "pt") == "Tufão"
    day = SpecialDay.objects.get()
    client.post(f"/admin/calendar/specialday/{day.pk}/delete/", {"post": "yes"})
    assert working_days("macau").is_working(TYPHOON)


def test_the_same_day_twice_is_refused(client):
    client.force_login(member(ADMINISTRATOR))
    for _time in range(2):
        answer = client.post(ADD, {"day": "2026-09-09", "name_zh_hant": "颱風"})
    assert answer.status_code == 200
    assert SpecialDay.objects.count() == 1


def test_a_publisher_may_look_but_not_change(client):
    client.force_login(member(PUBLISHER))
    assert client.get("/admin/calendar/specialday/").status_code == 200
    assert client.get(ADD).status_code == 403
