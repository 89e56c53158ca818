"""Which progress reports: for residents, for staff."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from portal.organisation.querysets import within
from tracking.states.reports import ReportStatus

if TYPE_CHECKING:
    from tracking.models import ProgressReport


class ReportQuerySet(models.QuerySet["ProgressReport"]):
    def verified(self):
        """Those that count."""
        return self.filter(status=ReportStatus.VERIFIED)

    def public(self):
        """What residents see: verified reports of public programmes."""
        return self.verified().filter(measure__programme__is_public=True)

    def known_at(self, moment: datetime):
        """Those that had been verified at a moment."""
        return self.verified().filter(decided_at__lte=moment)

    def managed_by(self, user, permission="tracking.view_progressreport"):
        """Reports of the departments in which `user` holds `permission`."""
        return within(self, user, permission, field="measure__department")


ReportManager = models.Manager.from_queryset(ReportQuerySet)
