"""Announcements and events for machines: schema.org's words."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from infocenter.models import Announcement, Event
from infocenter.outreach import indexing
from infocenter.outreach.states import Stage
from portal import linked_data as schema


def linked_data(context: dict[str, Any], site: dict[str, Any]) -> SafeString | str:
    """A thing as search engines read it; `context` is that of its page. Campaigns say nothing."""
    thing = context["thing"]
    about = {
        "description": context["summary"],
        "inLanguage": context["lang"],
        "isPartOf": schema.site(site["name"], site["origin"] + site["prefix"]),
        "keywords": [each.name for each in context["topics"]],
    }
    about["@id"] = about["url"] = site["origin"] + indexing.address(thing, site["language"])
    if isinstance(thing, Announcement):
        return schema.written({**_news(thing, context), **about})
    if isinstance(thing, Event):
        return schema.written({**_event(thing, context), **about})
    return ""


def _news(thing: Announcement, context: dict[str, Any]) -> dict[str, Any]:
    by = schema.organisation(context["department"].name)
    return {
        "@type": "NewsArticle",
        "headline": context["title"],
        "datePublished": thing.published_at and localtime(thing.published_at).isoformat(),
        "dateModified": localtime(thing.updated_at).isoformat(),
        "author": by,
        "publisher": by,
    }


def _event(thing: Event, context: dict[str, Any]) -> dict[str, Any]:
    status = "EventCancelled" if context["stage"] == Stage.CALLED_OFF else "EventScheduled"
    place = {"@type": "Place", "name": context["place"], "address": context["place"]}
    return {
        "@type": "Event",
        "name": context["title"],
        "startDate": localtime(thing.starts_at).isoformat(),
        "endDate": localtime(thing.ends_at).isoformat(),
        "eventStatus": f"{schema.CONTEXT}/{status}",
        "eventAttendanceMode": f"{schema.CONTEXT}/OfflineEventAttendanceMode",
        "location": place,
        "organizer": schema.organisation(context["department"].name),
        "maximumAttendeeCapacity": thing.capacity,
    }
