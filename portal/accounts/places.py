"""Whether somebody signs in from where they never did, as far as the history tells.

It keeps the network, as exactly as FAROL_AUDIT_ADDRESSES wants it, and a mark of the browser that
says nothing to who lacks the secret key. The mark is the same after the browser was updated.
"""

import re

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from portal.history.models import Event

SIGNED_IN = "user.signed_in"
# Parts of what browsers say, in this order: each also calls itself what comes after.
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "FxiOS": "Firefox",
            "CriOS": "Chrome", "Chrome/": "Chrome", "Safari/": "Safari"}  # fmt: skip
SYSTEMS = {"HarmonyOS": "HarmonyOS", "Android": "Android", "iPhone": "iOS", "iPad": "iPadOS",
           "Windows": "Windows", "Mac OS X": "macOS", "Linux": "Linux"}  # fmt: skip


def mark_of(request: HttpRequest, user) -> str:
    """The mark of the browser, another one for each person."""
    kind = re.sub(r"[\d._]+", "", browser_of(request))  # without its version
    mark = salted_hmac("accounts.browser", f"{user.pk} {kind}", algorithm="sha256")
    return f"#{mark.hexdigest()[:16]}"


def browser_of(request: HttpRequest) -> str:
    """The browser as it calls itself, as much of it as is kept with a session."""
    return request.headers.get("User-Agent", "")[:200]


def name_of(request: HttpRequest) -> str:
    """What the browser is called, in words of ours: what it says itself could be anything."""
    said = browser_of(request)
    found = (_first_of(BROWSERS, said), _first_of(SYSTEMS, said))
    return ", ".join(filter(None, found))


def _first_of(names: dict[str, str], said: str) -> str:
    return next((name for part, name in names.items() if part in said), "")


def is_new(event: Event, user) -> bool:
    """Whether earlier sign-ins of the person were all from other networks, or other browsers.

    The first one is not: what is set up then is told of anyway.
    """
    earlier = Event.objects.about(user).filter(verb=SIGNED_IN, pk__lt=event.pk)
    marked = earlier.filter(data__has_key="browser")
    from_networks = earlier.exclude(network="") if event.network else earlier.none()
    return _has_others_only(from_networks, network=event.network) or _has_others_only(
        marked, data__browser=event.data["browser"]
    )


def _has_others_only(events, **same) -> bool:
    return events.exists() and not events.filter(**same).exists()
