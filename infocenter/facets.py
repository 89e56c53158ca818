"""The ways to narrow the list down, as the page shows them: choices with counts, and what is on."""

from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from infocenter import labels
from infocenter.filters import FACETS, SORTS, Filters
from infocenter.listing import MOST_BY_TITLE, Counts
from portal import languages
from portal.pagecache.fragments import kept
from portal.pagecache.outlines import fill

OPEN_WHERE_WIDE = ("type", "topic")
TEMPLATE = "infocenter/partials/facets.html"


def rendered(filters: Filters, counts: Counts, language: str) -> str:
    """The form of filters. Kept for the few addresses that most people come by."""
    signature = filters.signature()
    if sum(len(values) for _name, values in signature) > 1 or filters.sort != "newest":
        return _rendered(filters, counts, language)
    return kept(("facets", signature, language), lambda: _rendered(filters, counts, language))


def _rendered(filters: Filters, counts: Counts, language: str) -> str:
    shown = [_facet(name, filters, counts.facets[name], language) for name in FACETS]
    context = {"facets": [each for each in shown if each["options"]], "sort": filters.sort}
    return render_to_string(TEMPLATE, context)


def _facet(name: str, filters: Filters, counts: dict, language: str) -> dict:
    chosen = filters.chosen.get(name, ())
    known = dict.fromkeys(filters.ids.get(name, ()), 0) | counts
    options = [
        {"value": value, "words": words, "lang": lang, "count": counts.get(key, 0)}
        | ({"chosen": True} if value in chosen else {})
        for key, value, words, lang in choices(name, known, language)
        if counts.get(key) or value in chosen
    ]
    return {
        "name": name,
        "title": title(name),
        "options": options,
        "open": bool(chosen),
        "wide": name in OPEN_WHERE_WIDE,
    }


def choices(name: str, counts: dict, language: str) -> list[tuple]:
    """Values of a facet in the order of the page: (key of its count, value, words, lang)."""
    if name in ("department", "topic"):
        known = labels.departments if name == "department" else labels.topics
        return [(e.pk, e.key, e.name, e.name.lang) for e in known(language).values()]
    if name == "year":
        return [(year, str(year), str(year), "") for year in sorted(counts, reverse=True)]
    if name == "language":
        return [(code, code, words, languages.bcp47(code)) for code, words in languages.LANGUAGES]
    words = labels.types(language) if name == "type" else labels.formats(language)
    return [(value, value, each, "") for value, each in words.items()]


def title(name: str) -> str:
    """The heading of a facet."""
    return {
        "type": _("Type"),
        "topic": _("Topic"),
        "department": _("Department"),
        "year": _("Year"),
        "format": _("Format of the files"),
        "language": _("Language of the text"),
    }[name]


def chosen_words(filters: Filters, language: str) -> list[tuple]:
    """The filters that are on: (facet, value, words, lang)."""
    return [
        (name, value, words, lang)
        for name, values in filters.chosen.items()
        for _key, value, words, lang in choices(name, dict.fromkeys(filters.ids[name]), language)
        if value in values
    ]


def active(filters: Filters, site: dict, address: str) -> SafeString:
    """The filters that are on, each a link to the list without it."""
    items = [
        fill(
            "infocenter/partials/active_filter.html",
            site,
            {},
            {
                "facet": title(name),
                "words": words,
                "lang": lang,
                "address": address + filters.query(without=(name, value)),
            },
        )
        for name, value, words, lang in chosen_words(filters, site["language"])
    ]
    return SafeString("".join(items))


def orders(filters: Filters, total: int, site: dict, address: str) -> SafeString:
    """The orders of the list, as links."""
    names = {
        "newest": _("Newest"),
        "oldest": _("Oldest"),
        "title": _("Title"),
        "changed": _("Lately changed"),
    }
    items = [
        fill(
            "infocenter/partials/order.html",
            site,
            {"here": each == filters.sort},
            {"words": names[each], "address": address + filters.query(sort=each)},
        )
        for each in SORTS
        if each != "title" or total <= MOST_BY_TITLE
    ]
    return SafeString("".join(items))


def feed_query(filters: Filters) -> str:
    """The query of the feed of the same documents, as far as feeds know the filters."""
    pairs = [
        (name, value)
        for name in ("department", "topic", "type")
        for value in filters.chosen.get(name, ())
    ]
    return f"?{urlencode(pairs)}" if pairs else ""
