"""Passkeys in Chromium, with its own virtual authenticator, under our content security policy."""

import pytest

from portal.accounts.models import Passkey
from portal.history.models import Event
from portal.organisation.roles import ADMINISTRATOR
from tests.browsing import faults_of
from tests.factories import organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def window(browser, portal_server):
    """A window at a host that has a name, with a device that keeps passkeys."""
    home = portal_server.url.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=home, locale="en-GB")
    page = context.new_page()
    faults = faults_of(page, home)
    page.on("console", lambda each: faults.append(each.text) if each.type == "error" else None)
    protocol = context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
              "hasUserVerification": True, "isUserVerified": True,
              "automaticPresenceSimulation": True}  # fmt: skip
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    context.add_cookies([{"name": "django_language", "value": "en", "url": f"{home}/admin/"}])
    yield page
    context.close()
    assert faults == []


def type_password(page, person):
    page.fill("#id_username", person.username)
    page.fill("#id_password", organisation.PASSWORD)
    page.click("#login-form [type=submit]")


def test_a_passkey_is_made_signs_in_and_confirms(window, portal_server):
    page, person = window, organisation.member(ADMINISTRATOR)
    page.goto("/admin/login/")
    type_password(page, person)
    page.wait_for_url("**/admin/")  # this server asks nobody who has none
    page.goto("/admin/account/passkey/")
    page.fill("#id_name", "My telephone")
    page.click("form[data-passkey] button")
    page.wait_for_selector(".recovery-codes")
    assert Passkey.objects.get().name == "My telephone"

    page.click("#logout-form button")
    page.goto("/admin/login/?next=/admin/account/")
    page.click("form[data-passkey] button")  # neither user name nor password
    page.wait_for_selector("#sessions")
    assert page.locator("section:has(#sessions) li").count() == 1

    page.click("#logout-form button")
    page.goto("/admin/login/")
    type_password(page, person)
    page.wait_for_url("**/admin/login/second/")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/admin/")

    session = _session_of(page)
    session["shown_at"] -= 901
    session.save()
    page.goto("/admin/auth/user/add/")
    page.click("button[name=use-passkey]")
    page.wait_for_selector("#id_username")
    assert Passkey.objects.get().sign_count >= 3
    assert Event.objects.filter(verb="user.signed_in").count() == 3


def _session_of(page):
    from django.contrib.sessions.backends.db import SessionStore

    cookie = next(each for each in page.context.cookies() if each["name"] == "sessionid")
    return SessionStore(cookie["value"])


def test_an_answer_is_taken_once_and_from_here_only(client):
    """What a browser was asked is signed for one person, and good for one answer."""
    from django.test import RequestFactory

    from portal.accounts import passkeys

    person, other = organisation.user(), organisation.user()
    request = RequestFactory().get("/", headers={"host": "localhost"})
    asked = passkeys.to_use(request, person)
    said = _answering(asked["challenge"])
    assert passkeys._challenge_of(said, other.pk) is None
    assert passkeys._challenge_of(said, person.pk)
    assert passkeys._challenge_of(said, person.pk) is None
    assert passkeys.used(request, "not JSON", person) is None
    assert passkeys.used(request, '{"id": "x", "response": {}}', person) is None
    assert passkeys.used(request, "x" * 30_000, person) is None


def _answering(challenge: str) -> dict:
    import base64
    import json

    client = json.dumps({"type": "webauthn.get", "challenge": challenge}).encode()
    return {"id": "x", "response": {"clientDataJSON": base64.urlsafe_b64encode(client).decode()}}
