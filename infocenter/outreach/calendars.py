"""Events as iCalendar (RFC 5545): one, or all that come."""

from collections.abc import Iterable

from icalendar import Calendar
from icalendar import Event as Entry

from infocenter.models import Event
from infocenter.outreach import indexing
from infocenter.outreach.states import OutreachStatus
from infocenter.presentation import choose


def written(events: Iterable[Event], language: str, home: str, name: str = "") -> bytes:
    """The events, which have their translations with them. `home` begins their addresses.

    An event keeps its UID in all languages, and its SEQUENCE grows with each change: programs
    follow a new time, and a calling off.
    """
    found = Calendar()
    found.add("prodid", "-//Farol//Events//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    if name:
        found.add("x-wr-calname", name)
    host = home.split("//")[-1].split("/")[0]
    for each in events:
        found.add_component(_entry(each, language, home, host))
    return found.to_ical()


def _entry(event: Event, language: str, home: str, host: str) -> Entry:
    versions = {each.language: each for each in event.translations.all()}
    shown = choose(language, versions)
    version = versions[shown.written]
    entry = Entry()
    entry.add("uid", f"event-{event.pk}@{host}")
    entry.add("dtstamp", event.updated_at)
    entry.add("last-modified", event.updated_at)
    entry.add("sequence", event.version)
    entry.add("dtstart", event.starts_at)
    entry.add("dtend", event.ends_at)
    entry.add("summary", shown.text(version.title))
    entry.add("description", shown.text(version.summary))
    entry.add("location", shown.text(version.place))
    entry.add("url", home + indexing.address(event, language))
    called_off = event.status == OutreachStatus.CALLED_OFF
    entry.add("status", "CANCELLED" if called_off else "CONFIRMED")
    return entry
