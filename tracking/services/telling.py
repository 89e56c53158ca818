"""Telling departments and the leadership group by e-mail of what waits for them."""

from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from portal.labels import label
from portal.notifications.services import notify
from portal.organisation.querysets import people_who_may
from tracking.models import ActionItem, Milestone, Notice, Recognition, Reminder
from tracking.progress import WHOLE

LANGUAGE = "zh-hant"  # of staff whose own isn't known
BEFORE = timedelta(days=14)  # so long before its last day a department is reminded of a milestone


def _officers(department_id: int):
    """Those who report on the measures of a department."""
    return people_who_may("tracking.change_progressreport", department_id)


def tell_department(notice: Notice, what: str) -> None:
    """Have a department's measure officers told that a notice was opened or has climbed."""
    for person in _officers(notice.department_id):
        _tell(person, notice, what)


def tell_leadership(notice: Notice) -> None:
    """Have the leadership group told that a notice has come before it."""
    people = get_user_model().objects.filter(is_active=True, leadership_seat__isnull=False)
    for person in people.exclude(email=""):
        _tell(person, notice, "leadership")


def _tell(person, notice: Notice, what: str) -> None:
    with override(LANGUAGE):
        context = {
            "what": what,
            "measure": f"{notice.measure.number} {label(notice.measure, 'name', LANGUAGE)}",
            "level": str(notice.get_level_display()),
            "due": date_format(notice.due),
            "address": reverse("admin:tracking_notice_change", args=[notice.pk]),
        }
    notify("notice", person.email, LANGUAGE, context, about=notice)


def tell_of_action(action: ActionItem, what: str) -> None:
    """Have a department's measure officers told of an action item."""
    with override(LANGUAGE):
        context = {
            "what": what,
            "measure": str(label(action, "text", LANGUAGE)),
            "due": date_format(action.due),
            "address": reverse("admin:tracking_actionitem_change", args=[action.pk]),
        }
    for person in _officers(action.department_id):
        notify("notice", person.email, LANGUAGE, context, about=action)


def tell_of_recognition(recognition: Recognition, what: str) -> None:
    """Have a department's measure officers told of a recognition that is proposed or decided."""
    measure = recognition.measure
    with override(LANGUAGE):
        context = {
            "what": what,
            "measure": f"{measure.number} {label(measure, 'name', LANGUAGE)}",
            "level": str(recognition.get_kind_display()),
            "address": reverse("admin:tracking_recognition_change", args=[recognition.pk]),
        }
    for person in _officers(recognition.department_id):
        notify("notice", person.email, LANGUAGE, context, about=recognition)


def remind(today: date | None = None) -> int:
    """Remind departments of milestones whose last day comes; how many. Each day once."""
    today = today or timezone.localdate()
    coming = Milestone.objects.current().filter(
        due__gte=today,
        due__lte=today + BEFORE,
        percent__lt=WHOLE,
        measure__programme__is_public=True,
    )
    told = 0
    for milestone in coming.select_related("measure"):
        told += _remind(milestone)
    return told


@transaction.atomic
def _remind(milestone: Milestone) -> bool:
    """Once for each last day, whoever runs at the same time."""
    reminders = [Reminder(milestone=milestone, due=milestone.due)]
    if Reminder.objects.filter(milestone=milestone, due=milestone.due).exists():
        return False
    Reminder.objects.bulk_create(reminders, ignore_conflicts=True)
    mine = Reminder.objects.get(milestone=milestone, due=milestone.due)
    if mine.sent_at != reminders[0].sent_at:  # another run was first
        return False
    measure = milestone.measure
    for person in _officers(measure.department_id):
        with override(LANGUAGE):
            context = {
                "what": "reminder",
                "measure": f"{measure.number} {label(measure, 'name', LANGUAGE)}",
                "milestone": str(label(milestone, "name", LANGUAGE)),
                "due": date_format(milestone.due),
                "address": reverse("admin:tracking_measure_change", args=[measure.pk]),
            }
        notify("notice", person.email, LANGUAGE, context, about=milestone)
    return True
