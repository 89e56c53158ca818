"""No password that leaked elsewhere, or that is made of words of here, wherever one is set."""

import hashlib
import io

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from portal import checks
from portal.accounts import passwords
from portal.organisation.roles import ADMINISTRATOR
from tests.factories import organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LEAKED = "correct-horse-battery"
GOOD = "quite-another-phrase-9"


def sha1(password: str) -> str:
    return hashlib.sha1(password.encode()).hexdigest().upper()


def lines(*more: str, number: int = 5000, end: str = "\r\n") -> str:
    """As the downloader writes them: hashes in order, each with how often it was seen."""
    hashes = sorted([*(sha1(str(each)) for each in range(number)), *map(sha1, more)])
    return "".join(f"{each}:{10 ** (place % 8)}{end}" for place, each in enumerate(hashes))


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "leaked.txt"
    file.write_bytes(lines(LEAKED).encode())
    return file


@pytest.fixture
def looked_up(settings, file):
    """Passwords are looked up in the file."""
    settings.FAROL_LEAKED_PASSWORDS = str(file)
    settings.AUTH_PASSWORD_VALIDATORS = [
        *settings.AUTH_PASSWORD_VALIDATORS,
        {
            "NAME": "portal.accounts.passwords.LeakedPasswordValidator",
            "OPTIONS": {"path": str(file)},
        },
    ]


def faults(password: str, user=None) -> list[str]:
    """The codes of what is wrong with a password."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        return [each.code for each in error.error_list]
    return []


# --- Looking up --------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("number", [0, 1, 2, 90, 91, 92, 5000])
def test_every_hash_of_the_file_is_found_and_no_other(number, end):
    content = lines(number=number, end=end).encode()
    file = io.BytesIO(content)
    for each in range(number):
        assert passwords.holds(file, passwords.digest(str(each)))
    for each in range(number, number + 300):
        assert not passwords.holds(file, passwords.digest(str(each)))
    for beyond in (b"0" * 40, b"F" * 40):
        assert not passwords.holds(file, beyond)


def test_the_last_line_needs_no_end_and_small_letters_are_read():
    file = io.BytesIO(lines(LEAKED).lower().encode().rstrip())
    assert passwords.holds(file, passwords.digest(LEAKED))
    last = max(passwords.digest(str(each)) for each in range(5000))
    assert passwords.holds(file, last)


class Vast(io.RawIOBase):
    """A file of sixty gigabytes: a billion hashes in order, made where somebody reads."""

    LINE, LINES = 60, 1_000_000_000
    STEP = 16**40 // LINES

    def __init__(self):
        self.at = self.reads = 0

    def line(self, number: int) -> bytes:
        return f"{number * self.STEP:040X}:{1:018}\n".encode()

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, place, whence=io.SEEK_SET):
        self.at = place + {0: 0, 1: self.at, 2: self.LINE * self.LINES}[whence]
        return self.at

    def tell(self):
        return self.at

    def readinto(self, buffer):
        self.reads += 1
        first, skipped = divmod(self.at, self.LINE)
        count = len(buffer) // self.LINE + 2
        known = range(first, min(first + count, self.LINES))
        data = b"".join(map(self.line, known))[skipped : skipped + len(buffer)]
        buffer[: len(data)] = data
        self.at += len(data)
        return len(data)


def test_a_look_into_sixty_gigabytes_takes_some_tens_of_small_reads():
    for number in (0, 1, 123_456_789, 999_999_999):
        vast = Vast()
        file = io.BufferedReader(vast, passwords.BLOCK)
        assert passwords.holds(file, vast.line(number)[:40])
        assert vast.reads < 80
    vast = Vast()
    assert not passwords.holds(io.BufferedReader(vast, passwords.BLOCK), b"ABCDEF" + b"0" * 34)
    assert vast.reads < 80


# --- Where passwords are set -------------------------------------------------------------------


@pytest.fixture
def administrator(client, settings, looked_up):
    settings.LANGUAGE_CODE = "en"
    person = organisation.member(ADMINISTRATOR)
    client.force_login(person)
    return person


def test_a_new_account_gets_no_leaked_password(client, administrator):
    typed = {"username": "ana", "usable_password": "true", "_save": "1"}
    for password, there in ((LEAKED, False), (GOOD, True)):
        both = {"password1": password, "password2": password}
        page = client.post("/admin/auth/user/add/", {**typed, **both})
        assert ("leaked from another service" in page.content.decode()) is not there
        assert User.objects.filter(username="ana").exists() is there


def test_an_administrator_gives_no_leaked_password(client, administrator):
    person = organisation.user()
    for password, taken in ((LEAKED, False), (GOOD, True)):
        typed = {"password1": password, "password2": password, "usable_password": "true"}
        client.post(f"/admin/auth/user/{person.pk}/password/", typed)
        assert User.objects.get(pk=person.pk).check_password(password) is taken


def test_nobody_changes_to_a_leaked_password(client, administrator):
    assert "one that has leaked" in client.get("/admin/password_change/").content.decode()
    for password, taken in ((LEAKED, False), (GOOD, True)):
        typed = {"old_password": organisation.PASSWORD, "new_password1": password,
                 "new_password2": password}  # fmt: skip
        client.post("/admin/password_change/", typed)
        assert User.objects.get(pk=administrator.pk).check_password(password) is taken


def test_commands_take_no_leaked_password(looked_up, monkeypatch, capsys):
    monkeypatch.setattr("getpass.getpass", lambda prompt="": LEAKED)
    person = organisation.user()
    with pytest.raises(CommandError, match="Aborting password change"):
        call_command("changepassword", person.username)
    assert not User.objects.get(pk=person.pk).check_password(LEAKED)

    class Terminal:
        def isatty(self):
            return True

    answers = iter([GOOD, GOOD])
    tries = iter([LEAKED, LEAKED])
    monkeypatch.setattr("getpass.getpass", lambda prompt="": next(tries, None) or next(answers))
    monkeypatch.setattr("builtins.input", lambda prompt="": "N")  # no way round it
    call_command("createsuperuser", username="root", email="root@example.org", stdin=Terminal())
    assert "leaked from another service" in capsys.readouterr().err
    assert User.objects.get(username="root").check_password(GOOD)


def test_while_the_file_cannot_be_read_no_password_is_taken(looked_up, file):
    file.unlink()
    assert faults(GOOD) == ["password_not_looked_up"]


def test_without_the_setting_common_passwords_are_refused():
    assert "password_too_common" in faults("password")
    assert faults(LEAKED) == []


# --- What is said at start ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, "No such file or directory"),
        ("", "it isn't lines of 40 hexadecimal digits"),
        ("password\n123456\n", "it isn't lines of 40 hexadecimal digits"),
        ("8846F7EAEE8FB117AD06BDD830B7586C:1\n", "it isn't lines of 40 hexadecimal digits"),
        ("".join(reversed(lines().splitlines(keepends=True))), "aren't in the order"),
    ],
)
def test_a_file_that_is_of_no_use_is_an_error_that_says_what_to_do(
    settings, tmp_path, content, fault
):
    file = tmp_path / "leaked.txt"
    if content is not None:
        file.write_text(content)
    settings.FAROL_LEAKED_PASSWORDS = str(file)
    [error] = checks.leaked_passwords(None)
    assert error.id == "portal.E017"
    assert "FAROL_LEAKED_PASSWORDS" in error.msg
    assert fault in error.msg
    assert "docs/operating.md" in error.hint


def test_a_sound_file_or_none_has_nothing_to_say(settings, file):
    for named in (str(file), ""):
        settings.FAROL_LEAKED_PASSWORDS = named
        assert checks.leaked_passwords(None) == []


# --- Words of here -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "password",
    ["FarolPortal2026", "f4r0l-f4r0l-f4r0l", "Informacao!!2026", "Password-Farol-1",
     "Administrator#99", "Publisher-xyz-1", "Bridges4Bridges", "portal.mo-2026", "BRDG-BRDG-BRDG",
     "燈塔資訊門戶20262026"],
)  # fmt: skip
def test_a_password_of_words_that_everybody_finds_here_is_refused(settings, password):
    settings.FAROL_SITE_URL = "https://portal.example.mo"
    organisation.department("BRDG", name_en="Department of Bridges")
    assert "password_of_words_of_here" in faults(password)


@pytest.mark.parametrize(
    "password",
    [GOOD, "farol seen from the ferry", "4829-1937-5512-9921", "我在海邊看日出二零二六年"],
)
def test_one_of_other_words_is_not(password):
    assert faults(password) == []


def test_a_password_like_the_accounts_own_name_is_refused():
    ana = User(username="ana.sousa.fernandes", email="ana.fernandes@example.org")
    assert "password_too_similar" in faults("ana.sousa.fernandes1", ana)
    assert "password_too_similar" in faults("example.org.ana.fernandes", ana)
