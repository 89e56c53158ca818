"""Action items: what a meeting decided or an evaluation asks for, followed like milestones."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import Department
from portal.workflow import may_follow
from tracking.models.evaluations import Finding
from tracking.models.measures import Measure
from tracking.models.meetings import AgendaItem
from tracking.querysets import ActionManager
from tracking.states.actions import ACTION_TRANSITIONS, ActionStatus


class ActionItem(models.Model):
    """What a department is to do until a day. Its first day stays known when it is moved."""

    department = models.ForeignKey(
        Department,
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="action_items",
    )
    agenda_item = models.ForeignKey(
        AgendaItem,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="action_items",
        editable=False,
    )
    finding = models.ForeignKey(
        Finding,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="action_items",
        editable=False,
    )
    measure = models.ForeignKey(
        Measure,
        verbose_name=_("measure"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="action_items",
        editable=False,
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who answers for it in the department. Residents don't see this."),
    )
    text = models.TextField(_("what is to be done"))
    due = models.DateField(_("last day"))
    original_due = models.DateField(editable=False)
    account = models.TextField(_("what was done"), blank=True, editable=False)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ActionStatus,
        default=ActionStatus.OPEN,
        editable=False,
    )
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_on = models.DateField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[ActionManager] = ActionManager()

    class Meta:
        verbose_name = _("action item")
        verbose_name_plural = _("action items")
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agenda_item=None) ^ Q(finding=None),
                name="action_item_comes_from_a_meeting_or_an_evaluation",
            )
        ]
        permissions = [("report_actionitem", "Can report action items of the own department done")]

    def __str__(self):
        return self.text[:80]

    def next_steps(self) -> list[str]:
        """Names of the moves that are open now, whoever asks."""
        return may_follow(ACTION_TRANSITIONS, self.status)


class ActionReminder(models.Model):
    """A department was reminded of an action item before its last day: once for each day."""

    action = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="reminders")
    due = models.DateField()
    sent_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar["models.Manager[ActionReminder]"]

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["action", "due"], name="one_action_reminder_of_a_day")
        ]

    def __str__(self):
        return f"{self.action}: {self.due}"
