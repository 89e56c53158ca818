"""The list of documents, and the list of its feeds."""

from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infocenter import addresses, facets, feeds, filters, labels, listing, rows, subscribable
from portal.context_processors import site as site_of
from portal.markup import joined
from portal.pagecache import outlines


@require_safe
def document_list(request):
    """All public documents, narrowed down and ordered as the address says."""
    language = get_language()
    asked = filters.read(request.GET, language)
    counts = listing.counts(asked)
    problems = list(asked.problems)
    if asked.sort == "title" and counts.total > listing.MOST_BY_TITLE:
        problems.append(_("There are too many to order them by title. Narrow down first."))
        asked = asked.ordered("newest")
    page = listing.page(asked, language)
    if asked.key and not page.editions:  # a place beyond the end, or from before a change
        asked = asked.ordered(asked.sort)
        page = listing.page(asked, language)
    site = site_of(request)["site"]
    slots = _slots(site, asked, page, counts, problems)
    return outlines.page("infocenter/document_list.html", site, {"section": "documents"}, slots)


def _slots(site: dict, asked, page, counts, problems) -> dict[str, str]:
    """What the page of the list is filled with."""
    language, address = site["language"], addresses.documents(site["language"])
    total = ngettext("%(number)d document", "%(number)d documents", counts.total)
    return {
        "page_title": _("Documents"),
        "page_description": _("What the administration has published, with its history and files."),
        "address": address,
        "rows": joined(rows.document_rows(page.editions, language)),
        "total": total % {"number": counts.total},
        "problems": format_html_join("", "<p>{}</p>", ((each,) for each in problems)),
        "facets": facets.kept_form(asked, counts, site),
        "active": facets.active(asked, site, address),
        "orders": facets.orders(
            asked, site, address, by_title=counts.total <= listing.MOST_BY_TITLE
        ),
        "first": address + asked.query() if page.previous else "",
        "previous": address + asked.query(before=page.previous) if page.previous else "",
        "next": address + asked.query(after=page.next) if page.next else "",
        "subscribe": subscribable.subject_of(asked),
        "feed": facets.feed_query(asked),
    }


@require_safe
def feed_list(request):
    """Feeds of everything, and of each department and topic that has something."""
    language = get_language()
    counts = listing.counts(filters.NOTHING).facets
    context = {
        "page_title": _("Feeds of new documents"),
        "section": "documents",
        "trail": [(addresses.documents(language), _("Documents"))],
        "lists": feeds.of_lists(),
        "departments": [
            each
            for each in labels.departments(language).values()
            if each.pk in counts["department"]
        ],
        "topics": [each for each in labels.topics(language).values() if each.pk in counts["topic"]],
    }
    return render(request, "infocenter/feed_list.html", context)
