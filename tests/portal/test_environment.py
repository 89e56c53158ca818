"""Secrets come from the environment or from files, and what is wrong with one names its setting."""

import re

import pytest
from environs import EnvError

from portal.environment import SecretEnv
from tests.portal.test_settings import manage
from tests.serving import ROOT

SETTINGS = (ROOT / "portal" / "settings.py").read_text()
SECRETS = set(re.findall(r'secret_env\.\w+\(\s*"([A-Z_]+)"', SETTINGS))
UNITS = "farol-.service.d/secrets.conf"


@pytest.fixture
def handed_over(tmp_path, monkeypatch):
    """Put something into the file that SECRET_THING_FILE names."""

    def write(said: str | bytes):
        file = tmp_path / "thing"
        file.write_bytes(said if isinstance(said, bytes) else said.encode())
        monkeypatch.setenv("SECRET_THING_FILE", str(file))
        return file

    return write


def read() -> str:
    return SecretEnv().str("SECRET_THING", "")


def test_every_secret_may_come_from_a_file(tmp_path):
    values = {
        "SECRET_KEY": "k" * 60,
        "DATABASE_URL": "postgres://farol:pass%20word@db.example.org/farol",
        "FAROL_PERSONAL_KEYS": "new,old",
        "FAROL_MAIL": "smtp://me:between-us@mail.example.org:587/?tls=true",
        "FAROL_OIDC_CLIENT_SECRET": "between us",
        "FAROL_MEANING_KEY": "sk-1",
        "FAROL_METRICS_TOKEN": "figures",
    }
    assert set(values) == SECRETS
    for name, value in values.items():
        (tmp_path / name).write_text(f"{value}\n")
    files = {f"{name}_FILE": str(tmp_path / name) for name in values}
    ask = (
        "from django.conf import settings as s; print(s.SECRET_KEY, s.DATABASES['default']"
        "['PASSWORD'], s.FAROL_PERSONAL_KEYS, s.EMAIL_HOST_PASSWORD, s.FAROL_OIDC_CLIENT_SECRET,"
        "s.FAROL_MEANING_KEY, s.FAROL_METRICS_TOKEN, sep='|')"
    )
    done = manage("shell", "--no-imports", "-c", ask, without=list(values), **files)
    assert done.stdout.strip() == (
        f"{'k' * 60}|pass word|['new', 'old']|between-us|between us|sk-1|figures"
    ), done.stderr


def test_what_has_the_name_of_a_secret_is_read_as_one():
    """A new setting that keeps a secret must be read by `secret_env`."""
    named = re.findall(r'(?<!secret_)env\.(?:str|list)\(\s*"([A-Z_]+)"', SETTINGS)
    secret = r"(^|_)(KEYS?|SECRET|TOKEN|PASSWORD)$"
    assert [each for each in named if re.search(secret, each)] == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "which is empty"),
        (" \n", "which is empty"),
        ("one\ntwo\n", "more than one line"),
        (b"\xff\xfe", "it is no text"),
    ],
)
def test_a_file_without_a_secret_is_an_error_that_names_the_setting(handed_over, said, why):
    handed_over(said)
    with pytest.raises(EnvError, match=f"SECRET_THING_FILE names .*{why}"):
        read()


def test_a_missing_file_is_an_error_that_names_the_setting(handed_over):
    handed_over("x").unlink()
    with pytest.raises(EnvError, match=r"SECRET_THING_FILE names .* can't be read: No such file"):
        read()


def test_a_secret_that_is_given_twice_is_an_error(handed_over, monkeypatch):
    handed_over("from the file")
    monkeypatch.setenv("SECRET_THING", "")  # as the example of settings has it
    assert read() == "from the file"
    monkeypatch.setenv("SECRET_THING", "another")
    with pytest.raises(EnvError, match="Both SECRET_THING and SECRET_THING_FILE are set"):
        read()


def test_the_portal_does_not_start_and_says_so_in_one_sentence(tmp_path):
    missing = str(tmp_path / "missing")
    done = manage("check", without=["SECRET_KEY"], SECRET_KEY_FILE=missing, DEBUG="true")
    assert done.returncode == 1
    assert "The portal can't start: SECRET_KEY_FILE names" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_units_hand_over_every_secret_and_the_manual_names_each():
    units = (ROOT / "deploy" / UNITS).read_text()
    folder = "/etc/farol.secrets"
    assert set(re.findall(rf"LoadCredential=([A-Z_]+):{folder}/\1\n", units)) == SECRETS
    assert set(re.findall(r"Environment=([A-Z_]+)_FILE=%d/\1\n", units)) == SECRETS
    manual = (ROOT / "docs" / "operating.md").read_text()
    [paragraph] = re.findall(r"^\*\*Secrets\.\*\*.*?\n\n", manual, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"`([A-Z_]+)`", paragraph)) >= SECRETS
