"""What departments' systems are told of their measures: notices and reports."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.webhooks.services import tell
from tracking.models import Notice, ProgressReport

KINDS = {
    "notice.opened": _("A notice to the department was opened"),
    "notice.climbed": _("A notice came to the next level"),
    "notice.closed": _("A notice was closed"),
    "report.verified": _("A progress report was verified"),
    "report.returned": _("A progress report was returned"),
}


def notice_changed(notice: Notice, what: str) -> None:
    """A notice was opened or closed, or came to the next level."""
    tell(
        f"notice.{what}",
        notice.department_id,
        path=reverse("admin:tracking_notice_change", args=[notice.pk]),
        notice=notice.pk,
        measure=notice.measure_id,
        level=notice.level,
        due=notice.due.isoformat(),
    )


def report_decided(report: ProgressReport, what: str) -> None:
    """A report was verified or returned."""
    tell(
        f"report.{what}",
        report.measure.department_id,
        path=reverse("admin:tracking_progressreport_change", args=[report.pk]),
        report=report.pk,
        measure=report.measure_id,
    )
