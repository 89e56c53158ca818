"""Signatures and secrets as Standard Webhooks 1.0 has them (https://www.standardwebhooks.com)."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.utils import timezone

from portal import sealing
from portal.webhooks.models import Endpoint

PREFIX = "whsec_"
BYTES = 32
BOTH_HOLD = timedelta(days=1)  # after a change of secrets, messages are signed with both


def renewed(endpoint: Endpoint) -> tuple[str, str]:
    """A new secret, and what to keep of it: sealed, with the one before while that still holds."""
    secret = PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()
    kept = [{"secret": secret, "until": None}]
    if endpoint.sealed:
        until = (timezone.now() + BOTH_HOLD).isoformat()
        kept.append({"secret": sealing.unseal(endpoint.sealed)[0]["secret"], "until": until})
    return secret, sealing.seal(kept)


def headers(endpoint: Endpoint, message_id: str, body: bytes) -> dict[str, str]:
    """What goes along with `body`, so that the other side knows that it is ours, and new."""
    now = timezone.now()
    stamp = str(int(now.timestamp()))
    signed = f"{message_id}.{stamp}.".encode() + body
    return {
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(signature(each, signed) for each in _hold(endpoint, now)),
    }


def signature(secret: str, signed: bytes) -> str:
    """`v1,` and the HMAC-SHA256."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def _hold(endpoint: Endpoint, now: datetime) -> list[str]:
    return [
        each["secret"]
        for each in sealing.unseal(endpoint.sealed)
        if each["until"] is None or datetime.fromisoformat(each["until"]) > now
    ]
