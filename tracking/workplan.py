"""What a department has promised, and what is asked of it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.organisation.querysets import within
from portal.workplan import Task
from tracking.models import ActionItem, Meeting, Milestone, Notice, Standing
from tracking.progress import WHOLE
from tracking.states.meetings import MeetingStatus
from tracking.states.notices import NoticeStatus


def tasks(user, department) -> Iterator[Task]:
    """Measures, milestones, notices, action items and meetings, each on its day."""
    if user.has_perm("tracking.view_measure"):
        yield from _measures(user, department)
    notices = Notice.objects.managed_by(user).filter(
        department=department, status=NoticeStatus.OPEN
    )
    for notice in notices.select_related("measure"):
        page = reverse("admin:tracking_notice_change", args=[notice.pk])
        yield Task(
            f"notice-{notice.pk}", notice.due, _("Answer a notice"), str(notice.measure), page
        )
    for action in ActionItem.objects.managed_by(user).running().filter(department=department):
        page = reverse("admin:tracking_actionitem_change", args=[action.pk])
        yield Task(f"action-{action.pk}", action.due, _("Action item"), str(action), page)
    if user.has_perm("tracking.view_meeting"):
        planned = Meeting.objects.filter(
            status=MeetingStatus.PLANNED, attendance__invited=department
        )
        for meeting in planned:
            page = reverse("admin:tracking_meeting_change", args=[meeting.pk])
            on = timezone.localtime(meeting.starts_at).date()
            yield Task(f"meeting-{meeting.pk}", on, _("Meeting"), str(meeting), page)


def _measures(user, department) -> Iterator[Task]:
    rows = within(Standing.objects.now(), user, "tracking.view_measure")
    now = rows.filter(
        department=department, progress__lt=WHOLE, measure__programme__published_at__isnull=False
    )
    measures = {each.measure_id: each.measure for each in now.select_related("measure")}
    for pk, measure in measures.items():
        page = reverse("admin:tracking_measure_change", args=[pk])
        yield Task(f"measure-{pk}", measure.due, _("Measure"), str(measure), page)
    milestones = Milestone.objects.current().filter(measure__in=measures, percent__lt=WHOLE)
    for each in milestones:
        measure = measures[each.measure_id]
        page = reverse("admin:tracking_measure_change", args=[measure.pk])
        title = f"{measure.number} · {each}"
        yield Task(f"milestone-{each.pk}", each.due, _("Milestone"), title, page)
