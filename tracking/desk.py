"""What waits for measure officers, supervisors and the leadership group."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal import labels
from portal.desk import Decision, Field, Item, Pile, first_of, first_of_each
from portal.organisation.querysets import within
from tracking.models import (
    ActionItem,
    Notice,
    ProgressReport,
    PublicReport,
    Recognition,
    Standing,
)
from tracking.querysets.notices import NoticeQuerySet
from tracking.states.actions import ActionStatus
from tracking.states.measures import Health
from tracking.states.notices import Level, NoticeStatus
from tracking.states.public_reports import PublicReportStatus
from tracking.states.recognitions import RecognitionStatus
from tracking.states.reports import OPEN, ReportStatus

SHOWN = 5


def waiting_for(user) -> list[Pile]:
    """The piles that this person can do something about: decisions, notices, reports, tasks."""
    return [*_decisions(user), *_supervision(user), *_reporting(user)]


def _decisions(user) -> Iterator[Pile]:
    if user.has_perm("tracking.decide_recognition"):
        proposed = Recognition.objects.managed_by(user, "tracking.decide_recognition").proposed()
        yield _recognitions(
            "decide", _("Recognitions to decide"), _("No recognition waits."), proposed, _deciding
        )
    if user.has_perm("tracking.approve_publicreport"):
        waiting = PublicReport.objects.filter(status=PublicReportStatus.WAITING)
        yield _public_reports(within(waiting, user, "tracking.approve_publicreport"))


def _supervision(user) -> Iterator[Pile]:
    if user.has_perm("tracking.change_notice"):
        standing = Notice.objects.managed_by(user, "tracking.change_notice").standing()
        yield from _loud(standing)
    if user.has_perm("tracking.verify_progressreport"):
        reports = ProgressReport.objects.managed_by(user, "tracking.verify_progressreport")
        waiting = reports.filter(status=ReportStatus.SUBMITTED)
        address = f"status__exact={ReportStatus.SUBMITTED}"
        provable = Notice.objects.managed_by(user, "tracking.change_notice").provable()
        title = _("Notices with a verified report")
        yield _notices("provable", title, _("No notice can be closed yet."), provable, "provable")
        yield _reports("verify", _("Reports to verify"), _("No report waits."), waiting, address)
    if user.has_perm("tracking.change_actionitem"):
        actions = ActionItem.objects.managed_by(user, "tracking.change_actionitem")
        reported = actions.filter(status=ActionStatus.REPORTED)
        yield _actions("confirm", _("Action items to confirm"), reported, ActionStatus.REPORTED)


def _reporting(user) -> Iterator[Pile]:
    if user.has_perm("tracking.answer_notice"):
        own = Notice.objects.managed_by(user, "tracking.answer_notice")
        waiting = own.filter(status=NoticeStatus.OPEN)
        yield _notices("answer", _("Notices to answer"), _("No notice waits."), waiting, "open")
    if user.has_perm("tracking.add_progressreport"):
        begun = begun_reports(ProgressReport.objects.managed_by(user))
        late = late_measures(user)
        yield _measures("late", _("Measures at risk or overdue"), _("No measure is late."), late)
        yield _reports("open", _("My reports"), _("No report is begun."), begun, "waiting=begun")
    if user.has_perm("tracking.report_actionitem"):
        actions = ActionItem.objects.managed_by(user, "tracking.report_actionitem")
        asked = actions.filter(status=ActionStatus.OPEN)
        yield _actions("do", _("Action items to do"), asked, ActionStatus.OPEN)
    if user.has_perm("tracking.answer_recognition"):
        proposed = Recognition.objects.managed_by(user, "tracking.answer_recognition").proposed()
        yield _recognitions(
            "reply", _("Recognitions to reply to"), _("No recognition waits."), proposed
        )


def begun_reports(reports: QuerySet) -> QuerySet:
    """Those in the department's hands."""
    return reports.filter(status__in=OPEN)


def late_measures(user) -> QuerySet:
    """Standings of what isn't on track, and nothing about it has been handed in."""
    rows = Standing.objects.now().on(timezone.localdate())
    handed_in = ProgressReport.objects.filter(
        measure=OuterRef("measure"), status=ReportStatus.SUBMITTED
    )
    late = rows.filter(health__in=(Health.AT_RISK, Health.OVERDUE)).exclude(Exists(handed_in))
    return within(late, user, "tracking.add_progressreport")


def _reports(key: str, title: str, empty: str, reports: QuerySet, query: str) -> Pile:
    rows = reports.select_related("measure__department").order_by("submitted_at", "pk")
    found, count = first_of(rows, SHOWN)
    items = [
        Item(
            str(each.measure),
            reverse("admin:tracking_progressreport_change", args=[each.pk]),
            f"{each.measure.department.code} · {each.period_end:%Y-%m} · "
            f"{each.get_status_display()}",
        )
        for each in found
    ]
    address = f"{reverse('admin:tracking_progressreport_changelist')}?{query}"
    return Pile(f"reports-{key}", title, empty, count, items, address)


def _measures(key: str, title: str, empty: str, standings: QuerySet) -> Pile:
    rows = standings.select_related("measure", "department").order_by("due", "measure")
    found, count = first_of(rows, SHOWN)
    items = [
        Item(
            str(each.measure),
            reverse("admin:tracking_measure_change", args=[each.measure_id]),
            f"{each.department.code} · {Health(each.health).label} · {each.progress} % · "
            f"{_day(each.due)}",
        )
        for each in found
    ]
    address = f"{reverse('admin:tracking_measure_changelist')}?waiting=late"
    return Pile(f"measures-{key}", title, empty, count, items, address)


ABOUT = ("measure", "department")


def _loud(standing: NoticeQuerySet) -> Iterator[Pile]:
    """Formal notices, and those before the leadership group."""
    rows = standing.filter(level__gte=Level.FORMAL).with_proof().select_related(*ABOUT)
    found = first_of_each(rows, "level", "due", "pk", number=SHOWN)
    for key, level, title in (
        ("top", Level.LEADERSHIP, _("Before the leadership group")),
        ("formal", Level.FORMAL, _("Formal notices")),
    ):
        shown = found.get(level, ([], 0))
        query = f"pile=standing&level__exact={level}"
        yield _pile_of_notices(key, title, _("No notice stands."), shown, query)


def _notices(key: str, title: str, empty: str, notices: NoticeQuerySet, query: str) -> Pile:
    rows = notices.with_proof().select_related(*ABOUT).order_by("due", "pk")
    return _pile_of_notices(key, title, empty, first_of(rows, SHOWN), f"pile={query}")


def _pile_of_notices(key: str, title: str, empty: str, shown: tuple[list, int], query: str) -> Pile:
    items = [
        Item(
            str(each.measure),
            reverse("admin:tracking_notice_change", args=[each.pk]),
            f"{each.department.code} · {each.get_level_display()} · {_day(each.due)}",
            decisions=() if key == "answer" else _supervising(each),
        )
        for each in shown[0]
    ]
    address = f"{reverse('admin:tracking_notice_changelist')}?{query}"
    return Pile(f"notices-{key}", title, empty, shown[1], items, address)


def _actions(key: str, title: str, actions: QuerySet, status: ActionStatus) -> Pile:
    found, count = first_of(actions.select_related("department").order_by("due", "pk"), SHOWN)
    items = [
        Item(
            str(each),
            reverse("admin:tracking_actionitem_change", args=[each.pk]),
            f"{each.department.code} · {_day(each.due)}",
        )
        for each in found
    ]
    address = f"{reverse('admin:tracking_actionitem_changelist')}?status__exact={status}"
    return Pile(f"actions-{key}", title, _("No action item waits."), count, items, address)


def _recognitions(key: str, title: str, empty: str, rows: QuerySet, decisions=None) -> Pile:
    rows = rows.select_related("measure", "department").order_by("proposed_at", "pk")
    found, count = first_of(rows, SHOWN)
    items = [
        Item(
            str(each),
            reverse("admin:tracking_recognition_change", args=[each.pk]),
            f"{each.department.code} · {_day(timezone.localdate(each.proposed_at))}",
            decisions=decisions(each) if decisions else (),
        )
        for each in found
    ]
    listed = reverse("admin:tracking_recognition_changelist")
    address = f"{listed}?status__exact={RecognitionStatus.PROPOSED}"
    return Pile(f"recognitions-{key}", title, empty, count, items, address)


def _public_reports(reports: QuerySet) -> Pile:
    rows = reports.select_related("department").order_by("made_at", "pk")
    found, count = first_of(rows, SHOWN)
    items = [
        Item(
            str(each),
            reverse("admin:tracking_publicreport_change", args=[each.pk]),
            f"{each.department.code} · {_day(timezone.localdate(each.made_at))}",
            decisions=_approving(each),
        )
        for each in found
    ]
    listed = reverse("admin:tracking_publicreport_changelist")
    return Pile(
        "reports-approve",
        _("Reports to approve"),
        _("No report waits."),
        count,
        items,
        f"{listed}?status__exact={PublicReportStatus.WAITING}",
    )


# --- What can be decided beside a thing: the steps of its own page -------------------------------


def _deciding(recognition: Recognition) -> list[Decision]:
    page = reverse("admin:tracking_recognition_change", args=[recognition.pk])
    public = ("give-is_public", _("Publish it: residents read the grounds and the decision"))
    return [
        Decision("give", _("Decide it"), page, recognition.version, [_words("give")], public),
        Decision("reject", _("Reject"), page, recognition.version, [_words("reject")]),
    ]


def _approving(report: PublicReport) -> list[Decision]:
    page = reverse("admin:tracking_publicreport_change", args=[report.pk])
    return [
        Decision(step, label, page, report.version, [_words(step)])
        for step, label in (("approve", _("Approve and publish")), ("reject", _("Reject")))
    ]


def _supervising(notice: Notice) -> list[Decision]:
    page = reverse("admin:tracking_notice_change", args=[notice.pk])
    steps, found = notice.next_steps(), []
    if "raise" in steps and notice.level < Level.LEADERSHIP:
        label = _("Raise to the next level")
        found.append(Decision("raise", label, page, notice.version, [_words("raise")]))
    proof, month = notice.proof_there, notice.proof_to  # type: ignore[attr-defined]  # with_proof
    if "close" in steps and proof:
        choices = [(str(proof), f"{month:%Y-%m}")]
        report = Field("close-proof", _("The report that proves it"), choices)
        fields = [report, _words("close")]
        found.append(Decision("close", _("Close on proof"), page, notice.version, fields))
    return found


def _words(step: str) -> Field:
    """A reason in the language of the interface; the thing's own page takes it in all four."""
    language = get_language()
    column = dict(labels.columns("words")).get(language or "") or labels.columns("words")[0][1]
    return Field(f"{step}-{column}", _("Reason"))


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
