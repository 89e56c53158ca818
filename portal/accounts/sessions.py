"""Where people are signed in, and putting an end to it."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.models import OpenSession
from portal.history.services import record
from portal.throttling import network_of

FRESH_SECONDS = 15 * 60
SHOWN_AT = "shown_at"  # when the person last proved who they are
PROVED_BY = "proved_by"  # the second factor with which this session began


def begin(sender, request: HttpRequest, user, **kwargs) -> None:
    """Note where somebody has just signed in."""
    request.session[SHOWN_AT] = timezone.now().timestamp()
    request.session.save()  # its row must be there to be referred to
    OpenSession.objects.update_or_create(
        session_id=request.session.session_key,
        defaults={
            "user": user,
            "began_at": timezone.now(),
            "network": network_of(request),
            "browser": request.headers.get("User-Agent", "")[:200],
        },
    )


def of(user):
    """The sessions of a person that are still open, the newest first."""
    return user.open_sessions.filter(session__expire_date__gt=timezone.now())


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person has proved within a quarter of an hour who they are."""
    return 0 <= timezone.now().timestamp() - request.session.get(SHOWN_AT, 0) < FRESH_SECONDS


def shown_at(request: HttpRequest) -> datetime | None:
    """When the person last proved who they are."""
    stamp = request.session.get(SHOWN_AT)
    return datetime.fromtimestamp(stamp, tz=timezone.get_current_timezone()) if stamp else None


def freshen(request: HttpRequest) -> None:
    """The person has proved again who they are."""
    request.session[SHOWN_AT] = timezone.now().timestamp()


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
