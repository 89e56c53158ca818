"""The home page and the standing pages."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infocenter.latest import document_count, latest, topics_in_use
from infocenter.outreach import listing
from portal.labels import label
from portal.organisation.models import Department
from portal.pagecache.clock import holds_until
from portal.pagecache.fragments import kept
from portal.pages.texts import standing_text


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
    }
    return holds_until(render(request, "pages/home.html", context), listing.next_change())


def _departments(language: str) -> list[dict]:
    top = Department.objects.active().filter(parent=None)
    return [{"code": each.code, "name": label(each, "name", language)} for each in top]


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
