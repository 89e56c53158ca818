"""Public reports: the picture of a period, made by the system."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infocenter.models import Document
from portal.organisation.models import Department
from portal.workflow import may_follow
from tracking.states.public_reports import PUBLIC_REPORT_TRANSITIONS, PublicReportStatus


class PublicReport(models.Model):
    """The report of a period. Once approved it is a document of the information centre."""

    period = models.CharField(
        _("period"), max_length=7, help_text=_("A month, a quarter or a year: 2026-07, 2026-Q3.")
    )
    department = models.ForeignKey(
        Department,
        verbose_name=_("published by"),
        on_delete=models.PROTECT,
        related_name="public_reports",
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=PublicReportStatus,
        default=PublicReportStatus.WAITING,
        editable=False,
    )
    document = models.ForeignKey(
        Document,
        null=True,
        on_delete=models.PROTECT,
        related_name="public_reports",
        editable=False,
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar["models.Manager[PublicReport]"]

    class Meta:
        verbose_name = _("public report")
        verbose_name_plural = _("public reports")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["period"],
                condition=~models.Q(status=PublicReportStatus.REJECTED),
                name="one_public_report_of_a_period",
                violation_error_message=_("There already is a report of this period."),
            )
        ]
        permissions = [("approve_publicreport", "Can approve public reports, which publishes them")]

    def __str__(self):
        return self.period

    def next_steps(self) -> list[str]:
        """Names of the moves that are open now, whoever asks."""
        return may_follow(PUBLIC_REPORT_TRANSITIONS, self.status)
