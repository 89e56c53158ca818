"""What inspections look at among measures."""

from collections.abc import Iterator

from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from portal.inspection.checks import Check, Finding, Looking
from portal.inspection.sections import Pace, Section
from portal.labels import label
from tracking.models import Notice, Programme, ProgressReport


def sections() -> Iterator[Section]:
    """Programmes, which move with the reports that are verified."""
    number = Programme.objects.public().aggregate(n=Count("pk"))["n"]
    at = ProgressReport.objects.public().aggregate(at=Max("decided_at"))["at"]
    day = timezone.localtime(at).date() if at else None
    where = reverse("admin:tracking_programme_changelist")
    yield Section(str(_("Progress")), Pace.NOTICES, number, day, where)


def late_notices(looking: Looking) -> Iterator[Finding]:
    """Supervision notices that nobody has answered in time."""
    late = Notice.objects.overdue(looking.today).select_related("measure", "department")
    for each in late.order_by("due"):
        where = reverse("admin:tracking_notice_change", args=[each.pk])
        name = f"{each.measure.number} {label(each.measure, 'name', 'zh-hant')}"
        days = (looking.today - each.due).days
        words = noop("A supervision notice is late by %(days)d days.")
        yield Finding(name, words, where, each.department.code, {"days": days})


CHECKS = (Check("notices", _("Supervision notices answered in time"), late_notices),)
