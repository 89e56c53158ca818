"""Progress reports: what a department claims of a measure, with evidence, and what was found."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infocenter.models import Document
from portal.files.models import StoredFile
from portal.workflow import may_follow
from tracking.models.measures import Measure, Milestone
from tracking.querysets import ReportManager
from tracking.states.reports import OPEN, REPORT_TRANSITIONS, ReportStatus, Verdict


class ProgressReport(models.Model):
    """A department's account of a measure for some months. Only verified ones count."""

    measure = models.ForeignKey(
        Measure, verbose_name=_("measure"), on_delete=models.PROTECT, related_name="reports"
    )
    period_start = models.DateField(_("from"))
    period_end = models.DateField(_("to"))
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ReportStatus,
        default=ReportStatus.DRAFT,
        editable=False,
    )
    narrative = models.TextField(_("what was done"), blank=True)
    obstacles = models.TextField(_("obstacles"), blank=True)
    verdict = models.CharField(
        _("verdict"), max_length=12, choices=Verdict, blank=True, editable=False
    )
    remark = models.TextField(_("remark"), blank=True, editable=False)  # the supervisor's
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[ReportManager] = ReportManager()

    class Meta:
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        ordering = ["-period_end", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "period_end"], name="one_report_of_a_measure_for_a_period"
            ),
            models.UniqueConstraint(
                fields=["measure"],
                condition=~Q(status=ReportStatus.VERIFIED),
                name="one_open_report_of_a_measure",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="report_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.VERIFIED) | ~Q(verdict=""),
                name="a_verified_report_has_a_verdict",
            ),
        ]
        indexes = [models.Index(fields=["status", "submitted_at"], name="reports_to_verify")]
        permissions = [("verify_progressreport", "Can verify and return progress reports")]

    def __str__(self):
        return f"{self.measure.number} · {self.period_end:%Y-%m}"

    @property
    def owner(self):
        return self.measure

    @property
    def is_open(self) -> bool:
        """Whether the department can still change it."""
        return self.status in OPEN

    def next_steps(self) -> list[str]:
        """Names of the moves that are open now, whoever asks."""
        return may_follow(REPORT_TRANSITIONS, self.status)


class Claim(models.Model):
    """What a report says that a milestone has reached."""

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="claims")
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="claims")
    percent = models.PositiveSmallIntegerField(
        _("reached, in percent"), default=0, validators=[MaxValueValidator(100)]
    )
    reached_on = models.DateField(
        _("complete since"), null=True, blank=True, help_text=_("The day, when it is complete.")
    )

    objects: ClassVar["models.Manager[Claim]"]

    class Meta:
        default_permissions = ()
        ordering = ["milestone__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "milestone"], name="one_claim_of_a_milestone_in_a_report"
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="claim_at_most_whole"),
        ]

    def __str__(self):
        return f"{self.milestone}: {self.percent} %"

    @property
    def owner(self):
        return self.report


class Evidence(models.Model):
    """What shows that a claim is true: a published document, or a file."""

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="evidence")
    milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("name"), max_length=200, blank=True)  # of the file
    is_public = models.BooleanField(
        _("residents can open it"), default=False, help_text=_("A document is public anyway.")
    )

    objects: ClassVar["models.Manager[Evidence]"]

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        default_permissions = ()
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(document=None, file__isnull=False)
                | Q(document__isnull=False, file=None),
                name="evidence_is_a_document_or_a_file",
            )
        ]

    def __str__(self):
        return self.name or str(self.document)

    @property
    def owner(self):
        return self.report
