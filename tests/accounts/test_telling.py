"""People are told by mail what became of the way in which they sign in, and who came in."""

import pyotp
import pytest
from django.contrib.auth.models import User
from django.test import Client

from portal import throttling
from portal.accounts import services
from portal.accounts.models import Passkey
from portal.history.models import Event
from portal.history.services import record
from portal.notifications import sending
from portal.notifications.models import Delivery
from portal.organisation.roles import ADMINISTRATOR, EDITOR, PUBLISHER
from portal.oversight import visits
from tests.factories import accounts, organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ADDRESS = "ana@example.org"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NEWER = FIREFOX.replace("140.0", "141.0")
CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"
OFFICE = {"REMOTE_ADDR": "198.51.100.4", "HTTP_USER_AGENT": FIREFOX}
ABROAD = {"REMOTE_ADDR": "203.0.113.7", "HTTP_USER_AGENT": FIREFOX}
NEW_PASSWORD = "quite-another-phrase-9"


@pytest.fixture(autouse=True)
def _english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def ana(mailbox):
    return _person(PUBLISHER)


def _person(role: str, email: str = ADDRESS, language: str = "en") -> User:
    person = organisation.member(role)
    person.email = email
    person.save()
    visits.look(person, language)
    return person


def sent(mailbox) -> list[str]:
    """Send what waits; the subjects, without the portal's name."""
    sending.send_all(Delivery.objects.order_by("pk").values_list("pk", flat=True))
    return [mail["Subject"].partition(": ")[2] for mail in mailbox.mails]


def text(mail, kind: str = "plain") -> str:
    return mail.get_body([kind]).get_content()


def come_in(person, password=organisation.PASSWORD, **place) -> Client:
    client = Client(**place)
    client.post("/admin/login/", {"username": person.username, "password": password})
    return client


# --- What was changed ---------------------------------------------------------------------------


def test_who_changes_the_own_password_is_told(ana, mailbox):
    client = come_in(ana, **OFFICE)
    typed = {"old_password": organisation.PASSWORD, "new_password1": NEW_PASSWORD,
             "new_password2": NEW_PASSWORD}  # fmt: skip
    assert client.post("/admin/password_change/", typed).status_code == 302
    assert sent(mailbox) == ["Your password was changed"]
    assert mailbox.to == [ADDRESS]


def test_it_says_when_from_where_and_what_to_do(ana, mailbox):
    client = come_in(ana, **OFFICE)
    accounts.app(ana)
    client.post("/admin/account/", {"step": "remove-app"})
    sent(mailbox)
    [mail] = mailbox.mails
    event = Event.objects.get(verb="user.app_removed")
    assert event.network == "198.51.100.0/24"
    for said in (text(mail), text(mail, "html")):
        assert "198.51.100.0/24" in said
        assert ana.username in said
        assert "https://portal.example.org/admin/account/" in said
        assert "(Asia/Macau)" in said
        assert "tell an administrator" in said
        assert "198.51.100.4" not in said
    assert "&" not in text(mail)


def test_nothing_in_it_signs_anybody_in(ana, mailbox):
    client = come_in(ana, **OFFICE)
    client.post("/admin/account/", {"step": "codes"})
    services.renew_recovery_codes(ana, by=ana)
    sent(mailbox)
    [mail] = mailbox.mails
    links = [word for word in text(mail).split() if word.startswith("http")]
    assert set(links) == {
        "https://portal.example.org/admin/account/",
        "https://portal.example.org/en/",
    }
    assert Client().get("/admin/account/")["Location"].startswith("/admin/login/")


def test_apps_passkeys_and_codes_are_told(ana, mailbox):
    secret = services.new_secret()
    services.keep_app(ana, secret, pyotp.TOTP(secret).now(), by=ana)
    services.remove_app(ana, by=ana)
    made = type("Verified", (), {"credential_id": b"x" * 16, "credential_public_key": b"y",
                                 "sign_count": 0})  # fmt: skip
    services.keep_passkey(ana, made, "Telephone https://evil.example/", by=ana)
    services.remove_passkey(Passkey.objects.get(), by=ana)
    services.renew_recovery_codes(ana, by=ana)  # the first ones: they came with the passkey
    code = services.renew_recovery_codes(ana, by=ana)[0]
    assert services.take_recovery_code(ana, code)
    assert sent(mailbox) == [
        "An app for codes was added",
        "An app for codes was removed",
        "A passkey was added",
        "A passkey was removed",
        "New recovery codes were made",
        "A recovery code was used",
    ]
    assert not any("evil.example" in text(mail) for mail in mailbox.mails)


def test_what_an_administrator_does_is_told(ana, mailbox, client):
    administrator = organisation.member(ADMINISTRATOR)
    client.force_login(administrator)
    accounts.app(ana)
    client.post(f"/admin/auth/user/{ana.pk}/safety/", {"forget": ""})
    typed = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD, "usable_password": "true"}
    client.post(f"/admin/auth/user/{ana.pk}/password/", typed)
    assert sent(mailbox) == [
        "An administrator reset your second factor",
        "An administrator changed your password",
    ]
    assert mailbox.to == [ADDRESS, ADDRESS]


def test_a_change_of_address_is_told_to_the_one_before(ana, mailbox, client):
    client.force_login(organisation.member(ADMINISTRATOR))
    page = f"/admin/auth/user/{ana.pk}/change/"
    typed = {"username": ana.username, "is_active": "on", "is_staff": "on"}
    client.post(page, {**typed, "email": ADDRESS, "first_name": "Ana"})
    assert sent(mailbox) == []
    client.post(page, {**typed, "email": "thief@example.org"})
    client.post(page, {**typed, "email": "thief@example.org", "username": "another"})
    assert sent(mailbox) == ["The e-mail address or the user name was changed"] * 2
    assert mailbox.to == [ADDRESS, "thief@example.org"]


def test_who_has_no_address_or_is_no_staff_is_told_nothing(mailbox):
    nameless, system = _person(EDITOR, email=""), organisation.user(is_staff=False, email=ADDRESS)
    for person in (nameless, system):
        services.note_password_given(person, by=None)
    assert not Delivery.objects.exists()


def test_without_a_mail_server_everything_goes_on(settings):
    settings.FAROL_MAIL = ""
    services.note_password_given(_person(EDITOR), by=None)
    assert Event.objects.filter(verb="user.password_changed").exists()
    assert not Delivery.objects.exists()


def test_what_did_not_happen_is_not_told(ana, mailbox):
    client = come_in(ana, **OFFICE)
    typed = {"old_password": "wrong", "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    client.post("/admin/password_change/", typed)
    assert not services.keep_app(ana, services.new_secret(), "000000", by=ana)
    assert not services.take_recovery_code(ana, "none of them")
    assert sent(mailbox) == []


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("zh-hant", "管理員更改了您的密碼"),
        ("pt", "Um administrador alterou a sua palavra-passe"),
        ("en", "An administrator changed your password"),
        ("zh-hans", "管理员更改了您的密码"),
    ],
)
def test_it_speaks_the_persons_language_whoever_acts(mailbox, language, subject):
    services.note_password_given(_person(EDITOR, language=language), by=None)
    assert sent(mailbox) == [subject]
    assert mailbox.mails[0]["Content-Language"].lower() == language
    assert f"https://portal.example.org/{language}/" in text(mailbox.mails[0])


# --- Who came in --------------------------------------------------------------------------------


def test_a_sign_in_from_another_network_is_told_once(ana, mailbox):
    come_in(ana, **OFFICE)
    come_in(ana, **OFFICE)
    come_in(ana, **{**OFFICE, "REMOTE_ADDR": "198.51.100.77"})  # the same network
    assert sent(mailbox) == []
    for _time in range(2):
        come_in(ana, **ABROAD)
    assert sent(mailbox) == ["Somebody signed in from a place or a browser not seen before"]
    assert "203.0.113.0/24" in text(mailbox.mails[0])
    assert "Firefox, Linux" in text(mailbox.mails[0])


def test_a_sign_in_with_another_browser_is_told_and_an_updated_one_is_none(ana, mailbox):
    come_in(ana, **OFFICE)
    come_in(ana, **{**OFFICE, "HTTP_USER_AGENT": NEWER})
    assert sent(mailbox) == []
    come_in(ana, **{**OFFICE, "HTTP_USER_AGENT": CHROME})
    assert len(sent(mailbox)) == 1
    assert "Chrome, Windows" in text(mailbox.mails[0])


def test_what_a_browser_says_of_itself_is_in_no_mail_and_not_in_history(ana, mailbox):
    come_in(ana, **OFFICE)
    come_in(ana, **{**OFFICE, "HTTP_USER_AGENT": "Look at https://evil.example/"})
    assert len(sent(mailbox)) == 1
    assert "evil.example" not in text(mailbox.mails[0])
    assert "Browser:" not in text(mailbox.mails[0])
    assert not [each for each in Event.objects.all() if "evil.example" in str(each.data)]


def test_the_mark_of_a_browser_is_another_one_for_each_person(ana, mailbox):
    come_in(ana, **OFFICE)
    come_in(_person(EDITOR), **OFFICE)
    marks = [each.data["browser"] for each in Event.objects.filter(verb="user.signed_in")]
    assert len(set(marks)) == 2


def test_sign_ins_of_before_browsers_were_marked_count_for_the_network(ana, mailbox):
    record("user.signed_in", ana, actor=ana, way="password", proved_by="")
    come_in(ana, **OFFICE)
    come_in(ana, **OFFICE)
    assert sent(mailbox) == []


def test_without_networks_in_the_history_browsers_count_alone(ana, mailbox, settings):
    settings.FAROL_AUDIT_ADDRESSES = "none"
    come_in(ana, **OFFICE)
    come_in(ana, **ABROAD)
    assert sent(mailbox) == []
    come_in(ana, **{**OFFICE, "HTTP_USER_AGENT": CHROME})
    assert len(sent(mailbox)) == 1
    assert "From where:" not in text(mailbox.mails[0])


# --- Who tried ----------------------------------------------------------------------------------


def guess(person, times: int, **place) -> None:
    for number in range(times):
        come_in(person, password=f"guess {number}", **place)


def test_many_wrong_passwords_are_told_once_an_hour(ana, mailbox):
    guess(ana, 7, **ABROAD)
    assert sent(mailbox) == []
    guess(ana, 5, **ABROAD)
    guess(ana, 12, **OFFICE)
    assert sent(mailbox) == ["Somebody tried many wrong passwords"]
    assert "203.0.113.0/24" in text(mailbox.mails[0])
    assert Event.objects.filter(verb="user.guessed_at").count() == 2
    throttling.Count.objects.all().delete()  # an hour later
    guess(ana, 8, **ABROAD)
    assert len(sent(mailbox)) == 2


def test_guessing_at_nobody_tells_nobody(ana, mailbox):
    guess(User(username="nobody"), 12, **ABROAD)
    assert sent(mailbox) == []


def test_many_wrong_codes_after_the_right_password_are_told(ana, mailbox):
    accounts.app(ana)
    client = come_in(ana, **ABROAD)
    for number in range(10):
        client.post("/admin/login/second/", {"code": f"{number:06}"})
    assert sent(mailbox) == [
        "Somebody passed the first step of signing in, and tried many wrong codes"
    ]
    assert Event.objects.filter(verb="user.codes_guessed_at").count() == 1


def test_guessing_where_it_is_asked_again_is_told(ana, mailbox):
    client = come_in(ana, **OFFICE)
    session = client.session
    session["shown_at"] -= 901
    session.save()
    for number in range(8):
        client.post("/admin/account/app/", {"confirm": "get", "confirm-password": f"{number}"})
    assert sent(mailbox) == ["Somebody tried many wrong passwords"]
