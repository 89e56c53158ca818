"""What waits for measure officers and supervisors."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.desk import Item, Pile
from portal.organisation.querysets import within
from tracking.models import Notice, ProgressReport, Standing
from tracking.states.measures import Health
from tracking.states.notices import Level, NoticeStatus
from tracking.states.reports import OPEN, ReportStatus

SHOWN = 5


def waiting_for(user) -> list[Pile]:
    """The piles of measures and reports that this person can do something about."""
    piles = []
    if user.has_perm("tracking.add_progressreport"):
        own = ProgressReport.objects.managed_by(user, "tracking.change_progressreport")
        begun = own.filter(status__in=OPEN)
        late = _late(user, "tracking.add_progressreport")
        piles += [
            _reports("open", _("My reports"), _("No report is begun."), begun),
            _measures("late", _("Measures at risk or overdue"), _("No measure is late."), late),
        ]
    if user.has_perm("tracking.verify_progressreport"):
        waiting = ProgressReport.objects.managed_by(user, "tracking.verify_progressreport").filter(
            status=ReportStatus.SUBMITTED
        )
        piles.append(_reports("verify", _("Reports to verify"), _("No report waits."), waiting))
    if user.has_perm("tracking.answer_notice"):
        own_notices = Notice.objects.managed_by(user, "tracking.answer_notice")
        waiting = own_notices.filter(status=NoticeStatus.OPEN)
        piles.append(_notices("answer", _("Notices to answer"), _("No notice waits."), waiting))
    if user.has_perm("tracking.change_notice"):
        top = Notice.objects.managed_by(user, "tracking.change_notice").standing()
        before = top.filter(level=Level.LEADERSHIP)
        piles.append(
            _notices("top", _("Before the leadership group"), _("No notice stands."), before)
        )
    return piles


def _late(user, permission: str) -> QuerySet:
    """What isn't on track, and nothing about it has been handed in."""
    rows = Standing.objects.now().on(timezone.localdate())
    handed_in = ProgressReport.objects.filter(
        measure=OuterRef("measure"), status=ReportStatus.SUBMITTED
    )
    late = rows.filter(health__in=(Health.AT_RISK, Health.OVERDUE)).exclude(Exists(handed_in))
    return within(late, user, permission)


def _reports(key: str, title: str, empty: str, reports: QuerySet) -> Pile:
    rows = reports.select_related("measure__department").order_by("submitted_at", "pk")
    items = [
        Item(
            str(each.measure),
            reverse("admin:tracking_progressreport_change", args=[each.pk]),
            f"{each.measure.department.code} · {each.period_end:%Y-%m} · "
            f"{each.get_status_display()}",
        )
        for each in rows[:SHOWN]
    ]
    address = reverse("admin:tracking_progressreport_changelist")
    if key == "verify":
        address += f"?status__exact={ReportStatus.SUBMITTED}"
    return Pile(f"reports-{key}", title, empty, _count(items, reports), items, address)


def _measures(key: str, title: str, empty: str, standings: QuerySet) -> Pile:
    rows = standings.select_related("measure", "department").order_by("due", "measure")
    items = [
        Item(
            str(each.measure),
            reverse("admin:tracking_measure_change", args=[each.measure_id]),
            f"{each.department.code} · {Health(each.health).label} · {each.progress} % · "
            f"{date_format(each.due, 'SHORT_DATE_FORMAT')}",
        )
        for each in rows[:SHOWN]
    ]
    address = reverse("admin:tracking_measure_changelist")
    return Pile(f"measures-{key}", title, empty, _count(items, standings), items, address)


def _notices(key: str, title: str, empty: str, notices: QuerySet) -> Pile:
    rows = notices.select_related("measure", "department").order_by("due", "pk")
    items = [
        Item(
            str(each.measure),
            reverse("admin:tracking_notice_change", args=[each.pk]),
            f"{each.department.code} · {each.get_level_display()} · "
            f"{date_format(each.due, 'SHORT_DATE_FORMAT')}",
        )
        for each in rows[:SHOWN]
    ]
    address = reverse("admin:tracking_notice_changelist")
    if key == "top":
        address = reverse("admin:tracking_measure_board")
    return Pile(f"notices-{key}", title, empty, _count(items, notices), items, address)


def _count(items: list[Item], rows: QuerySet) -> int:
    return len(items) if len(items) < SHOWN else rows.count()
