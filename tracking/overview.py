"""Measures, notices and action items in figures for staff: how they stand, what has turned red."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import labels
from portal.organisation.querysets import within
from portal.oversight import spans
from portal.oversight.panels import Bar, Number, Panel
from tracking.board import RED, red_at
from tracking.models import ActionItem, Notice, ProgressReport, Standing
from tracking.querysets.notices import NoticeQuerySet
from tracking.states.actions import ActionStatus
from tracking.states.measures import Health
from tracking.states.notices import RUNNING, STANDING, Level
from tracking.states.reports import ReportStatus

ORDER = (Health.OVERDUE, Health.AT_RISK, Health.ON_TRACK, Health.NOT_STARTED, Health.DONE)


def figures(user, since: datetime) -> Iterator[Panel]:
    """What the user may see of measures, of what is asked about them, and of what was decided."""
    today = timezone.localdate()
    if user.has_perm("tracking.view_measure"):
        yield _measures(user, since, today)
    if user.has_perm("tracking.view_notice"):
        yield _notices(user, since, today)
    if user.has_perm("tracking.view_actionitem"):
        yield _actions(user, today)


def _measures(user, since: datetime, today: date) -> Panel:
    listed = reverse("admin:tracking_measure_changelist")
    now = within(Standing.objects.now().on(today), user, "tracking.view_measure")
    morning, new = spans.days(0), spans.since(since)
    rows = _counted(now, morning.begin, since)
    departments = _by_department(rows, listed)
    red = {name: sum(each[name] for each in rows) for name in ("this_morning", "new")}
    numbers = [
        Number(
            _("At risk or overdue since yesterday"),
            red["this_morning"],
            f"{listed}?turned={morning.key}",
            "overdue",
        )
    ]
    changes = [
        Number(_("Measures turned red"), red["new"], f"{listed}?turned={new.key}", "overdue")
    ]
    if user.has_perm("tracking.view_progressreport"):
        waiting, verified = _reports(user, since)
        reports = reverse("admin:tracking_progressreport_changelist")
        submitted = f"{reports}?status__exact={ReportStatus.SUBMITTED}"
        numbers.append(Number(_("Reports to verify"), waiting, submitted))
        changes.append(Number(_("Reports verified"), verified, f"{reports}?verified={new.key}"))
    whole = {
        health: sum(each.numbers[place].count for each in departments)
        for place, health in enumerate(ORDER)
    }
    return Panel(
        "measures",
        _("Measures"),
        numbers,
        bar=Bar(_("Measures, by how they stand"), _by_health(listed, "", whole)),
        bars=departments if len(departments) > 1 else [],
        changes=changes,
    )


NAMES = dict(labels.columns("department__name"))


def _counted(now, morning: datetime, since: datetime) -> list[dict]:
    """How many measures stand how in each department, and how many of these have turned red."""
    rows = now.order_by().values("department_id", "department__code", *NAMES.values(), "health")
    red = Q(health__in=RED)
    return list(
        rows.annotate(
            number=Count("pk"),
            this_morning=Count("pk", filter=red & ~Q(measure__in=red_at(morning))),
            new=Count("pk", filter=red & ~Q(measure__in=red_at(since))),
        ).order_by("department__position", "department__code")
    )


def _by_department(rows: list[dict], listed: str) -> list[Bar]:
    counts: dict[int, dict[str, int]] = {}
    for each in rows:
        counts.setdefault(each["department_id"], {})[each["health"]] = each["number"]
    names = {each["department_id"]: each for each in rows}
    return [
        Bar(
            names[key]["department__code"],
            _by_health(listed, f"&department__id__exact={key}", found),
            title=labels.of_row(names[key], NAMES),
        )
        for key, found in counts.items()
    ]


def _by_health(listed: str, of: str, counts: dict) -> list[Number]:
    return [
        Number(str(h.label), counts.get(h, 0), f"{listed}?health={h.value}{of}", h.value)
        for h in ORDER
    ]


def _reports(user, since: datetime) -> tuple[int, int]:
    verified = Q(status=ReportStatus.VERIFIED, **spans.since(since).lookups("decided_at"))
    found = (
        ProgressReport.objects.managed_by(user)
        .order_by()
        .aggregate(
            waiting=Count("pk", filter=Q(status=ReportStatus.SUBMITTED)),
            verified=Count("pk", filter=verified),
        )
    )
    return found["waiting"], found["verified"]


LOOKS = {Level.LEADERSHIP: "overdue", Level.FORMAL: "at_risk", Level.REMINDER: "on_track"}


def _notices(user, since: datetime, today: date) -> Panel:
    listed = reverse("admin:tracking_notice_changelist")
    rows: NoticeQuerySet = Notice.objects.managed_by(user)
    late = Q(status__in=RUNNING, due__lt=today)
    levels = {
        f"level{each.value}": Count("pk", filter=Q(status__in=STANDING, level=each))
        for each in Level
    }
    new = spans.since(since)
    stirred = Q(pk__in=Notice.objects.stirred(new).values("pk"))
    counts = rows.order_by().aggregate(
        late=Count("pk", filter=late), new=Count("pk", filter=stirred), **levels
    )
    standing = [
        Number(
            str(each.label),
            counts[f"level{each.value}"],
            f"{listed}?pile=standing&level__exact={each.value}",
            LOOKS[each],
        )
        for each in reversed(Level)
    ]
    return Panel(
        "notices",
        _("Notices"),
        [Number(_("Late"), counts["late"], f"{listed}?pile=late", "overdue")],
        bar=Bar(_("Standing notices, by level"), standing),
        changes=[
            Number(
                _("Notices opened or climbed"),
                counts["new"],
                f"{listed}?stirred={new.key}",
            )
        ],
    )


def _actions(user, today: date) -> Panel:
    listed = reverse("admin:tracking_actionitem_changelist")
    rows = ActionItem.objects.managed_by(user).order_by()
    counts = rows.values_list("status").annotate(
        Count("pk"), late=Count("pk", filter=Q(due__lt=today))
    )
    by_status = {status: (number, late) for status, number, late in counts}
    done, reported = (
        by_status.get(each, (0, 0)) for each in (ActionStatus.OPEN, ActionStatus.REPORTED)
    )
    return Panel(
        "actions",
        _("Action items"),
        [
            Number(_("Late"), done[1] + reported[1], f"{listed}?waiting=late", "overdue"),
            Number(
                str(ActionStatus.OPEN.label), done[0], f"{listed}?status__exact={ActionStatus.OPEN}"
            ),
            Number(
                str(ActionStatus.REPORTED.label),
                reported[0],
                f"{listed}?status__exact={ActionStatus.REPORTED}",
            ),
        ],
    )
