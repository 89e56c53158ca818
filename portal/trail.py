"""Which request is being answered, and from where it came: for the history and the logs.

The id is the proxy's if one is in front that gives ids, else one of our own. It is answered in
`X-Request-ID`, but not with what everybody may keep: a kept page belongs to no request.
"""

import ipaddress
import re
import sys
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
_FITTING = re.compile(r"[A-Za-z0-9-]{8,64}\Z")
_SHORTENED = {4: 24, 6: 48}  # bits that are kept of an address

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Trail:
    """A request that is being answered in this thread."""

    id: str
    request: HttpRequest

    @property
    def network(self) -> str:
        """From where it came, as exactly as FAROL_AUDIT_ADDRESSES wants it; empty if not at all."""
        address = address_of(self.request)
        if address is None or settings.FAROL_AUDIT_ADDRESSES == "none":
            return ""
        if settings.FAROL_AUDIT_ADDRESSES == "full":
            return str(address)
        return str(ipaddress.ip_network((address, _SHORTENED[address.version]), strict=False))


_current: ContextVar[Trail | None] = ContextVar("trail", default=None)


def current() -> Trail | None:
    """The request that is being answered; None in commands and tasks."""
    return _current.get()


def command() -> str:
    """The command of manage.py that is running, as `manage.py run_due`; empty in a web server."""
    program = Path(sys.argv[0]).name
    return " ".join([program, *sys.argv[1:2]])[:64] if program == "manage.py" else ""


def follow(get_response: Callable[[HttpRequest], HttpResponse]):
    """Middleware: remember the request while it is answered."""

    def answer(request: HttpRequest) -> HttpResponse:
        trail = Trail(_id_of(request), request)
        token = _current.set(trail)
        try:
            response = get_response(request)
        finally:
            _current.reset(token)
        if "public" not in response.get("Cache-Control", ""):
            response.headers.setdefault(HEADER, trail.id)
        return response

    return answer


def _id_of(request: HttpRequest) -> str:
    """The proxy's id, where one is in front: from anybody else it could be anything."""
    said = request.headers.get(HEADER, "") if settings.FAROL_CLIENT_ADDRESS_HEADER else ""
    return said if _FITTING.match(said) else uuid4().hex


def address_of(request: HttpRequest) -> Address | None:
    """Who asks, as the network says; behind a proxy, as the proxy says it.

    It does so in the header that the settings name; what it added last is taken, as a client can
    write the rest itself.
    """
    said = request.META.get("REMOTE_ADDR") or ""
    if settings.FAROL_CLIENT_ADDRESS_HEADER:
        said = request.headers.get(settings.FAROL_CLIENT_ADDRESS_HEADER, said)
    try:
        address = ipaddress.ip_address(said.rpartition(",")[2].strip().partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
