"""Who calls: an account, by one of its keys."""

import hashlib
from datetime import timedelta

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.request import Request

from portal.rest.models import Key
from portal.rest.problems import Problem

PREFIX = "farol_"  # so that a key that got lost is recognised, by people and by scanners
SEEN_EVERY = timedelta(minutes=1)
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api", error="invalid_token"'}


def digest_of(secret: str) -> str:
    """What is kept of a key. The secret is random and long: no slow hash is needed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer farol_...`"""

    def authenticate(self, request: Request):
        scheme, _space, secret = get_authorization_header(request).partition(b" ")
        if not scheme:
            return None
        key = _find(secret.strip().decode("latin-1")) if scheme.lower() == b"bearer" else None
        if key is None:
            raise Problem("wrong-key", headers=CHALLENGE)
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


def _find(secret: str) -> Key | None:
    if not secret.startswith(PREFIX):
        return None
    key = Key.objects.valid().filter(digest=digest_of(secret)).first()
    if key is not None:
        _see(key)
    return key


def _see(key: Key) -> None:
    """Note that the key was used, at the most once a minute."""
    now = timezone.now()
    if key.last_used_at is None or key.last_used_at < now - SEEN_EVERY:
        Key.objects.filter(pk=key.pk).update(last_used_at=now)
