"""The life of a public report: made by the system, approved by the leadership group."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from portal.workflow import Transition, table


class PublicReportStatus(TextChoices):
    """Whether residents read it."""

    WAITING = "waiting", pgettext_lazy("public report", "To be approved")
    APPROVED = "approved", pgettext_lazy("public report", "Published")
    REJECTED = "rejected", pgettext_lazy("public report", "Rejected")


PUBLIC_REPORT_TRANSITIONS = table(
    Transition("approve", (PublicReportStatus.WAITING,), PublicReportStatus.APPROVED),
    Transition(
        "reject",
        (PublicReportStatus.WAITING,),
        PublicReportStatus.REJECTED,
        needs_reason=True,
    ),
)
