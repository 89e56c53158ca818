"""Announcements, events and campaigns of a fictional city, and people who register."""

from datetime import timedelta
from itertools import count

from django.test import override_settings
from django.utils import timezone

from infocenter import services
from infocenter.models import Announcement, Campaign, Event, Registration, Visitor
from tests.factories import organisation

_numbers = count(1)

WORDS = {
    "zh-hant": {"title": "防洪講座 {}", "summary": "閘門如何運作。", "body": "歡迎參加。"},
    "pt": {"title": "Palestra sobre cheias {}", "summary": "As comportas.", "body": "Apareça."},
    "en": {"title": "Talk about floods {}", "summary": "How the gates work.", "body": "Do come."},
    "zh-hans": {"title": "防洪讲座 {}", "summary": "闸门如何运作。", "body": "欢迎参加。"},
}
PLACES = {
    "zh-hant": "海事博物館",
    "pt": "Museu Marítimo",
    "en": "Maritime Museum",
    "zh-hans": "博物馆",
}


def texts(*languages: str, place: bool = False, **own) -> dict[str, dict[str, str]]:
    """Texts by language, each different from the last."""
    number = next(_numbers)
    return {
        code: {
            **WORDS[code],
            "title": WORDS[code]["title"].format(number),
            **({"place": PLACES[code]} if place else {}),
            **own,
        }
        for code in languages
    }


def _made(model, languages, translations, by, related, department, **values):
    thing = model(department=department or organisation.department(), **values)
    written = translations or texts(*languages, place=model is Event)
    return services.create_outreach(thing, by=by, translations=written, related=related)


def draft_announcement(
    department=None, languages=("zh-hant",), translations=None, by=None, related=None
) -> Announcement:
    """One that residents don't see."""
    return _made(Announcement, languages, translations, by, related, department)


def announcement(at=None, **values) -> Announcement:
    """One that residents see, now or at a time."""
    return services.publish_outreach(draft_announcement(**values), by=None, at=at)


def draft_event(
    department=None,
    languages=("zh-hant",),
    translations=None,
    by=None,
    related=None,
    starts=timedelta(days=10),
    lasts=timedelta(hours=2),
    **values,
) -> Event:
    """One that residents don't see; it begins in ten days."""
    begins = (timezone.now() + starts).replace(second=0, microsecond=0)
    times = {"starts_at": begins, "ends_at": begins + lasts}
    return _made(Event, languages, translations, by, related, department, **times, **values)


def event(at=None, **values) -> Event:
    """One that residents see."""
    return services.publish_outreach(draft_event(**values), by=None, at=at)


def past_event(**values) -> Event:
    """One that took place last week, as time has made it."""
    made = event(**values)
    put(made, timedelta(days=-7))
    return made


def put(event: Event, from_now: timedelta, lasts: timedelta = timedelta(hours=2)) -> None:
    """Let time pass until an event begins in, or began before, so long."""
    begins = timezone.now() + from_now
    Event.objects.filter(pk=event.pk).update(starts_at=begins, ends_at=begins + lasts)
    event.refresh_from_db()


def draft_campaign(
    department=None, languages=("zh-hant",), translations=None, by=None, related=None
) -> Campaign:
    """One that residents don't see."""
    return _made(Campaign, languages, translations, by, related, department)


def campaign(**values) -> Campaign:
    """One that residents see."""
    return services.publish_outreach(draft_campaign(**values), by=None)


def registered(
    event: Event, email: str = "", name: str = "陳大文", language="zh-hant"
) -> Registration:
    """Somebody who has asked for a place, and not confirmed it. Needs a mail server."""
    email = email or f"visitor{next(_numbers)}@example.org"
    return services.register_visitor(event, Visitor(name, email), language)


def with_people(event: Event, number: int) -> None:
    """Let some people register and confirm, whether or not the portal knows a mail server."""
    with override_settings(FAROL_MAIL="smtp://here"):
        for _each in range(number):
            confirmed(event)


def confirmed(event: Event, email: str = "", **values) -> Registration:
    """Somebody who has a place, or waits for one."""
    return services.confirm_registration(registered(event, email, **values))
