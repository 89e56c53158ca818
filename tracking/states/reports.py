"""The life of a progress report, and what a supervisor can find."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from portal.workflow import Transition, table


class ReportStatus(TextChoices):
    """The life of a progress report. Only verified ones count."""

    DRAFT = "draft", pgettext_lazy("progress report", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("progress report", "Submitted")
    VERIFIED = "verified", pgettext_lazy("progress report", "Verified")
    RETURNED = "returned", pgettext_lazy("progress report", "Returned")


class Verdict(TextChoices):
    """What a supervisor found, beside what the department claims."""

    NO_EVIDENCE = "no_evidence", pgettext_lazy("verdict", "No evidence")
    NOT_STARTED = "not_started", pgettext_lazy("verdict", "Not started")
    LIMITED = "limited", pgettext_lazy("verdict", "Limited progress")
    SUBSTANTIAL = "substantial", pgettext_lazy("verdict", "Substantial progress")
    COMPLETE = "complete", pgettext_lazy("verdict", "Complete")


OPEN = (ReportStatus.DRAFT, ReportStatus.RETURNED)  # in the department's hands

REPORT_TRANSITIONS = table(
    Transition("submit", OPEN, ReportStatus.SUBMITTED),
    Transition("verify", (ReportStatus.SUBMITTED,), ReportStatus.VERIFIED),
    Transition("return", (ReportStatus.SUBMITTED,), ReportStatus.RETURNED, needs_reason=True),
)
