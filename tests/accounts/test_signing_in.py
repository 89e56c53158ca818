"""Nobody who may publish, decide or see personal data comes in with a password alone."""

import re
from datetime import timedelta

import pyotp
import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from portal.accounts.models import RecoveryCode
from portal.accounts.services import renew_recovery_codes
from portal.history.models import Event
from portal.organisation import services as organisation_services
from portal.organisation.models import Member, Role
from portal.organisation.roles import EDITOR, MEASURE_OFFICER, PUBLISHER, ROLES
from tests.factories import accounts, organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture(autouse=True)
def _required(settings):
    settings.FAROL_SECOND_FACTOR = "required"
    settings.FAROL_DEMONSTRATION = False
    settings.LANGUAGE_CODE = "en"


def type_password(client, person, following="/admin/", password=organisation.PASSWORD, **more):
    typed = {"username": person.username, "password": password, "next": following}
    return client.post("/admin/login/", typed, **more)


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_an_editor_comes_in_with_a_password(client):
    response = type_password(client, organisation.member(EDITOR), "/admin/account/")
    assert response["Location"] == "/admin/account/"
    assert is_in(client)
    assert verbs() == ["user.signed_in"]


@pytest.mark.parametrize("role", [each for each in ROLES if each not in (EDITOR, MEASURE_OFFICER)])
def test_every_role_that_publishes_decides_or_sees_personal_data_needs_more(client, role):
    response = type_password(client, organisation.member(role))
    assert response["Location"] == "/admin/account/"
    assert not is_in(client)


def test_superusers_and_the_leadership_group_need_more(client):
    root, seated = organisation.user(is_superuser=True), organisation.user()
    organisation.seat(seated)
    for person in (root, seated):
        assert type_password(client, person)["Location"] == "/admin/account/"
        assert not is_in(client)


def test_somebody_new_sets_up_an_app_and_is_in(client):
    person = organisation.member(PUBLISHER)
    type_password(client, person, "/admin/infocenter/document/")
    assert "set up a second proof" in client.get("/admin/account/").content.decode()
    page = client.get("/admin/account/app/").content.decode()
    assert "<svg" in page
    assert "style=" not in page
    secret = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)[1].replace(" ", "")
    wrong = client.post("/admin/account/app/", {"code": "000000"})
    assert "isn&#x27;t the code" in wrong.content.decode() or wrong.context["form"].errors
    assert not is_in(client)
    shown = client.post("/admin/account/app/", {"code": pyotp.TOTP(secret).now()})
    codes = re.findall(r"<li><code>([a-z2-7-]+)</code>", shown.content.decode())
    assert len(codes) == 10
    assert "/admin/infocenter/document/" in shown.content.decode()
    assert is_in(client)
    assert secret not in person.authenticator_app.sealed_secret
    assert not RecoveryCode.objects.filter(digest__in=codes).exists()
    assert verbs() == ["user.app_added", "user.recovery_codes_made", "user.signed_in"]


def test_who_has_an_app_shows_its_code_once(client):
    person = organisation.member(EDITOR)
    accounts.app(person)
    assert type_password(client, person)["Location"] == "/admin/login/second/"
    assert not is_in(client)
    code = accounts.code()
    assert client.post("/admin/login/second/", {"code": code})["Location"] == "/admin/"
    assert is_in(client)
    thief = Client()
    type_password(thief, person)
    assert thief.post("/admin/login/second/", {"code": code}).status_code == 200
    assert not is_in(thief)


def test_who_has_a_second_factor_cannot_add_another_before_showing_it(client):
    person = organisation.member(PUBLISHER)
    accounts.app(person)
    type_password(client, person)
    for page in ("account/", "account/app/", "account/passkey/"):
        assert client.get(f"/admin/{page}")["Location"] == "/admin/login/second/"
        assert client.post(f"/admin/{page}", {"code": "1"})["Location"] == "/admin/login/second/"


def test_a_recovery_code_lets_in_once(client):
    person = organisation.member(PUBLISHER)
    accounts.app(person)
    code = renew_recovery_codes(person, by=person)[0].upper().replace("-", " ")
    type_password(client, person)
    assert client.post("/admin/login/second/", {"code": code}).status_code == 302
    assert is_in(client)
    assert person.recovery_codes.count() == 9
    other = Client()
    type_password(other, person)
    assert other.post("/admin/login/second/", {"code": code}).status_code == 200
    assert not is_in(other)


def test_a_step_between_lasts_ten_minutes_and_ends_with_the_password(client):
    person = organisation.member(PUBLISHER)
    accounts.app(person)
    type_password(client, person)
    session = client.session
    session["about_to_sign_in"] |= {"at": timezone.now().timestamp() - 601}
    session.save()
    response = client.post("/admin/login/second/", {"code": accounts.code()})
    assert response["Location"].startswith("/admin/login/?")
    type_password(client, person)
    person.set_password("another-long-password")
    person.save()
    response = client.post("/admin/login/second/", {"code": accounts.code()})
    assert response["Location"].startswith("/admin/login/?")


def test_a_role_given_to_somebody_signed_in_asks_at_once(client):
    person = organisation.member(EDITOR)
    type_password(client, person)
    assert is_in(client)
    publisher = Role.objects.get(name=PUBLISHER)
    organisation_services.save_member(
        Member(user=person, department=organisation.department(), role=publisher), by=None
    )
    assert client.get("/admin/")["Location"].startswith("/admin/login/")
    assert client.get("/admin/login/", follow=True).redirect_chain[-1][0] == "/admin/account/"


def test_where_it_is_optional_only_who_has_one_is_asked(client, settings):
    settings.FAROL_SECOND_FACTOR = "optional"
    person = organisation.member(PUBLISHER)
    assert type_password(client, person)["Location"] == "/admin/"
    accounts.app(person)
    assert type_password(Client(), person)["Location"] == "/admin/login/second/"


def test_the_demonstration_asks_nobody_of_its_own(client, settings):
    person = organisation.member(PUBLISHER, username="ic.publisher")
    assert type_password(client, person)["Location"] == "/admin/account/"
    settings.FAROL_DEMONSTRATION = True
    assert type_password(client, person)["Location"] == "/admin/"
    assert type_password(Client(), organisation.member(PUBLISHER))["Location"] != "/admin/"


@pytest.mark.parametrize(
    "following",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", ""],
)
def test_signing_in_leads_nobody_to_another_site(client, following):
    response = type_password(client, organisation.member(EDITOR), following)
    assert response["Location"] == "/admin/"


def test_who_is_inactive_or_no_staff_does_not_come_in(client):
    for values in ({"is_active": False}, {"is_staff": False}):
        assert type_password(client, organisation.user(**values)).status_code == 200
    assert not is_in(client)


# --- Guessing ----------------------------------------------------------------------------------


def test_an_attacker_is_slowed_down_and_does_not_lock_the_owner_out(client):
    person = organisation.member(EDITOR)
    attacker = {"REMOTE_ADDR": "203.0.113.7"}
    for _attempt in range(8):
        assert type_password(client, person, password="guess", **attacker).status_code == 200
    refused = type_password(client, person, **attacker)  # now even with the right one
    assert refused.status_code == 429
    assert "Too many attempts" in refused.content.decode()
    assert verbs() == ["user.guessed_at"]
    owner = Client(REMOTE_ADDR="198.51.100.4")
    assert type_password(owner, person)["Location"] == "/admin/"


def test_one_password_tried_at_many_accounts_is_slowed_down(client, monkeypatch):
    monkeypatch.setattr("portal.accounts.guessing.OF_ONE_NETWORK", 5)
    people = [organisation.user() for _number in range(7)]
    said = [type_password(client, each, password="Spring2026").status_code for each in people]
    assert said == [200] * 5 + [429] * 2


def test_codes_cannot_be_guessed_and_recovery_codes_go_on(client):
    person = organisation.member(PUBLISHER)
    accounts.app(person)
    recovery = renew_recovery_codes(person, by=person)[0]
    type_password(client, person)
    for number in range(8):
        client.post("/admin/login/second/", {"code": f"{number:06}"})
    assert client.post("/admin/login/second/", {"code": accounts.code()}).status_code == 200
    assert client.post("/admin/login/second/", {"code": recovery}).status_code == 302


# --- Passwords and sessions --------------------------------------------------------------------


def test_passwords_are_hashed_by_argon2():
    from portal import settings as real

    assert "Argon2" in real.PASSWORD_HASHERS[0]


def test_sessions_are_listed_and_can_be_ended(client):
    person = organisation.member(EDITOR)
    type_password(client, person, REMOTE_ADDR="198.51.100.4", HTTP_USER_AGENT="Firefox")
    other = Client()
    type_password(other, person)
    page = client.get("/admin/account/").content.decode()
    assert "198.51.100.4" in page
    assert "Firefox" in page
    client.post("/admin/account/", {"step": "end-others"})
    assert is_in(client)
    assert not is_in(other)
    assert "user.sessions_ended" in verbs()


def test_nobody_ends_the_sessions_of_others(client):
    person, stranger = organisation.member(EDITOR), Client()
    type_password(stranger, organisation.member(EDITOR))
    type_password(client, person)
    theirs = person.open_sessions.get()
    stranger.post("/admin/account/", {"step": f"end:{theirs.pk}"})
    assert is_in(client)


def test_a_changed_password_signs_out_elsewhere(client):
    person = organisation.member(EDITOR)
    type_password(client, person)
    other = Client()
    type_password(other, person)
    typed = {"old_password": organisation.PASSWORD, "new_password1": "quite-another-phrase-9",
             "new_password2": "quite-another-phrase-9"}  # fmt: skip
    assert client.post("/admin/password_change/", typed).status_code == 302
    assert is_in(client)
    assert not is_in(other)
    assert person.open_sessions.count() == 1
    assert "user.own_password_changed" in verbs()


def test_a_session_ends_after_its_hours(client, settings):
    type_password(client, organisation.member(EDITOR))
    session = Session.objects.get()
    assert timedelta(hours=11) < session.expire_date - timezone.now() <= timedelta(hours=12)


def test_the_last_second_factor_stays_where_the_role_needs_one(client):
    person = organisation.member(PUBLISHER)
    accounts.app(person)
    type_password(client, person)
    client.post("/admin/login/second/", {"code": accounts.code()})
    client.post("/admin/account/", {"step": "remove-app"})
    assert person.__class__.objects.get(pk=person.pk).authenticator_app
