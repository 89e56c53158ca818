"""Announcements, events and campaigns, as residents read them."""

from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infocenter import addresses
from infocenter.models import Announcement, Campaign, Event, Outreach
from infocenter.outreach import calendars, detail, indexing, listing, sharing
from infocenter.presentation import titled
from portal.context_processors import origin, site, site_name
from portal.labels import label
from portal.pagecache.clock import holds_until

MOST_IN_CALENDAR = 500


def changes_by_the_clock(view):
    """Say until when the page holds: what shows, begins or ends next does so by itself."""

    @wraps(view)
    def guard(request, *args, **kwargs):
        return holds_until(view(request, *args, **kwargs), listing.next_change())

    return guard


@require_safe
@changes_by_the_clock
def announcement_list(request):
    """News, the newest first, with the events that come beside it."""
    language = get_language() or ""
    page = listing.newest(Announcement.objects.public(), request.GET, language)
    context = {
        "page_title": _("News"),
        "page_description": _("What the administration announces."),
        "section": "news",
        "page": page,
        "is_narrowed": bool(page.first or request.GET.get("department")),
        "coming": listing.coming(language, limit=5),
    }
    return render(request, "infocenter/announcement_list.html", context)


@require_safe
@changes_by_the_clock
def event_list(request):
    """Events that come, the next first; or those that are over, the last first."""
    language, now = get_language() or "", timezone.now()
    past = request.GET.get("when") == "past"
    rows, kept = listing.narrowed(Event.objects.public(now), request.GET)
    rows = rows.past(now) if past else rows.coming(now)
    context = {
        "page_title": _("Past events") if past else _("Events"),
        "page_description": _("Forums, briefings and open days, and how to take part."),
        "section": "news",
        "trail": [(addresses.page("infocenter:announcement-list", language), _("News"))],
        "rows": listing.shown(
            rows.prefetch_related("translations")[: listing.PAGE * 5], language, now
        ),
        "past": past,
        "is_narrowed": past or bool(kept),
    }
    return render(request, "infocenter/event_list.html", context)


@require_safe
@changes_by_the_clock
def campaign_list(request):
    """Campaigns, the newest first."""
    language = get_language() or ""
    context = {
        "page_title": _("Campaigns"),
        "page_description": _("News, events and documents about one matter, each on one page."),
        "section": "news",
        "trail": [(addresses.page("infocenter:announcement-list", language), _("News"))],
        "page": listing.newest(Campaign.objects.public(), request.GET, language),
    }
    return render(request, "infocenter/campaign_list.html", context)


@require_safe
@changes_by_the_clock
def announcement_detail(request, announcement_id: int):
    """One announcement."""
    return _detail(request, Announcement, announcement_id)


@require_safe
@changes_by_the_clock
def event_detail(request, event_id: int):
    """One event: when, where, and how to take part."""
    return _detail(request, Event, event_id)


@require_safe
@changes_by_the_clock
def campaign_detail(request, campaign_id: int):
    """One campaign: an introduction, and what it joins."""
    return _detail(request, Campaign, campaign_id)


def _detail(request, model: type[Outreach], key: int) -> HttpResponse:
    rows = indexing.KINDS[model].public().prefetch_related("translations", "topics")
    thing = rows.filter(pk=key).first()
    if thing is None:
        return _withdrawn(request, model, key)
    context = context_of(thing, get_language() or "")
    context["linked_data"] = sharing.linked_data(context, site(request)["site"])
    return render(request, f"infocenter/{indexing.KINDS[model].name}_detail.html", context)


def context_of(thing: Outreach, language: str) -> dict:
    """What the page of a thing is made of; its preview in admin, too."""
    about = detail.described(thing, language)
    return {
        **about,
        "page_title": about["title"],
        "page_description": about["summary"],
        "section": "news",
        "trail": _trail(type(thing), language),
    }


def _trail(model: type[Outreach], language: str) -> list[tuple[str, str]]:
    news = (addresses.page("infocenter:announcement-list", language), _("News"))
    below = {Event: _("Events"), Campaign: _("Campaigns")}
    if model not in below:
        return [news]
    return [news, (addresses.page(indexing.LISTS[model], language), below[model])]


def _withdrawn(request, model: type[Outreach], key: int) -> HttpResponse:
    """410 with the reason if it was public once, else 404: drafts can't be told from nothing."""
    rows = model._default_manager.gone().filter(pk=key)
    thing = rows.prefetch_related("translations").first()
    if thing is None:
        raise Http404
    language = get_language() or ""
    title, lang = titled(language, {each.language: each.title for each in thing.translations.all()})
    context = {
        "page_title": _("Withdrawn: %(title)s") % {"title": title},
        "title": title,
        "lang": lang,
        "at": thing.updated_at,
        "reason": label(thing, "reason", language),
        "section": "news",
    }
    return render(request, "infocenter/outreach_withdrawn.html", context, status=410)


@require_safe
@changes_by_the_clock
def event_calendar(request, event_id: int):
    """One event for a calendar program."""
    rows = Event.objects.public().prefetch_related("translations")
    event = rows.filter(pk=event_id).first()
    if event is None:
        raise Http404
    content = calendars.written([event], get_language() or "", origin(request))
    return _calendar(content, f"event-{event.pk}.ics")


@require_safe
@changes_by_the_clock
def events_calendar(request, language: str):
    """All events that come, for a calendar program to follow."""
    now = timezone.now()
    rows = Event.objects.public(now).coming(now).prefetch_related("translations")
    with override(language):
        name = " · ".join([site_name(language), _("Events")])
        content = calendars.written(rows[:MOST_IN_CALENDAR], language, origin(request), name)
    return _calendar(content, "events.ics")


def _calendar(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
