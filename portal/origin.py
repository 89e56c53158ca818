"""Public forms without a cookie: what they take comes from our own pages, and nobody keeps it.

There is no session that another site could abuse. But it could have its visitors file things here
unasked, from their networks: browsers say where a form was sent from, and this listens.
"""

from contextlib import suppress
from functools import wraps
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from portal.middleware import PERSONAL

READING = ("GET", "HEAD", "OPTIONS")


def same_origin_only(view):
    """Refuse what another site has sent; mark every answer as personal. For cookie-free forms."""

    @wraps(view)
    def guard(request, *args, **kwargs) -> HttpResponse:
        if request.method in READING or from_here(request):
            response = view(request, *args, **kwargs)
        else:
            response = render(request, "another_site.html", status=403)
        response.headers["Cache-Control"] = PERSONAL
        return response

    cast(Any, guard).same_origin_only = True
    return csrf_exempt(guard)


def from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent this, or a program that is no browser.

    Browsers say `Sec-Fetch-Site` over https, and `Origin` with every form; very old ones at least
    `Referer`. A page can forge none of them.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    said = request.headers.get("Origin") or request.headers.get("Referer")
    return said is None or _origin_of(said) in _ours(request)


def _origin_of(address: str) -> tuple[str, str] | None:
    """(scheme, host) of an address; None if it has none, as in `Origin: null`."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return (parts.scheme, parts.netloc.lower()) if parts.netloc else None


def _ours(request: HttpRequest) -> set[tuple[str, str] | None]:
    known = {_origin_of(settings.FAROL_SITE_URL), *map(_origin_of, settings.CSRF_TRUSTED_ORIGINS)}
    with suppress(DisallowedHost):
        known.add((request.scheme or "", request.get_host().lower()))
    return known - {None}


def leads_here(address: str) -> bool:
    """Whether an address with a host, as it stands in a text, is one of this portal."""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return False
    own = [urlsplit(settings.FAROL_SITE_URL).hostname, *settings.ALLOWED_HOSTS]
    return host is not None and host in own
