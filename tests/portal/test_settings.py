"""What is set wrongly is said at start, in a sentence that names the remedy."""

import subprocess
import sys

import pytest
from django.core.checks import run_checks

from portal import checks
from tests.serving import ROOT, environment


def manage(*arguments, without=(), **env):
    """Run a command with settings as given; the finished process."""
    own = {name: value for name, value in environment(**env).items() if name not in without}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=own,
        capture_output=True,
        text=True,
    )


def found(**options):
    return {each.id for each in run_checks(**options) if each.id.startswith("portal.")}


def test_without_secret_key_the_portal_refuses_to_start_and_says_what_to_set():
    done = manage("check", without=["SECRET_KEY"], DEBUG="false")
    assert done.returncode == 1
    assert "SECRET_KEY is not set. Set the environment variable SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr


def test_with_debug_it_starts_without_a_secret_key():
    assert manage("check", without=["SECRET_KEY"], DEBUG="true").returncode == 0


def test_a_wrong_value_names_its_setting():
    done = manage("check", FAROL_PAGE_CACHE_MB="plenty")
    assert done.returncode == 1
    assert "FAROL_PAGE_CACHE_MB" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "identifier"), [("FAROL_RUN_DIR", "portal.E001"), ("FAROL_FILES_ROOT", "portal.E002")]
)
def test_a_folder_that_cannot_be_written_is_an_error(settings, name, identifier, tmp_path):
    file = tmp_path / "a-file"
    file.write_text("")
    setattr(settings, name, file / "below")
    assert identifier in found()


def test_a_sound_setting_has_nothing_to_say(db):
    assert found(databases=["default"]) == set()


@pytest.mark.django_db
def test_demonstration_accounts_outside_the_demonstration_are_an_error(settings, django_user_model):
    from portal import demonstration

    user = django_user_model.objects.create_user("ic.editor", password=demonstration.PASSWORD)
    settings.FAROL_DEMONSTRATION = False
    assert "portal.E006" in found(databases=["default"])
    user.set_password("another one, long enough")
    user.save()
    assert "portal.E006" not in found(databases=["default"])


def test_before_going_public_the_demonstration_and_open_hosts_are_pointed_out(settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert {"portal.W001", "portal.W002"} <= found(include_deployment_checks=True)
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    assert "portal.W003" in found(include_deployment_checks=True)


def test_a_provider_of_identities_is_asked_over_https_only(settings):
    settings.FAROL_OIDC_ISSUER, settings.FAROL_OIDC_CLIENT_ID = "https://id.example.org", "farol"
    assert checks.provider_of_identities(None) == []
    settings.FAROL_OIDC_ISSUER = "http://id.example.org"
    assert [each.id for each in checks.provider_of_identities(None)] == ["portal.E016"]


def test_before_going_public_a_password_alone_is_pointed_out(settings):
    settings.FAROL_SECOND_FACTOR = "optional"
    assert [each.id for each in checks.second_factor(None)] == ["portal.W016"]
    settings.FAROL_SECOND_FACTOR = "required"
    assert checks.second_factor(None) == []
