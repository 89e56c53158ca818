"""Registering for an event without an account: confirmed by mail, seated or waiting, cancelled.

Whoever gives or frees a place has the event's row locked, and the database itself refuses more
places than there are (decision 0012).
"""

import secrets
from collections.abc import Collection
from dataclasses import asdict
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter.models import Event, Registration, Visitor
from infocenter.outreach.secret_links import mark_of
from infocenter.outreach.states import (
    REGISTRATION_TRANSITIONS,
    STANDING,
    Entry,
    RegistrationStatus,
    Stage,
)
from infocenter.services.event_mails import tell
from portal import pagecache, sealing
from portal.history.services import record
from portal.notifications.services import available, forget_about
from portal.workflow import Refused, advance

TIME_TO_CONFIRM = timedelta(hours=48)
AT_ONCE = 500


def takes_registrations(event: Event) -> bool:
    """Whether somebody can register now: a mail must be able to go out, too."""
    return event.is_shown() and event.entry() in (Entry.OPEN, Entry.FULL) and available()


@transaction.atomic
def register_visitor(event: Event, visitor: Visitor, language: str) -> Registration:
    """Take a registration down, and ask by mail whether it is meant. It takes no place yet.

    The same address again is the same registration: its state is told once more, by mail only, so
    that nobody learns here who has registered.
    """
    event = _locked(event.pk)
    if not takes_registrations(event):
        raise Refused(_("Registration for this event has closed."))
    mark = mark_of(event.pk, visitor.email)
    there = event.registrations.filter(mark=mark, status__in=STANDING).first()
    if there is None:
        registration = Registration.objects.create(
            event=event,
            language=language,
            person=sealing.seal(asdict(visitor)),
            mark=mark,
            nonce=secrets.token_hex(16),
        )
        tell(registration, "confirm")
        return registration
    there.event = event
    if there.status == RegistrationStatus.UNCONFIRMED:
        there.language, there.person = language, sealing.seal(asdict(visitor))
        there.save(update_fields=["language", "person"])
        tell(there, "confirm")
    else:
        tell(there, there.status)
    return there


@transaction.atomic
def confirm_registration(registration: Registration) -> Registration:
    """The person means it: gets a place, or the next turn on the waiting list. Once only."""
    event = _take(registration)
    if registration.status != RegistrationStatus.UNCONFIRMED:
        return registration
    _check_ahead(event)
    seated = _take_place(event)
    advance(
        registration,
        REGISTRATION_TRANSITIONS["seat" if seated else "wait"],
        turn=_next_turn(event),
        confirmed_at=timezone.now(),
    )
    record("registration.confirmed", registration, place=seated)
    tell(registration, registration.status)
    return registration


@transaction.atomic
def cancel_registration(registration: Registration) -> Registration:
    """The person doesn't come: who it was is forgotten, and the next on the list moves up."""
    event = _take(registration)
    if registration.status == RegistrationStatus.CANCELLED:
        return registration
    _check_ahead(event)
    before = registration.status
    if before != RegistrationStatus.UNCONFIRMED:
        tell(registration, "cancelled")
    advance(
        registration,
        REGISTRATION_TRANSITIONS["cancel"],
        cancelled_at=timezone.now(),
        person="",
        mark="",
    )
    record("registration.cancelled", registration)
    if before == RegistrationStatus.SEATED:
        _free_place(event)
        move_up(event)
    return registration


@transaction.atomic
def move_up(event: Event) -> int:
    """Give free places to who waits, in turn; how many. Once it has begun nobody moves up."""
    event = _locked(event.pk)
    moved = 0
    if event.stage() != Stage.COMING:
        return moved
    for each in event.registrations.waiting():
        if not _take_place(event):
            break
        each.event = event
        advance(each, REGISTRATION_TRANSITIONS["seat"])
        record("registration.moved_up", each)
        tell(each, "moved_up")
        moved += 1
    return moved


@transaction.atomic
def take_attendance(event: Event, came: Collection[int], *, by) -> int:
    """Note who of those with a place came, by id; how many."""
    event = _locked(event.pk)
    today = timezone.localdate()
    if timezone.localtime(event.starts_at).date() > today:
        raise Refused(_("Attendance can be taken from the day of the event on."))
    seated = event.registrations.seated()
    here = seated.filter(pk__in=came)
    number = here.update(attended=True)
    seated.exclude(pk__in=came).update(attended=False)
    record("event.attendance", event, actor=by, came=number)
    return number


def look_at_registrations(event: Event, *, by, as_file: str = "") -> None:
    """Note that somebody of the staff looks at who has registered, or takes the list out."""
    if as_file:
        record("event.registrations_exported", event, actor=by, format=as_file)
    else:
        record("event.registrations_seen", event, actor=by)


def remind_visitors() -> int:
    """Mail those whose event comes soon, once each. By the clock."""
    ahead = timedelta(hours=settings.FAROL_EVENT_REMINDER_HOURS)
    rows = Registration.objects.to_remind(timezone.now(), ahead)
    return sum(_remind(key) for key in rows.values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def _remind(key: int) -> bool:
    rows = Registration.objects.seated().filter(pk=key, reminded_at=None)
    if not rows.update(reminded_at=timezone.now()):
        return False  # cancelled meanwhile, or another process was first
    tell(Registration.objects.select_related("event").get(pk=key), "reminder")
    return True


def drop_unconfirmed() -> int:
    """Delete what nobody has confirmed in time: nothing of it is kept. By the clock."""
    old = Registration.objects.filter(
        status=RegistrationStatus.UNCONFIRMED, made_at__lt=timezone.now() - TIME_TO_CONFIRM
    )
    dropped = 0
    for key in old.values_list("pk", flat=True)[:AT_ONCE]:
        with transaction.atomic():
            row = old.select_for_update().filter(pk=key).first()
            if row is not None:
                forget_about(row)
                row.delete()
                dropped += 1
    return dropped


def forget_visitors() -> int:
    """Forget who had registered for events that were over long enough ago. By the clock."""
    before = timezone.now() - timedelta(days=settings.FAROL_REGISTRATIONS_KEPT_DAYS)
    over = Event.objects.filter(ends_at__lt=before, forgotten_at=None)
    return sum(_forget(key) for key in over.values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def _forget(key: int) -> int:
    event = _locked(key)
    if event.forgotten_at is not None:
        return 0
    found = list(event.registrations.exclude(person=""))
    for each in found:
        forget_about(each)
    event.registrations.update(person="", mark="")
    Event.objects.filter(pk=key).update(forgotten_at=timezone.now())
    if found:
        record("event.forgotten", event, number=len(found))
    return len(found)


def _locked(key: int) -> Event:
    """The event as it is now, for this transaction alone: registrations take their turns here."""
    return Event.objects.select_for_update().get(pk=key)


def _take(registration: Registration) -> Event:
    """Lock the event first, always, then load what the registration says now."""
    event = _locked(registration.event_id)
    try:
        registration.refresh_from_db()
    except Registration.DoesNotExist as gone:
        raise Refused(_("This registration wasn't confirmed in time.")) from gone
    registration.event = event
    return event


def _check_ahead(event: Event) -> None:
    if event.stage() == Stage.CALLED_OFF:
        raise Refused(_("This event was called off."))
    if not event.is_shown() or event.stage() != Stage.COMING:
        raise Refused(_("This event has begun, or is over."))


def _take_place(event: Event) -> bool:
    """Count one more place as taken, unless all are; whether one was."""
    free = Q(capacity=None) | Q(taken__lt=F("capacity"))
    taken = Event.objects.filter(free, pk=event.pk).update(taken=F("taken") + 1)
    return bool(taken) and _recount(event)


def _free_place(event: Event) -> None:
    Event.objects.filter(pk=event.pk, taken__gt=0).update(taken=F("taken") - 1)
    _recount(event)


def _recount(event: Event) -> bool:
    """Load the count; kept pages say only whether an event is full, and change with that."""
    was_full = event.is_full
    event.refresh_from_db(fields=["taken"])
    if event.is_full != was_full:
        pagecache.invalidate()
    return True


def _next_turn(event: Event) -> int:
    Event.objects.filter(pk=event.pk).update(turns=F("turns") + 1)
    event.refresh_from_db(fields=["turns"])
    return event.turns
