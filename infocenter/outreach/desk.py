"""What waits for staff among announcements, events and campaigns, and when events take place."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from infocenter.models import Event
from infocenter.outreach import indexing
from infocenter.outreach.states import OutreachStatus
from portal.desk import Item, Pile
from portal.workplan import Task

SHOWN = 5


def waiting_for(user) -> list[Pile]:
    """What publishers have to look at, a pile for each kind; none where nothing waits."""
    piles = [_to_publish(user, model) for model in indexing.KINDS]
    if user.has_perm("infocenter.change_registration"):
        piles.append(_without_attendance(user))
    return [each for each in piles if each is not None and each.count]


def _to_publish(user, model) -> Pile | None:
    name = model._meta.model_name
    if not user.has_perm(f"infocenter.publish_{name}"):
        return None
    rows = model.objects.managed_by(user, f"infocenter.publish_{name}")
    rows = rows.filter(status=OutreachStatus.IN_REVIEW).order_by("updated_at")
    changelist = reverse(f"admin:infocenter_{name}_changelist")
    return Pile(
        f"{name}-to-publish",
        _("To publish: %(kind)s") % {"kind": model._meta.verbose_name_plural},
        "",
        rows.count(),
        [
            _item(each, date_format(localtime(each.updated_at), "SHORT_DATE_FORMAT"))
            for each in rows.prefetch_related("translations")[:SHOWN]
        ],
        f"{changelist}?status__exact=in_review",
    )


def _without_attendance(user) -> Pile:
    rows = Event.objects.managed_by(user, "infocenter.change_registration").taking_place()
    over = rows.filter(ends_at__lte=timezone.now(), forgotten_at=None, taken__gt=0)
    open_ones = over.filter(registrations__status="seated", registrations__attended=None)
    found = open_ones.distinct().order_by("ends_at")
    return Pile(
        "events-without-attendance",
        _("Events whose attendance wasn't taken"),
        "",
        found.count(),
        [
            _item(each, date_format(localtime(each.starts_at), "SHORT_DATE_FORMAT"))
            for each in found.prefetch_related("translations")[:SHOWN]
        ],
        reverse("admin:infocenter_event_changelist"),
    )


def _item(thing, said: str) -> Item:
    name = thing._meta.model_name
    return Item(str(thing), reverse(f"admin:infocenter_{name}_change", args=[thing.pk]), said)


def tasks(user, department) -> Iterator[Task]:
    """The department's events to come, each on its day."""
    if not user.has_perm("infocenter.view_event"):
        return
    rows = Event.objects.managed_by(user, "infocenter.view_event").taking_place()
    ahead = rows.filter(department=department).coming(timezone.now())
    for each in ahead.prefetch_related("translations"):
        page = reverse("admin:infocenter_event_change", args=[each.pk])
        on = localtime(each.starts_at).date()
        yield Task(f"event-{each.pk}", on, _("Event"), str(each), page)
