"""Keys, and a client that speaks with one."""

import json
from datetime import timedelta
from itertools import count

from django.test import Client
from django.utils import timezone

from portal.rest.services import make_key
from portal.rest.states import Scope
from tests.factories import organisation

API = "/api/v1/"
_numbers = count(1)


def key(user=None, *scopes: str, days: int = 30) -> tuple:
    """(key, secret) of an account; with all scopes, if none are said."""
    user = user or organisation.member()
    user.set_unusable_password()
    user.is_staff = False
    user.save()
    return make_key(
        user,
        by=None,
        name=f"System {next(_numbers)}",
        scopes=scopes or Scope.values,
        expires_at=timezone.now() + timedelta(days=days),
    )


class Program:
    """A program that calls the API, with a key or without."""

    def __init__(self, user=None, *scopes: str, secret: str = "", language: str = "en"):
        self.client = Client(raise_request_exception=True)
        self.secret = secret or (key(user, *scopes)[1] if user else "")
        self.language = language

    def __call__(self, method: str, address: str, data=None, **options):
        headers = {"Accept-Language": self.language, **options.pop("headers", {})}
        if self.secret:
            headers.setdefault("Authorization", f"Bearer {self.secret}")
        if method == "POST":
            headers.setdefault("Idempotency-Key", f"test-{next(_numbers)}")
        if "seen" in options:
            headers["If-Match"] = options.pop("seen")
        if not address.startswith("/"):
            address = f"{API}{address}"
        call = getattr(self.client, method.lower())
        if method == "GET":
            return call(address, data, headers=headers)
        if not options:
            options["content_type"] = "application/json"
            data = json.dumps({} if data is None else data)
        if options == {"form": True}:
            options = {}
        return call(address, data, headers=headers, **options)

    def get(self, address: str, **query):
        return self("GET", address, query)

    def post(self, address: str, data=None, **options):
        return self("POST", address, data, **options)

    def patch(self, address: str, data=None, **options):
        return self("PATCH", address, data, **options)

    def delete(self, address: str, **options):
        return self("DELETE", address, **options)
