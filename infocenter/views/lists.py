"""The list of documents, and the list of its feeds."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infocenter import addresses, facets, filters, labels, listing, rows


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
    address = addresses.documents(language)
    context = {
        "page_title": _("Documents"),
        "page_description": _("What the administration has published, with its history and files."),
        "section": "documents",
        "address": address,
        "rows": rows.document_rows(page.editions, language),
        "total": counts.total,
        "problems": problems,
        "facets": facets.rendered(asked, counts, language),
        "active": facets.active(asked, language, address),
        "orders": facets.orders(asked, counts.total, address),
        "first": address + asked.query() if page.previous else "",
        "previous": address + asked.query(before=page.previous) if page.previous else "",
        "next": address + asked.query(after=page.next) if page.next else "",
        "feed": facets.feed_query(asked),
    }
    return render(request, "infocenter/document_list.html", context)


@require_safe
def feed_list(request):
    """Feeds of everything, and of each department and topic that has something."""
    language = get_language()
    counts = listing.counts(filters.NOTHING).facets
    context = {
        "page_title": _("Feeds of new documents"),
        "section": "documents",
        "trail": [(addresses.documents(language), _("Documents"))],
        "departments": [
            each
            for each in labels.departments(language).values()
            if each.pk in counts["department"]
        ],
        "topics": [each for each in labels.topics(language).values() if each.pk in counts["topic"]],
    }
    return render(request, "infocenter/feed_list.html", context)
