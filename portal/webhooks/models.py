"""Where departments' systems listen, and what they are told."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import outgoing
from portal.organisation.models import Department
from portal.webhooks import kinds
from portal.webhooks.states import Status


class EndpointQuerySet(models.QuerySet["Endpoint"]):
    def listening(self, kind: str, department_id: int | None) -> list["Endpoint"]:
        """Those that want to know of this kind of thing of a department."""
        rows = self.filter(department=department_id, is_active=True).exclude(sealed="")
        return [each for each in rows if kind in each.kinds]


class Endpoint(models.Model):
    """An address of a department's system, and what it wants to know of its department."""

    department = models.ForeignKey(
        Department, verbose_name=_("department"), on_delete=models.PROTECT, related_name="endpoints"
    )
    name = models.CharField(
        _("name"), max_length=100, help_text=_("Which system listens there, for people.")
    )
    address = models.URLField(_("address"), max_length=500)
    kinds = models.JSONField(_("what it is told"), default=list)
    is_active = models.BooleanField(_("active"), default=True)
    sealed = models.TextField(default="", editable=False)  # the secrets; empty while there is none
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    resting_until = models.DateTimeField(null=True, editable=False)
    switched_off_at = models.DateTimeField(_("switched off"), null=True, editable=False)

    objects = EndpointQuerySet.as_manager()

    class Meta:
        verbose_name = _("endpoint")
        verbose_name_plural = _("endpoints")
        ordering = ["department", "name", "pk"]

    def __str__(self):
        return f"{self.name} ({self.department.code})"

    def clean(self):
        """Refuse addresses to which nothing would be sent."""
        try:
            outgoing.target_of(self.address)
        except outgoing.Forbidden as problem:
            said = _("Write an address such as https://example.org/farol, without a user name.")
            raise ValidationError({"address": said}) from problem


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self):
        """Those whose time has come, the longest waiting first."""
        return self.filter(status=Status.WAITING, next_at__lte=timezone.now()).order_by("next_at")

    def abandoned(self):
        """Those whose sender has had more than enough time, and so is dead."""
        return self.filter(status=Status.TAKEN, next_at__lte=timezone.now())


class Message(models.Model):
    """What one endpoint is told of one thing that happened. Never personal: ids and addresses."""

    endpoint = models.ForeignKey(
        Endpoint, verbose_name=_("endpoint"), on_delete=models.CASCADE, related_name="messages"
    )
    message_id = models.CharField("webhook-id", max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=60)
    payload: Any = models.JSONField(_("content"))
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    problem = models.CharField(_("problem"), max_length=40, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)  # its beginning
    made_at = models.DateTimeField(_("written"), default=timezone.now)
    next_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    done_at = models.DateTimeField(_("finished"), null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message to a system")
        verbose_name_plural = _("messages to systems")
        ordering = ["-pk"]
        default_permissions = ("view", "change")
        indexes = [models.Index(fields=["status", "next_at"], name="webhooks_due")]

    def __str__(self):
        return f"{kinds.words_of(self.kind)} · {self.message_id}"

    @property
    def owner(self):
        return self.endpoint
