"""Coordination meetings: an agenda from what is late, who came, minutes, decisions."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import Department
from portal.workflow import may_follow
from tracking.models.measures import Measure
from tracking.models.notices import Notice
from tracking.models.programmes import Programme
from tracking.states.meetings import MEETING_TRANSITIONS, MeetingStatus, Presence


class Meeting(models.Model):
    """Departments meet about their measures. Its minutes are read by all who report on any."""

    programme = models.ForeignKey(
        Programme,
        verbose_name=_("programme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="meetings",
        help_text=_("Empty: all."),
    )
    name = models.CharField(_("name"), max_length=300)
    starts_at = models.DateTimeField(_("begins"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=MeetingStatus,
        default=MeetingStatus.PLANNED,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )

    objects: ClassVar["models.Manager[Meeting]"]

    class Meta:
        verbose_name = _("coordination meeting")
        verbose_name_plural = _("coordination meetings")
        ordering = ["-starts_at", "-id"]

    def __str__(self):
        return self.name

    def next_steps(self) -> list[str]:
        """Names of the moves that are open now, whoever asks."""
        return may_follow(MEETING_TRANSITIONS, self.status)


class AgendaItem(models.Model):
    """Something to talk about, and what was decided."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    measure = models.ForeignKey(
        Measure,
        verbose_name=_("measure"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agenda_items",
    )
    notice = models.ForeignKey(
        Notice,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agenda_items",
        editable=False,
    )
    text = models.TextField(_("what it is about"), blank=True)
    decision = models.TextField(_("decision"), blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar["models.Manager[AgendaItem]"]

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda")
        default_permissions = ()
        ordering = ["position", "id"]

    def __str__(self):
        return self.text[:80] or str(self.measure)

    @property
    def owner(self):
        return self.meeting


class Attendance(models.Model):
    """A department that is invited, and who came for it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    invited = models.ForeignKey(
        Department, verbose_name=_("department"), on_delete=models.PROTECT, related_name="+"
    )
    presence = models.CharField(
        _("presence"), max_length=10, choices=Presence, default=Presence.INVITED
    )
    who = models.CharField(_("who came"), max_length=200, blank=True)

    objects: ClassVar["models.Manager[Attendance]"]

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        default_permissions = ()
        ordering = ["invited__position", "invited__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "invited"],
                name="department_invited_once",
                violation_error_message=_("This department is invited already."),
            )
        ]

    def __str__(self):
        return f"{self.invited}: {self.get_presence_display()}"

    @property
    def owner(self):
        return self.meeting
