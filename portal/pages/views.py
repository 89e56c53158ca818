"""The home page and the standing pages."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infocenter import addresses
from infocenter.latest import document_count, latest, topics_in_use
from infocenter.outreach import listing
from portal import linked_data
from portal.context_processors import site
from portal.labels import label
from portal.organisation.models import Department
from portal.pagecache.clock import holds_until
from portal.pagecache.fragments import kept
from portal.pages.status import overall, parts
from portal.pages.texts import standing_text

STATUS_KEPT = timedelta(seconds=10)


@require_safe
def home(request):
    """Search first, then the three doors, what is new, topics and departments."""
    language = get_language()
    context = {
        "page_description": _("Documents, data and news of the administration, in four languages."),
        "document_count": kept("document_count", document_count),
        "latest": latest(language),
        "news": listing.news(language),
        "coming": listing.coming(language),
        "topics": kept(("topics_in_use", language), lambda: topics_in_use(language)),
        "departments": kept(("departments_at_home", language), lambda: _departments(language)),
        "linked_data": _linked_data(site(request)["site"]),
    }
    return holds_until(render(request, "pages/home.html", context), listing.next_change())


def _departments(language: str) -> list[dict]:
    top = Department.objects.active().filter(parent=None)
    return [{"code": each.code, "name": label(each, "name", language)} for each in top]


def _linked_data(site: dict):
    """The site as search engines read it, with the way to search it."""
    home = site["canonical"]
    search = f"{site['origin']}{addresses.page('infocenter:search', site['language'])}"
    entry = {"@type": "EntryPoint", "urlTemplate": search + "?q={search_term_string}"}
    return linked_data.written(
        {
            **linked_data.site(site["name"], home),
            "inLanguage": site["lang"],
            "publisher": linked_data.organisation(site["name"]),
            "potentialAction": {
                "@type": "SearchAction",
                "target": entry,
                "query-input": "required name=search_term_string",
            },
        }
    )


@require_safe
def status(request):
    """What works just now; a page that is kept for seconds only."""
    found, now = parts(), timezone.now().replace(microsecond=0)
    context = {
        "page_title": _("Status of the portal"),
        "page_description": _("What works just now: pages, search, mail, background work, backup."),
        "parts": found,
        "overall": overall(found),
        "now": now,
    }
    response = render(request, "pages/status.html", context)
    return holds_until(response, now + STATUS_KEPT)


@require_safe
def standing(request, slug):
    """One of the standing pages: the operator's text, or ours."""
    text = standing_text(slug, get_language())
    context = {
        "page_title": text.title,
        "text": text,
        "slug": slug,
        "section": "about" if slug == "about" else "",
    }
    return render(request, "pages/standing.html", context)
