"""Search: a question, what was found, ways to narrow it down, and help when nothing was found."""

from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infocenter import addresses, facets, searching, subscribable
from infocenter.results import hit_rows
from infocenter.search import Results
from infocenter.search.orders import MOST_BY_TITLE
from infocenter.search.spelling import did_you_mean
from infocenter.search.suggestions import suggest
from infocenter.searching import Asked
from portal.context_processors import site as site_of
from portal.pagecache import outlines

TEMPLATE = "infocenter/search.html"


@require_safe
def search(request):
    """What is public and answers the question best."""
    language = get_language()
    asked = searching.read(request.GET, language)
    found = searching.results(asked, language) if asked.question else Results()
    if asked.after and not found.hits and found.total:  # beyond the end
        return redirect(_address(asked, language))
    site = site_of(request)["site"]
    slots = _common(asked, site) | (_found(asked, found, site) if asked.question else {})
    response = outlines.page(TEMPLATE, site, {"section": "search"}, slots)
    if found.provisional:
        add_never_cache_headers(response)
    return response


def _address(asked: Asked, language: str, **more) -> str:
    return addresses.page("infocenter:search", language) + asked.filters.query(**more)


def _common(asked: Asked, site: dict) -> dict[str, str]:
    """What the page has before anything is asked."""
    title = _("Search: %(question)s") % {"question": asked.question}
    return {
        "page_title": title if asked.question else _("Search"),
        "question": asked.question,
        "address": addresses.page("infocenter:search", site["language"]),
        "documents": addresses.documents(site["language"]),
        "problems": format_html_join("", "<p>{}</p>", ((e,) for e in asked.filters.problems)),
        "total": "",
    }


def _found(asked: Asked, found: Results, site: dict) -> dict[str, str]:
    """What the page shows of the results."""
    language, filters = site["language"], asked.filters
    address = addresses.page("infocenter:search", language)
    bare = address + _only(asked)
    return {
        "total": _total(found),
        "relaxed": _("No text holds exactly this; these hold its words.") if found.relaxed else "",
        "hits": hit_rows(found.hits, site),
        "elsewhere": hit_rows(found.elsewhere, site, apart=True),
        "facets": facets.form(filters, found, site),
        "active": facets.active(filters, site, address),
        "orders": facets.orders(filters, site, address, by_title=found.total <= MOST_BY_TITLE),
        "without_filters": bare if filters.chosen else "",
        "next": _address(asked, language, after=found.next) if found.next else "",
        "first": _address(asked, language) if asked.after else "",
        "meant": "" if asked.after or found.whole else _meant(asked, language),
        "wider": "" if found.total else _wider(asked, found, site),
        "feed": facets.feed_query(filters),
        "subscribe": subscribable.subject_of(filters),
        "near": "" if found.total else _near(asked, language),
    }


def _only(asked: Asked) -> str:
    """The question without its filters."""
    return f"?{urlencode({'q': asked.question})}"


def _total(found: Results) -> str:
    if found.capped:
        return _("More than %(number)d results") % {"number": found.total}
    total = ngettext("%(number)d result", "%(number)d results", found.total)
    return total % {"number": found.total}


def _meant(asked: Asked, language: str) -> str:
    """The line that offers a better spelling."""
    meant = did_you_mean(asked.question, language)
    if not meant:
        return ""
    address = f"{addresses.page('infocenter:search', language)}?{urlencode({'q': meant})}"
    return format_html('{} <a href="{}">{}</a>', _("Did you mean:"), address, meant)


def _wider(asked: Asked, found: Results, site: dict) -> SafeString:
    """Filters without which there would be something, each with how much that would be."""
    items = []
    for name in asked.filters.chosen:
        number = found.wider.get(name, 0)
        if number:
            words = _("Without “%(filter)s”") % {"filter": facets.title(name)}
            items.append((_address_without(asked, name, site["language"]), words, number))
    return format_html_join("", '<li><a href="{}">{}</a> <span class="count">{}</span></li>', items)


def _address_without(asked: Asked, name: str, language: str) -> str:
    return addresses.page("infocenter:search", language) + asked.filters.leaving_out(name).query()


def _near(asked: Asked, language: str) -> SafeString:
    """Titles that come near to what was asked."""
    address = addresses.page("infocenter:search", language)
    items = (
        (address, urlencode({"q": each.text}), each.lang, each.text)
        for each in suggest(asked.question, language)
    )
    return format_html_join("", '<li><a href="{}?{}" lang="{}">{}</a></li>', items)
