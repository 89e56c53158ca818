"""What events have beside other outreach: places, being moved, being called off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from infocenter import webhooks
from infocenter.models import Event, Outreach
from infocenter.outreach.states import Stage
from infocenter.services import announcing
from infocenter.services.event_mails import tell
from infocenter.services.outreach import Texts, move, save_outreach, take, told
from infocenter.services.registrations import move_up
from portal import labels
from portal.workflow import Refused


@dataclass(frozen=True)
class _Whereabouts:
    """What people who have registered must know of a change."""

    times: tuple
    places: tuple

    @classmethod
    def of(cls, event: Event) -> "_Whereabouts":
        places = event.translations.order_by("language").values_list("language", "place")
        return cls((event.starts_at, event.ends_at), tuple(places))


@transaction.atomic
def save_event(
    event: Event,
    *,
    by,
    translations: Texts,
    related: Mapping[str, Iterable] | None = None,
    changed: Iterable[str] = (),
    seen_version: int | None = None,
) -> Event:
    """Keep a changed event. Who has registered is told of a new time or place; more places go to
    the waiting list at once."""
    locked = Event.objects.select_for_update().get(pk=event.pk)
    before = _Whereabouts.of(locked)
    if event.capacity is not None and event.capacity < locked.taken:
        words = _("%(number)d people have a place already: there can't be fewer places.")
        raise Refused(words % {"number": locked.taken})
    saved = save_outreach(
        event,
        by=by,
        translations=translations,
        related=related,
        changed=changed,
        seen_version=seen_version,
    )
    move_up(saved)
    if saved.is_shown() and _Whereabouts.of(saved) != before:
        for each in saved.registrations.confirmed().select_related("event"):
            tell(each, "moved")
    return saved


@transaction.atomic
def call_off(
    event: Outreach, *, by, reason: Mapping[str, str], seen_version: int | None = None
) -> None:
    """It doesn't take place: its page says so and why, and everybody who registered is told."""
    if not isinstance(event, Event):
        raise TypeError(f"{event!r} is no event: only events are called off.")
    take(event, seen_version)
    if event.stage() == Stage.OVER:
        raise Refused(_("This event is over."))
    words = told(reason)
    columns = {column: words.get(code, "") for code, column in labels.columns("reason")}
    best = labels.best(words, settings.LANGUAGE_CODE)
    move(event, "call_off", by=by, reason=best, **columns)
    announcing.event_called_off(event, words)
    webhooks.event_called_off(event)
    for each in event.registrations.confirmed().select_related("event"):
        tell(each, "called_off")
