"""Headers of every answer: what browsers may load, and which answers everybody may share."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Everything comes from this host; nothing runs or is styled from within a page.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",  # no text becomes markup or script in our scripts
        "trusted-types {}",
    )
)
# Django's own scripts in the admin do so, by a policy that refuses what could run.
OF_PUBLIC_PAGES = CONTENT_SECURITY_POLICY.format("'none'")
OF_ADMIN = CONTENT_SECURITY_POLICY.format("default")
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture"),
        *("geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment"),
        *("serial", "usb", "xr-spatial-tracking"),
    )
)  # passkeys need none of them

# Anyone may keep it and must ask each time whether it still holds: a published change shows at
# once, and an unchanged page costs a 304. An age, however short, would show old pages for as long.
PUBLIC = "public, no-cache"
PERSONAL = "private, no-store"


class PublicPages:
    """Marks as public what is the same for everybody, and as personal all else.

    An answer is public if it is a GET's, sets no cookie and was made without looking at session
    or user (Django then says `Vary: Cookie`). A view that says something about caching itself
    (`never_cache`, a file's long life) is left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        if getattr(response, "same_in_every_language", False):
            _leave_out_language(headers)
        policy = (
            OF_ADMIN if request.path.startswith(settings.SESSION_COOKIE_PATH) else OF_PUBLIC_PAGES
        )
        headers.setdefault("Content-Security-Policy", policy)
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if "Cache-Control" not in headers:
            headers["Cache-Control"] = PUBLIC if _is_public(request, response) else PERSONAL
        return response


def _leave_out_language(headers) -> None:
    """Whatever looked at the reader's language: the answer says the same in all of them."""
    if "Content-Language" in headers:
        del headers["Content-Language"]
    names = [each.strip() for each in headers.get("Vary", "").split(",")]
    left = [each for each in names if each and each.lower() != "accept-language"]
    if left:
        headers["Vary"] = ", ".join(left)
    elif "Vary" in headers:
        del headers["Vary"]


def _is_public(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and response.status_code < 500
        and not response.cookies
        and "cookie" not in response.get("Vary", "").lower()
        and "Authorization" not in request.headers
    )
