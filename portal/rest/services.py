"""Keys are made, shown once, replaced and revoked; what is past is forgotten."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.history.services import record
from portal.rest.authentication import PREFIX, digest_of
from portal.rest.models import Answered, Key, Upload
from portal.rest.states import Scope
from portal.rest.uploading import place
from portal.workflow import Refused

KEPT = timedelta(days=2)  # so long a repeated request is answered as it was
GIVEN_UP = timedelta(days=2)  # so long an upload may rest
SHOWN = len(PREFIX) + 6


def service_accounts(users: models.QuerySet) -> models.QuerySet:
    """Those of users that are other systems': nobody can sign in with them."""
    return users.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX, is_staff=False)


def end_of(day: date) -> datetime:
    """The last moment of a day."""
    return datetime.combine(day, time.max, timezone.get_current_timezone())


@transaction.atomic
def make_key(
    user: User, *, by, name: str, scopes: Iterable[str], expires_at: datetime
) -> tuple[Key, str]:
    """A key for an account, and its secret, which nobody can read again."""
    if user.has_usable_password() or user.is_staff:
        raise Refused(_("Keys are for service accounts: a person's account has none."))
    if by is not None and not by.has_perm("rest.add_key", user):
        raise Refused(_("You can't make a key for this account."))
    if expires_at <= timezone.now():
        raise Refused(_("This time has passed."))
    chosen = [each for each in Scope.values if each in set(scopes)]
    if not chosen:
        raise Refused(_("Choose what it may be used for."))
    secret = PREFIX + secrets.token_urlsafe(32)
    key = Key.objects.create(
        user=user,
        name=name,
        shown=secret[:SHOWN],
        digest=digest_of(secret),
        scopes=chosen,
        expires_at=expires_at,
    )
    record("key.made", key, actor=by, account=user.get_username(), scopes=chosen)
    return key, secret


@transaction.atomic
def replace_key(key: Key, *, by, expires_at: datetime) -> tuple[Key, str]:
    """Another key like it. The old one works until somebody revokes it: no system stands still."""
    return make_key(key.user, by=by, name=key.name, scopes=key.scopes, expires_at=expires_at)


@transaction.atomic
def revoke_key(key: Key, *, by) -> Key:
    """From now on it opens nothing."""
    now = timezone.now()
    if not Key.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=now):
        raise Refused(_("This key has been revoked already."))
    key.revoked_at = now
    record("key.revoked", key, actor=by, account=key.user.get_username())
    return key


def forget_answers() -> int:
    """Forget what was answered to requests that nobody repeats any more."""
    return Answered.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]


def forget_uploads() -> int:
    """Remove uploads that nobody goes on with, and their pieces."""
    removed = 0
    for each in Upload.objects.filter(changed_at__lt=timezone.now() - GIVEN_UP):
        place(each).unlink(missing_ok=True)
        removed += each.delete()[0]
    return removed
