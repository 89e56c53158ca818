"""Supervision: rules that open notices, the notices, and all that happened to each."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import Department
from portal.workflow import may_follow
from tracking.models.measures import Measure, Milestone
from tracking.models.programmes import Programme
from tracking.models.reports import ProgressReport
from tracking.querysets import NoticeManager
from tracking.states.notices import NOTICE_TRANSITIONS, Act, Cause, Level, NoticeStatus


class SupervisionRule(models.Model):
    """When a notice opens by itself, and how it climbs while nobody answers, in calendar days."""

    name = models.CharField(_("name"), max_length=200)
    cause = models.CharField(_("opens when"), max_length=12, choices=Cause)
    after_days = models.PositiveSmallIntegerField(
        _("days after"),
        default=5,
        validators=[MaxValueValidator(365)],
        help_text=_("Days between the last day and the notice."),
    )
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, default=Level.REMINDER)
    answer_days = models.PositiveSmallIntegerField(
        _("days to answer"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Then it climbs to the next level, where it has as many days again."),
    )
    programme = models.ForeignKey(
        Programme,
        verbose_name=_("programme"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="rules",
        help_text=_("Empty: all."),
    )
    is_active = models.BooleanField(_("active"), default=True)
    looked_to = models.DateField(null=True, editable=False)  # the last day that it has looked at

    objects: ClassVar["models.Manager[SupervisionRule]"]

    class Meta:
        verbose_name = _("rule of supervision")
        verbose_name_plural = _("rules of supervision")
        ordering = ["id"]

    def __str__(self):
        return self.name


class Notice(models.Model):
    """A department is asked to say what it does about a measure, and until when."""

    measure = models.ForeignKey(
        Measure, verbose_name=_("measure"), on_delete=models.PROTECT, related_name="notices"
    )
    department = models.ForeignKey(
        Department,
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="notices",
        editable=False,
    )
    milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    rule = models.ForeignKey(
        SupervisionRule, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices"
    )
    cause = models.CharField(max_length=12, choices=Cause, blank=True)  # empty: opened by hand
    occasion = models.CharField(max_length=60, blank=True)  # what it was, and the day it was due
    missed = models.DateField()  # the last day that passed, or the day of opening by hand
    text = models.TextField(_("what is asked"), blank=True)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, default=Level.REMINDER)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=NoticeStatus,
        default=NoticeStatus.OPEN,
        editable=False,
    )
    opened_on = models.DateField(_("opened"))
    answer_days = models.PositiveSmallIntegerField(_("days to answer"), default=10)
    due = models.DateField(_("to be answered by"))  # answered: the day that was promised
    proof = models.ForeignKey(
        ProgressReport, null=True, on_delete=models.PROTECT, related_name="notices", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )

    objects: ClassVar[NoticeManager] = NoticeManager()

    class Meta:
        verbose_name = _("supervision notice")
        verbose_name_plural = _("supervision notices")
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "measure", "occasion"],
                condition=~Q(occasion=""),
                name="one_notice_of_a_rule_for_an_occasion",
            ),
            models.CheckConstraint(
                condition=Q(level__gte=Level.REMINDER, level__lte=Level.LEADERSHIP),
                name="notice_has_a_level",
            ),
            models.CheckConstraint(
                condition=~Q(status=NoticeStatus.CLOSED) | Q(proof__isnull=False),
                name="notice_closed_on_proof",
            ),
        ]
        indexes = [models.Index(fields=["status", "due"], name="notices_that_may_climb")]
        permissions = [("answer_notice", "Can answer notices to the own department")]

    def __str__(self):
        return f"{self.get_level_display()} · {self.measure}"

    def next_steps(self) -> list[str]:
        """Names of the moves that are open now, whoever asks."""
        return may_follow(NOTICE_TRANSITIONS, self.status)


class NoticeStep(models.Model):
    """One thing that happened to a notice. Never changed."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="steps")
    act = models.CharField(max_length=10, choices=Act)
    on = models.DateField()
    level = models.PositiveSmallIntegerField(choices=Level)
    due = models.DateField(null=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar["models.Manager[NoticeStep]"]

    class Meta:
        default_permissions = ()
        ordering = ["id"]

    def __str__(self):
        return f"{self.get_act_display()}, {self.on}"

    @property
    def owner(self):
        return self.notice


class Reminder(models.Model):
    """A department was reminded of a milestone before its last day: once for each day."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="reminders")
    due = models.DateField()
    sent_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar["models.Manager[Reminder]"]

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["milestone", "due"], name="one_reminder_of_a_day")
        ]

    def __str__(self):
        return f"{self.milestone}: {self.due}"
