"""Remembering when somebody looked at the first page."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal import languages
from portal.organisation.models import LeadershipSeat
from portal.oversight.models import Visit

BREAK = timedelta(minutes=30)  # without a look: then it is another visit
ROUGHLY = timedelta(minutes=1)  # looks are not written down more often
AT_FIRST = timedelta(days=7)  # what a first visit calls new


def look(user, language: str, now: datetime | None = None) -> Visit:
    """Note that `user` looks now.

    `since` of the answer is when the visit before this one ended; `leads`, whether the user has a
    seat in the leadership group.
    """
    now = now or timezone.now()
    language = language if language in languages.CODES else "zh-hant"
    first = {"seen_at": now, "since": now - AT_FIRST, "language": language}
    seats = LeadershipSeat.objects.filter(user=OuterRef("user"))
    rows = Visit.objects.annotate(leads=Exists(seats))
    visit = rows.filter(user=user).first()
    if visit is None:
        Visit.objects.get_or_create(user=user, defaults=first)
        return rows.get(user=user)
    pause = now - visit.seen_at
    if pause > BREAK:
        visit.since = visit.seen_at
    if pause > ROUGHLY or visit.language != language:
        visit.seen_at, visit.language = now, language
        visit.save(update_fields=["seen_at", "since", "language"])
    return visit


def language_of(user) -> str:
    """In which language somebody last looked; empty if never."""
    return Visit.objects.filter(user=user).values_list("language", flat=True).first() or ""


def choose_summary(user, *, wanted: bool) -> None:
    """Send the weekly summary to this person, or don't."""
    Visit.objects.update_or_create(user=user, defaults={"wants_summary": wanted})
