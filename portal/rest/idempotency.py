"""A request that is sent again is not done again: the network may have lost only the answer.

What it does and what is answered are written in one transaction, so that neither is there without
the other. What was refused changed nothing and is not kept: it may be tried again.
"""

import hashlib
import json
from collections.abc import Callable

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from portal import sealing
from portal.rest.models import Answered
from portal.rest.problems import Problem

LONGEST = 255
_KEPT = ("Location", "ETag")


def once(request: Request, do: Callable[[], Response]) -> Response:
    """Do it, or answer as when it was done."""
    key, fingerprint = _key(request), _fingerprint(request)
    before = _answered(request, key, fingerprint)
    if before is not None:
        return before
    try:
        with transaction.atomic():
            mine = _begin(request, key, fingerprint)
            response = do()
            mine.status = response.status_code
            mine.headers = {name: response[name] for name in _KEPT if name in response}
            mine.sealed = sealing.seal(json.loads(json.dumps(response.data, cls=JSONEncoder)))
            mine.save()
            return response
    except _DoneMeanwhile:
        return _answered(request, key, fingerprint) or _again()


class _DoneMeanwhile(Exception):
    """The same request came twice at once, and the other one was first."""


def _begin(request: Request, key: str, fingerprint: str) -> Answered:
    """Take the key. Whoever comes second waits here until the first has ended."""
    try:
        with transaction.atomic():
            return Answered.objects.create(
                user=request.user, idempotency_key=key, fingerprint=fingerprint
            )
    except IntegrityError as error:
        raise _DoneMeanwhile from error


def _answered(request: Request, key: str, fingerprint: str) -> Response | None:
    found = Answered.objects.filter(user=request.user, idempotency_key=key).first()
    if found is None:
        return None
    if found.fingerprint != fingerprint:
        raise Problem("key-reused")
    return Response(
        found.body(), found.status, headers=found.headers | {"Idempotency-Replayed": "true"}
    )


def _again() -> Response:
    raise Problem("refused", headers={"Retry-After": "1"})


def _key(request: Request) -> str:
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key or len(key) > LONGEST or not key.isprintable() or not key.isascii():
        raise Problem("key-missing")
    return key


def _fingerprint(request: Request) -> str:
    """What was asked, hashed: method, address, version, and every field and file."""
    digest = hashlib.sha256()
    for part in (request.method, request.get_full_path(), request.headers.get("If-Match", "")):
        digest.update(f"{part}\n".encode("utf-8", "surrogatepass"))
    data = request.data
    if hasattr(data, "lists"):
        for name, values in sorted(data.lists()):
            for each in values:
                digest.update(f"{name}=".encode("utf-8", "surrogatepass") + _bytes(each))
    else:
        told = json.dumps(data, sort_keys=True)
        digest.update(told.encode())
    return digest.hexdigest()


def _bytes(value) -> bytes:
    if not isinstance(value, UploadedFile):
        return str(value).encode("utf-8", "surrogatepass") + b"\n"
    digest = hashlib.sha256(str(value.name).encode("utf-8", "surrogatepass"))
    for chunk in value.chunks():
        digest.update(chunk)
    value.seek(0)
    return digest.digest()
