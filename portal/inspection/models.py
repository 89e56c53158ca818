"""The limits in force, what inspections found, and how long visits took."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import languages

OFFICIAL = ["zh-hant", "pt"]
SECONDS = (1, 3, 5, 10, 15, 30)  # that visits are told apart by


def official() -> list[str]:
    """The languages that a portal needs unless it says otherwise."""
    return list(OFFICIAL)


class Limits(models.Model):
    """What counts as a fault: one row, at first as inspections on the mainland go by."""

    home_days = models.PositiveSmallIntegerField(
        _("days without anything new on the home page"), default=14
    )
    news_days = models.PositiveSmallIntegerField(_("days without news in a section"), default=14)
    section_days = models.PositiveSmallIntegerField(
        _("days without anything new in a section of notices or policies"), default=183
    )
    stale_sections = models.PositiveSmallIntegerField(
        _("stale sections that are too many"), default=5, validators=[MinValueValidator(1)]
    )
    empty_sections = models.PositiveSmallIntegerField(
        _("empty sections that are too many"), default=5, validators=[MinValueValidator(1)]
    )
    case_days = models.PositiveSmallIntegerField(
        _("days in which a matter must be answered"), default=92
    )
    correction_days = models.PositiveSmallIntegerField(
        _("working days in which a report of an error must be answered"), default=3
    )
    slow_seconds = models.PositiveSmallIntegerField(
        _("seconds after which a visit is slow"),
        default=15,
        choices=[(each, str(each)) for each in SECONDS],
    )
    slow_percent = models.PositiveSmallIntegerField(
        _("percent of slow visits that are too many"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    languages = models.JSONField(_("languages that each document needs"), default=official)

    objects: ClassVar["models.Manager[Limits]"]

    class Meta:
        verbose_name = _("limits of inspections")
        verbose_name_plural = _("limits of inspections")
        default_permissions = ("view", "change")

    def __str__(self):
        return str(_("limits of inspections"))

    def needed_languages(self) -> list[str]:
        """Their codes, in the order of the site."""
        return [code for code in languages.CODES if code in self.languages]


class Inspection(models.Model):
    """One look over the portal, and what it found."""

    made_at = models.DateTimeField(_("when"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    failed = models.PositiveSmallIntegerField(_("failed checks"), default=0)
    found = models.PositiveIntegerField(_("findings"), default=0)
    outcomes = models.JSONField(default=list)  # of each check, as reports.py writes them

    objects: ClassVar["models.Manager[Inspection]"]

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ["-made_at", "-id"]
        default_permissions = ("view", "add")

    def __str__(self):
        return f"{timezone.localtime(self.made_at):%Y-%m-%d %H:%M}"


class VisitDuration(models.Model):
    """How many visits of a day took how long: nothing of who came, or to what."""

    day = models.DateField()
    up_to = models.PositiveIntegerField()  # milliseconds; 0: longer than the longest that we tell
    visits = models.PositiveIntegerField(default=0)

    objects: ClassVar["models.Manager[VisitDuration]"]

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["day", "up_to"], name="one_count_per_duration")
        ]

    def __str__(self):
        return f"{self.day}: {self.up_to}"
