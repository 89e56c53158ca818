"""The demonstration's announcements, events and campaign, by the services that editors use too.

Who visits is nobody: visitors are put in without a mail, alike each time.
"""

import re
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from infocenter import services
from infocenter.models import (
    Announcement,
    Campaign,
    Document,
    Event,
    Outreach,
    Registration,
)
from infocenter.outreach.states import RegistrationStatus
from portal import sealing
from portal.demonstration import read_toml
from portal.organisation.models import Department

FIELDS = ("title", "summary", "body", "place")
READERS = ("zh-hant", "pt", "en")
_LINK = re.compile(r"\]\(doc:([a-z0-9-]+)\)")


def add_outreach() -> int:
    """What isn't there yet; how many."""
    told = read_toml("outreach.toml")
    made: dict[str, Outreach] = {}
    number = 0
    for model, group in ((Announcement, "announcements"), (Event, "events")):
        for name, about in told[group].items():
            number += _add(model, name, about, told["visitors"], made)
    for name, about in told["campaigns"].items():
        number += _add(Campaign, name, about, told["visitors"], made)
    return number


@transaction.atomic
def _add(model, name: str, told: dict[str, Any], visitors: dict, made: dict) -> bool:
    title = told["zh-hant"][0]
    there = model.objects.filter(
        department__code=told["department"], translations__title=title
    ).first()
    made[name] = there
    if there is not None:
        return False
    thing = model(department=Department.objects.get(code=told["department"]))
    if model is Event:
        _set_times(thing, told)
    texts = {
        code: dict(zip(FIELDS, (_linked(words, code) for words in told[code]), strict=False))
        for code in READERS
        if code in told
    }
    editor, publisher = (_person(told, role) for role in ("editor", "publisher"))
    made[name] = services.create_outreach(
        thing, by=editor, translations=texts, related=_related(model, told, made)
    )
    _publish(thing, told, editor, publisher)
    if model is Event:
        _take_place(thing, told, visitors, publisher)
    return True


def _set_times(event: Event, told: dict[str, Any]) -> None:
    day = timezone.localtime() + timedelta(days=told["day"])
    event.starts_at = day.replace(hour=told["hour"], minute=0, second=0, microsecond=0)
    event.ends_at = event.starts_at + timedelta(hours=told["hours"])
    event.capacity = told.get("capacity")
    event.takes_registrations = told.get("registration", True)


def _publish(thing: Outreach, told: dict[str, Any], editor, publisher) -> None:
    """Now, or later if its day is to come; what has been there for days is then said to have."""
    services.submit_outreach(thing, by=editor)
    now = timezone.now()
    ahead = told["day"] > 0 and not isinstance(thing, Event)
    if isinstance(thing, Event) and thing.ends_at <= now:  # announced while it was to come
        starts, ends = thing.starts_at, thing.ends_at
        type(thing).objects.filter(pk=thing.pk).update(
            starts_at=now + timedelta(days=1), ends_at=now + timedelta(days=2)
        )
        services.publish_outreach(thing, by=publisher)
        type(thing).objects.filter(pk=thing.pk).update(starts_at=starts, ends_at=ends)
        thing.refresh_from_db()
    else:
        at = now + timedelta(days=told["day"]) if ahead else None
        services.publish_outreach(thing, by=publisher, at=at)
    if not ahead:
        since = min(now, now + timedelta(days=told["day"]))
        type(thing)._default_manager.filter(pk=thing.pk).update(published_at=since)
        thing.refresh_from_db()
        services.show_outreach(thing)


def _take_place(event: Event, told: dict[str, Any], visitors: dict, publisher) -> None:
    for number in range(told.get("visitors", 0)):
        _seat(event, number, visitors)
    event.refresh_from_db()
    if "came" in told:
        came = event.registrations.seated().values_list("pk", flat=True)[: told["came"]]
        services.take_attendance(event, list(came), by=publisher)
    if "called_off" in told:
        services.call_off(event, by=publisher, reason=told["called_off"])


def _seat(event: Event, number: int, visitors: dict) -> None:
    """Somebody who is nobody, with a place or a turn; no mail goes out, so no service is asked."""
    event.refresh_from_db()
    full = event.is_full
    name = visitors["names"][number % len(visitors["names"])]
    person = {"name": name, "email": f"visitor{number}@example.org"}
    Registration.objects.create(
        event=event,
        language=visitors["languages"][number % len(visitors["languages"])],
        status=RegistrationStatus.WAITING if full else RegistrationStatus.SEATED,
        person=sealing.seal(person),
        nonce=f"{number:032}",
        turn=event.turns + 1,
        confirmed_at=timezone.now(),
    )
    event.turns += 1
    event.taken += not full
    event.save(update_fields=["turns", "taken"])


def _related(model, told: dict[str, Any], made: dict) -> dict[str, list]:
    if model is not Campaign:
        return {}
    keys = [f"demonstration:{slug}" for slug in told["documents"]]
    return {
        "announcements": [made[name] for name in told["announcements"]],
        "events": [made[name] for name in told["events"]],
        "documents": list(Document.objects.filter(import_key__in=keys)),
    }


def _linked(words: str, language: str) -> str:
    """Links to documents by NAME as links to their pages."""

    def address(found: re.Match) -> str:
        document = Document.objects.get(import_key=f"demonstration:{found[1]}")
        return f"](/{language}/documents/{document.pk}/)"

    return _LINK.sub(address, words)


def _person(told: dict[str, Any], role: str):
    return get_user_model().objects.get(username=f"{told['department'].lower()}.{role}")
