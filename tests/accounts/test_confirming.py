"""Before dangerous acts people show again that it is them, and lose nothing that they typed."""

import pytest
from django.contrib.auth.models import User

from portal.accounts.services import renew_recovery_codes
from portal.history.models import Event
from portal.organisation.models import Member
from portal.organisation.roles import ADMINISTRATOR, EDITOR, PUBLISHER
from tests.factories import accounts, infocenter, organisation, policies

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def administrator(client, settings):
    settings.LANGUAGE_CODE = "en"
    person = organisation.member(ADMINISTRATOR)
    client.force_login(person)
    return person


def a_quarter_of_an_hour_later(client):
    session = client.session
    session["shown_at"] -= 901
    session.save()


def asks(response) -> bool:
    return response.status_code == 200 and b'id="confirm-form"' in response.content


def dangerous(person):
    member = organisation.member(PUBLISHER)
    role = member.memberships.get().role_id
    document = infocenter.draft_document()
    consultation = policies.closed_consultation()
    return [
        "/admin/organisation/member/add/",
        f"/admin/organisation/member/{member.memberships.get().pk}/change/",
        f"/admin/organisation/member/{member.memberships.get().pk}/delete/",
        "/admin/organisation/leadershipseat/add/",
        "/admin/auth/user/add/",
        f"/admin/auth/user/{member.pk}/change/",
        f"/admin/auth/user/{member.pk}/password/",
        f"/admin/auth/user/{member.pk}/safety/",
        f"/admin/auth/user/{member.pk}/delete/",
        f"/admin/auth/group/{role}/change/",
        f"/admin/infocenter/document/{document.pk}/delete/",
        f"/admin/policies/consultation/{consultation.pk}/export/",  # personal data
        "/admin/account/app/",
    ]


def test_what_is_dangerous_asks_after_a_quarter_of_an_hour(client, administrator):
    administrator.is_superuser = True
    administrator.save()
    pages = dangerous(administrator)
    assert not any(asks(client.get(page)) for page in pages)
    a_quarter_of_an_hour_later(client)
    assert [page for page in pages if not asks(client.get(page))] == []
    assert [page for page in pages if not asks(client.post(page, {"post": "yes"}))] == []
    assert not asks(client.get("/admin/auth/user/"))
    chosen = {"action": "delete_selected", "_selected_action": [1]}
    assert asks(client.post("/admin/organisation/member/", chosen))


def test_the_password_is_asked_where_there_is_no_second_factor(client, administrator):
    a_quarter_of_an_hour_later(client)
    page = "/admin/auth/user/add/?x=1"
    wrong = client.post(page, {"confirm": "get", "confirm-password": "guess"})
    assert asks(wrong)
    right = client.post(page, {"confirm": "get", "confirm-password": organisation.PASSWORD})
    assert right["Location"] == page
    assert client.get(page).status_code == 200
    assert not asks(client.get(page))


def test_what_was_typed_is_kept_and_done_afterwards(client, administrator):
    person, of = organisation.user(), organisation.department()
    role = organisation.member(EDITOR).memberships.get().role_id
    typed = {"user": person.pk, "department": of.pk, "role": role, "_save": "1"}
    a_quarter_of_an_hour_later(client)
    asked = client.post("/admin/organisation/member/add/", typed)
    assert asks(asked)
    assert not person.memberships.exists()
    assert f'name="user" value="{person.pk}"' in asked.content.decode()
    again = {**typed, "confirm": "post", "confirm-password": organisation.PASSWORD}
    assert client.post("/admin/organisation/member/add/", again).status_code == 302
    assert Member.objects.get(user=person).role_id == role


def test_a_second_factor_is_asked_where_there_is_one(client, administrator):
    accounts.app(administrator)
    recovery = renew_recovery_codes(administrator, by=administrator)[0]
    page = "/admin/auth/user/add/"
    for answer in (
        {"confirm-code": accounts.code()},
        {"confirm-code": recovery},
    ):
        a_quarter_of_an_hour_later(client)
        password = {"confirm": "get", "confirm-password": organisation.PASSWORD}
        assert asks(client.post(page, password))
        assert client.post(page, {"confirm": "get", **answer}).status_code == 302
        assert not asks(client.get(page))


def test_asking_again_cannot_be_used_to_guess(client, administrator):
    a_quarter_of_an_hour_later(client)
    page = "/admin/auth/user/add/"
    for number in range(8):
        client.post(page, {"confirm": "get", "confirm-password": f"guess {number}"})
    right = {"confirm": "get", "confirm-password": organisation.PASSWORD}
    assert asks(client.post(page, right))


def test_an_administrator_signs_somebody_out_and_resets_what_is_lost(client, administrator):
    person = organisation.member(PUBLISHER)
    accounts.app(person)
    page = f"/admin/auth/user/{person.pk}/safety/"
    client.post(page, {"forget": ""})
    person = User.objects.get(pk=person.pk)
    assert not hasattr(person, "authenticator_app")
    event = Event.objects.get(verb="user.second_factor_reset")
    assert (event.actor, event.thing) == (administrator, person)
    client.force_login(organisation.member(PUBLISHER))
    assert client.post(page, {"end": ""}).status_code in (302, 403, 404)
    assert not Event.objects.filter(verb="user.sessions_ended").exists()


def test_nobody_below_a_superuser_resets_a_superuser(client, administrator):
    root = organisation.user(is_superuser=True)
    accounts.app(root)
    assert client.post(f"/admin/auth/user/{root.pk}/safety/", {"forget": ""}).status_code == 403
    assert User.objects.get(pk=root.pk).authenticator_app
