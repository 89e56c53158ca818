"""How soon a subscriber is told."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Pace(models.TextChoices):
    """From the most urgent on."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")


def due_at(pace: str, now: datetime) -> datetime:
    """When what happens `now` is told: at once, or at the hour (and the weekday) of digests."""
    if pace == Pace.AT_ONCE:
        return now
    here = timezone.localtime(now)
    days = 0
    if pace == Pace.WEEKLY:
        days = (settings.FAROL_DIGEST_WEEKDAY - here.isoweekday()) % 7
    due = _at_the_hour(here, days)
    return due if due > now else _at_the_hour(here, days + (7 if pace == Pace.WEEKLY else 1))


def _at_the_hour(day: datetime, later: int) -> datetime:
    hour = time(settings.FAROL_DIGEST_HOUR)
    return timezone.make_aware(datetime.combine(day.date() + timedelta(days=later), hour))
