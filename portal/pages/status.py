"""What works just now, in plain words: for everybody, so without names, numbers or addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from infocenter.models import SearchEntry
from portal import moments
from portal.files.storage import root
from portal.notifications.models import Delivery

WORKS, SLOW, DOWN, UNKNOWN = "works", "slow", "down", "unknown"
WORDS = {WORKS: _("Works"), SLOW: _("Delayed"), DOWN: _("Doesn't work"), UNKNOWN: _("Not in use")}
BADGES = {WORKS: "published", SLOW: "scheduled", DOWN: "withdrawn", UNKNOWN: "draft"}

LATE = timedelta(minutes=10)  # background work and mails that wait longer are delayed
BACKUP_LATE = timedelta(days=2)


@dataclass(frozen=True)
class Part:
    """One part of the portal, how it is, and what that means for who reads it."""

    name: str | Promise
    state: str
    told: str | Promise
    since: datetime | None = None

    @property
    def words(self):
        return WORDS[self.state]

    @property
    def badge(self) -> str:
        return BADGES[self.state]


def parts() -> list[Part]:
    """All parts as they are now."""
    try:
        last = moments.last()
    except DatabaseError:
        last = {}
    return [
        _asked(_("Pages and documents"), _pages),
        _asked(_("Search"), _search),
        _asked(_("Mail"), _mail),
        _asked(_("Background work"), lambda: _background(last.get(moments.CLOCK))),
        _asked(_("Backup"), lambda: _backup(last.get(moments.BACKUP))),
    ]


def overall(found: list[Part]) -> str:
    """The worst state of what is in use."""
    states = {each.state for each in found}
    return next((state for state in (DOWN, SLOW) if state in states), WORKS)


def _asked(name, ask: Callable[[], tuple]) -> Part:
    """What a part says; one whose database doesn't answer doesn't work."""
    try:
        return Part(name, *ask())
    except DatabaseError:
        return Part(name, DOWN, _("The database doesn't answer. We are working on it."))


def _pages():
    moments.Moment.objects.exists()
    if not root().is_dir():
        return DOWN, _("Pages are there, but their files can't be reached just now.")
    return WORKS, _("Pages can be read and files downloaded.")


def _search():
    SearchEntry.objects.exists()
    return WORKS, _("What is published can be found.")


def _mail():
    if not settings.FAROL_MAIL:
        return UNKNOWN, _("This portal sends no mails: please look for yourself.")
    due = Delivery.objects.due().filter(next_at__lte=timezone.now() - LATE)
    if due.exists():
        return SLOW, _("Some mails arrive later than usual. None is lost.")
    return WORKS, _("Mails are sent as they come.")


def _background(clock: datetime | None):
    now = timezone.now()
    if clock is None or clock < now - LATE:
        return SLOW, _("What is due at a certain time happens later than planned."), clock
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - LATE)
    if waiting.exists():
        return (
            SLOW,
            _("New files are read later than usual; they can be downloaded already."),
            clock,
        )
    return WORKS, _("What is due happens in time."), clock


def _backup(at: datetime | None):
    if at is None:
        return UNKNOWN, _("No backup was made by the portal itself.")
    if at < timezone.now() - BACKUP_LATE:
        return SLOW, _("The last backup is older than two days."), at
    return WORKS, _("Everything is kept a second time."), at
