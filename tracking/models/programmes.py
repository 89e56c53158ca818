"""Programmes: how a policy is carried out, in phases with dates."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.models import Policy
from portal.organisation.models import Department
from tracking.querysets import ProgrammeManager


class Programme(models.Model):
    """A work plan with its measures. Residents see it as it is saved while it `is_public`."""

    number = models.CharField(_("number"), max_length=60, unique=True)
    department = models.ForeignKey(
        Department,
        verbose_name=_("lead department"),
        on_delete=models.PROTECT,
        related_name="programmes",
    )
    policy = models.ForeignKey(
        Policy,
        verbose_name=_("policy"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="programmes",
    )
    name = models.CharField(_("name"), max_length=300)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("Two or three sentences in plain language.")
    )
    start = models.DateField(_("begins"))
    due = models.DateField(_("last day"))
    is_public = models.BooleanField(_("public"), default=False, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)  # for the first time
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    updated_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects: ClassVar[ProgrammeManager] = ProgrammeManager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-start", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due__gte=F("start")),
                name="programme_ends_after_it_begins",
                violation_error_message=_("It can't end before it begins."),
            )
        ]
        permissions = [("publish_programme", "Can show a programme to residents, and hide it")]

    def __str__(self):
        return f"{self.number} {self.name}".strip()


class Phase(models.Model):
    """A part of a programme's time."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="phases")
    name = models.CharField(_("name"), max_length=200)
    start = models.DateField(_("begins"))
    due = models.DateField(_("last day"))

    objects: ClassVar["models.Manager[Phase]"]

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        default_permissions = ()
        ordering = ["start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due__gte=F("start")),
                name="phase_ends_after_it_begins",
                violation_error_message=_("It can't end before it begins."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def owner(self):
        return self.programme
