"""Before every page: who hasn't shown what their role needs is nobody, and who was away is asked.

Both stand before all views, so that no page can forget them.
"""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from portal.accounts import confirming, sessions
from portal.accounts.signing_in import lacks_proof

# What does nothing with what staff may do, and the steps by which somebody comes back.
OPEN = ("login", "second_step", "provider_start", "provider_return", "logout", "set_language")


class SecondFactor:
    """After Django's AuthenticationMiddleware; looks at nobody before a page does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = request.user
        request.user = cast(Any, SimpleLazyObject(lambda: _proven(request, found)))
        return self.get_response(request)


def _proven(request: HttpRequest, user):
    return AnonymousUser() if lacks_proof(request, user) else user


class Inactivity:
    """After SecondFactor; nothing is done or shown for a session that nobody used for long.

    A page asks in place, as before dangerous acts. What a page's scripts ask for is answered by
    401, and if only read is no sign of somebody: a board that renews itself would never be away.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """Once the address is known, and the form is known to come from here."""
        match = request.resolver_match
        if not request.path.startswith(settings.SESSION_COOKIE_PATH) or match is None:
            return None
        if match.url_name in OPEN or SESSION_KEY not in request.session:
            return None
        if sessions.is_idle(request):
            return confirming.asked(request) if _is_page(request) else _refusal()
        if _is_page(request) or request.method not in ("GET", "HEAD"):
            sessions.see(request)
        return None


def _is_page(request: HttpRequest) -> bool:
    """Whether a browser asks for a page, as it says itself (of old ones: by what they accept)."""
    destination = request.headers.get("Sec-Fetch-Dest")
    if destination:
        return destination == "document"
    accepted = request.headers.get("Accept", "text/html")
    return "text/html" in accepted and "X-Requested-With" not in request.headers


def _refusal() -> HttpResponse:
    reason = _("You were away for long. Open a page of the portal, and show there that it is you.")
    return JsonResponse(
        {"reason": reason},
        status=401,
        headers={"WWW-Authenticate": "Session", "Cache-Control": "private, no-store"},
    )
