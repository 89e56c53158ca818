"""Where people are signed in, when they were last seen there, and putting an end to it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.models import OpenSession
from portal.accounts.places import browser_of
from portal.history.services import record
from portal.throttling import network_of

FRESH_SECONDS = 15 * 60
PARTS = 12  # of the time without a request after which somebody is asked: so exact is it known
SHOWN_AT = "shown_at"  # when the person last proved who they are
SEEN_AT = "seen_at"  # when the person was last seen, somewhat roughly
PROVED_BY = "proved_by"  # the second factor with which this session began


def begin(sender, request: HttpRequest, user, **kwargs) -> None:
    """Somebody has just signed in: until when it holds, whatever is done meanwhile, and where."""
    request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    note(request, user)


def note(request: HttpRequest, user) -> None:
    """Note where somebody has just proved who they are, with a session that has a new key."""
    freshen(request)
    request.session.save()  # its row must be there to be referred to
    OpenSession.objects.update_or_create(
        session_id=request.session.session_key,
        defaults={
            "user": user,
            "began_at": timezone.now(),
            "network": network_of(request),
            "browser": browser_of(request),
        },
    )


def of(user):
    """The sessions of a person that are still open, the newest first."""
    return user.open_sessions.filter(session__expire_date__gt=timezone.now())


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person has proved within a quarter of an hour who they are, and stayed."""
    return _seconds_since(request, SHOWN_AT) < FRESH_SECONDS and not is_idle(request)


def is_idle(request: HttpRequest) -> bool:
    """Whether the person hasn't been seen for so long that it may be somebody else now."""
    since = SEEN_AT if SEEN_AT in request.session else SHOWN_AT
    return _seconds_since(request, since) >= settings.FAROL_SESSION_IDLE_MINUTES * 60


def see(request: HttpRequest) -> None:
    """The person is here. A session isn't written at each request: now and then is enough."""
    if _seconds_since(request, SEEN_AT) >= settings.FAROL_SESSION_IDLE_MINUTES * 60 / PARTS:
        request.session[SEEN_AT] = timezone.now().timestamp()


def _seconds_since(request: HttpRequest, what: str) -> float:
    """Endless if it never was, or will be: then a clock was wrong."""
    passed = timezone.now().timestamp() - request.session.get(what, 0)
    return passed if passed >= 0 else float("inf")


def shown_at(request: HttpRequest) -> datetime | None:
    """When the person last proved who they are."""
    stamp = request.session.get(SHOWN_AT)
    return datetime.fromtimestamp(stamp, tz=timezone.get_current_timezone()) if stamp else None


def freshen(request: HttpRequest) -> None:
    """The person has proved again who they are."""
    request.session[SHOWN_AT] = request.session[SEEN_AT] = timezone.now().timestamp()


@transaction.atomic
def end(user, *, by, some: list[int] | None = None, keep: str | None = None) -> int:
    """Sign a person out: in `some` sessions, or in all of them but the one to `keep`."""
    rows = OpenSession.objects.filter(user=user)
    if some is not None:
        rows = rows.filter(pk__in=some)
    keys = list(rows.exclude(session_id=keep).values_list("session_id", flat=True))
    if keys:
        Session.objects.filter(pk__in=keys).delete()
        record("user.sessions_ended", user, actor=by, number=len(keys))
    return len(keys)
