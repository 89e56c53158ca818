"""Keys: what they open, for how long, and how often."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.rest.models import Key
from portal.rest.services import replace_key, revoke_key
from tests.factories import organisation
from tests.factories.rest import Program, key

pytestmark = pytest.mark.django_db


def test_a_key_is_kept_as_a_hash_and_opens_its_account():
    user = organisation.member()
    made, secret = key(user, "read")
    assert secret.startswith("farol_")
    assert secret not in str(list(Key.objects.values()))
    told = Program(secret=secret).get("work/me/").json()
    assert told["account"] == user.get_username()
    assert told["scopes"] == ["read"]
    made.refresh_from_db()
    used = made.last_used_at
    assert used is not None
    Program(secret=secret).get("work/me/")
    made.refresh_from_db()
    assert made.last_used_at == used  # written once a minute at the most


def test_without_a_key_nothing_of_the_work_is_there():
    answer = Program().get("work/documents/")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("how", ["revoked", "expired", "closed", "invented"])
def test_a_key_that_does_not_open_any_more_is_refused(how):
    user = organisation.member()
    made, secret = key(user)
    if how == "revoked":
        revoke_key(made, by=None)
    elif how == "expired":
        Key.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif how == "closed":
        user.is_active = False
        user.save()
    else:
        secret += "x"
    answer = Program(secret=secret).get("departments/")
    assert answer.status_code == 401
    assert answer.json()["type"].endswith("wrong-key")


def test_a_key_is_replaced_without_standing_still():
    made, secret = key()
    _other, new = replace_key(made, by=None, expires_at=timezone.now() + timedelta(days=9))
    assert {Program(secret=each).get("work/me/").status_code for each in (secret, new)} == {200}
    revoke_key(made, by=None)
    assert Program(secret=secret).get("work/me/").status_code == 401
    assert Program(secret=new).get("work/me/").status_code == 200


def test_a_key_does_no_more_than_its_scopes_say():
    user = organisation.member()
    program = Program(user, "read")
    assert program.get("work/documents/").status_code == 200
    answer = program.post("work/documents/", {})
    assert (answer.status_code, answer.json()["scope"]) == (403, "publish")
    assert program.get("work/cases/").status_code == 403


def test_who_asks_too_often_is_told_when_to_go_on(settings, tmp_path):
    settings.FAROL_API_PER_KEY, settings.FAROL_RUN_DIR = 2, tmp_path
    program = Program(organisation.member())
    first = program.get("work/me/")
    assert first["RateLimit-Policy"] == '"key";q=2;w=60'
    assert first["RateLimit"].startswith('"key";r=1;t=')
    program.get("work/me/")
    answer = program.get("work/me/")
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 61
    assert answer.json()["type"].endswith("too-many")
