"""Action items: asked of a department, reported as done, confirmed or returned, moved, dropped."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import pagecache
from portal.history.services import record
from portal.organisation.models import Department
from portal.workflow import Refused
from tracking.models import ActionItem, ActionReminder, AgendaItem, Finding
from tracking.services.telling import BEFORE, tell_of_action
from tracking.services.writing import Words, best, columns, lock, move, told
from tracking.states.actions import ACTION_TRANSITIONS, RUNNING, ActionStatus


@transaction.atomic
def open_action(
    source: AgendaItem | Finding,
    *,
    by,
    department: Department,
    text: Words,
    due: date,
    responsible=None,
    on: date | None = None,
) -> ActionItem:
    """Ask a department to do something until a day: as a meeting decided, or a finding asks for."""
    said = told(text)
    if not said:
        raise Refused(_("Please say what is to be done."))
    if due < (on or timezone.localdate()):
        raise Refused(_("This day has passed."))
    field = "finding" if isinstance(source, Finding) else "agenda_item"
    action = ActionItem.objects.create(
        department=department,
        measure=source.measure,
        due=due,
        original_due=due,
        responsible=responsible,
        **{field: source},
        **columns("text", said),
    )
    record("action.opened", action, actor=by, reasons=said)
    tell_of_action(action, "action")
    pagecache.invalidate()
    return action


@transaction.atomic
def report_action(
    action: ActionItem, *, by, account: Words, seen_version: int | None = None
) -> ActionItem:
    """The department says what it did."""
    lock(action, seen_version)
    said = told(account)
    if not said:
        raise Refused(_("Please say what was done."))
    changes = columns("account", said)
    move(action, ACTION_TRANSITIONS["report"], by=by, kind="action", reason=said, **changes)
    return action


@transaction.atomic
def confirm_action(
    action: ActionItem, *, by, seen_version: int | None = None, on: date | None = None
) -> ActionItem:
    """What the department says was done is done."""
    lock(action, seen_version)
    on = on or timezone.localdate()
    move(action, ACTION_TRANSITIONS["confirm"], by=by, kind="action", closed_on=on)
    return action


@transaction.atomic
def return_action(
    action: ActionItem, *, by, reason: Words, seen_version: int | None = None
) -> ActionItem:
    """It isn't done yet."""
    lock(action, seen_version)
    move(action, ACTION_TRANSITIONS["return"], by=by, kind="action", reason=reason)
    tell_of_action(action, "action-returned")
    return action


@transaction.atomic
def drop_action(
    action: ActionItem,
    *,
    by,
    reason: Words,
    seen_version: int | None = None,
    on: date | None = None,
) -> ActionItem:
    """It need not be done any more."""
    lock(action, seen_version)
    on, step = on or timezone.localdate(), ACTION_TRANSITIONS["drop"]
    move(action, step, by=by, kind="action", reason=reason, closed_on=on)
    return action


@transaction.atomic
def move_action(
    action: ActionItem, *, by, due: date, reason: Words, seen_version: int | None = None
) -> ActionItem:
    """Give it another last day, with a reason. The first one stays known."""
    lock(action, seen_version)
    said = told(reason)
    if not said:
        raise Refused(_("Please give a reason."))
    if action.status not in RUNNING:
        raise Refused(_("It is closed."))
    before, action.due, action.version = action.due, due, action.version + 1
    action.save(update_fields=["due", "version"])
    dates = [before.isoformat(), due.isoformat()]
    record("action.moved", action, actor=by, reason=best(said), reasons=said, dates=dates)
    pagecache.invalidate()
    return action


def remind_of_actions(today: date | None = None) -> int:
    """Remind departments of action items whose last day comes; how many. Each day once."""
    today = today or timezone.localdate()
    coming = ActionItem.objects.filter(
        status=ActionStatus.OPEN, due__gte=today, due__lte=today + BEFORE
    )
    known = coming.filter(reminders__due=F("due")).values("pk")
    return sum(_remind(each) for each in coming.exclude(pk__in=known))


@transaction.atomic
def _remind(action: ActionItem) -> bool:
    """Once for each last day, whoever runs at the same time."""
    _reminder, is_new = ActionReminder.objects.get_or_create(action=action, due=action.due)
    if is_new:
        tell_of_action(action, "action-reminder")
    return is_new
