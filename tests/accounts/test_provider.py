"""Sign-in by OpenID Connect, with a real provider on this machine."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client

from portal.accounts.models import ProviderAccount
from portal.history.models import Event
from portal.organisation.roles import EDITOR, PUBLISHER
from tests.accounts.issuer import Issuer
from tests.factories import accounts, organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
START, BACK = "/admin/login/provider/", "/admin/login/provider/return/"


@pytest.fixture(scope="module")
def issuer():
    found = Issuer()
    yield found
    found.stop()


@pytest.fixture(autouse=True)
def _provider(settings, issuer):
    settings.FAROL_OIDC_ISSUER = issuer.address
    settings.FAROL_OIDC_CLIENT_ID = "farol"
    settings.FAROL_OIDC_CLIENT_SECRET = "between us"
    settings.FAROL_SECOND_FACTOR = "required"
    settings.FAROL_DEMONSTRATION = False
    issuer.claims = {"sub": "42", "email": "ana@example.org", "email_verified": True}


@pytest.fixture
def ana():
    person = organisation.member(EDITOR)
    User.objects.filter(pk=person.pk).update(email="Ana@example.org")
    return person


def come_back(client, issuer, following="/admin/account/"):
    left = client.get(f"{START}?next={following}")
    assert left.status_code == 302, left.content
    return client.get(BACK + issuer.consent(left["Location"]))


def test_somebody_known_by_verified_mail_comes_in_and_is_known_by_subject_then(client, issuer, ana):
    assert "127.0.0.1" in client.get("/admin/login/").content.decode()
    assert come_back(client, issuer)["Location"] == "/admin/account/"
    assert client.get("/admin/").status_code == 200
    issuer.claims = {"sub": "42", "email": "other@example.org", "email_verified": False}
    other = Client()
    assert come_back(other, issuer)["Location"] == "/admin/account/"
    assert other.get("/admin/").status_code == 200
    assert Event.objects.filter(verb="user.provider_linked").count() == 1


def test_what_is_asked_has_pkce_nonce_and_state(client):
    asked = parse_qs(urlsplit(client.get(START)["Location"]).query)
    assert {"code_challenge", "nonce", "state"} <= set(asked)
    assert asked["code_challenge_method"] == ["S256"]


def test_a_new_key_of_the_provider_is_fetched(client, issuer, ana):
    come_back(client, issuer)
    issuer.rotate()
    assert come_back(Client(), issuer)["Location"] == "/admin/account/"


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another"},
        {"aud": ["another", "third"], "azp": "farol"},
        {"iss": "https://evil.example"},
        {"exp": 1},
        {"nonce": "another"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email": "nobody@example.org"},
        {"email": ""},
    ],
)
def test_what_is_not_for_us_or_of_nobody_here_is_refused(client, issuer, ana, claims):
    issuer.claims |= claims
    assert come_back(client, issuer)["Location"] == "/admin/login/"
    assert client.get("/admin/").status_code == 302
    assert not ProviderAccount.objects.exists()
    assert User.objects.count() == 1


def test_a_forged_signature_or_state_is_refused(client, issuer, ana):
    query = issuer.consent(client.get(START)["Location"])
    assert client.get(f"{BACK}?code=x&state=y")["Location"] == "/admin/login/"
    assert Client().get(BACK + query)["Location"] == "/admin/login/"  # of another browser
    come_back(client, issuer)
    known, thief = issuer.key.kid, Client()
    issuer.rotate()
    issuer.shown, issuer.key = [issuer.key], issuer.key_named(known)
    assert come_back(thief, issuer)["Location"] == "/admin/login/"
    issuer.rotate()


def test_no_account_is_opened_and_none_that_two_have_or_that_is_inactive(client, issuer, ana):
    User.objects.filter(pk=organisation.user().pk).update(email="ana@example.org")
    assert come_back(client, issuer)["Location"] == "/admin/login/"
    User.objects.exclude(pk=ana.pk).delete()
    User.objects.update(is_active=False)
    assert come_back(client, issuer)["Location"] == "/admin/login/"


def test_a_provider_that_asked_for_more_than_a_password_is_believed(client, issuer):
    person = organisation.member(PUBLISHER)
    User.objects.filter(pk=person.pk).update(email="ana@example.org")
    assert come_back(client, issuer)["Location"] == "/admin/account/"
    assert client.get("/admin/").status_code == 302  # a second factor is still to be set up
    issuer.claims |= {"amr": ["pwd", "mfa"]}
    assert come_back(client, issuer, "/admin/")["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_who_has_a_second_factor_here_shows_it_unless_the_provider_asked(client, issuer, ana):
    accounts.app(ana)
    assert come_back(client, issuer)["Location"] == "/admin/login/second/"


def test_a_provider_that_does_not_answer_is_said(client, settings):
    settings.FAROL_OIDC_ISSUER = "http://127.0.0.1:9"
    assert client.get(START)["Location"] == "/admin/login/"
    assert client.get("/admin/login/").context["messages"]
