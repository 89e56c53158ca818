"""The ways to narrow the list down, as the page shows them: choices with counts, and what is on."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from infocenter import labels
from infocenter.filters import FACETS, Filters
from portal import languages
from portal.markup import joined
from portal.pagecache.fragments import kept
from portal.pagecache.outlines import fill

OPEN_WHERE_WIDE = ("type", "topic")


class Counted(Protocol):
    """How many things each value of each facet has."""

    @property
    def facets(self) -> Mapping[str, Mapping]: ...


def kept_form(filters: Filters, counts: Counted, site: dict) -> SafeString:
    """The form of filters of a list. Kept for the few addresses that most people come by."""
    signature = filters.signature()
    if sum(len(values) for _name, values in signature) > 1 or filters.sort != "newest":
        return form(filters, counts, site)
    return kept(("facets", signature, site["language"]), lambda: form(filters, counts, site))


def form(filters: Filters, counts: Counted, site: dict) -> SafeString:
    """The form of filters: each value with its count. Nothing, where nothing can be narrowed."""
    facets = joined(_facet(name, filters, counts.facets.get(name, {}), site) for name in FACETS)
    if not facets:
        return SafeString("")
    hidden = [("q", filters.question)] if filters.question else []
    hidden += [("sort", filters.sort)] if filters.sort != filters.sorts[0] else []
    slots = {
        "hidden": format_html_join("", '<input type="hidden" name="{}" value="{}">', hidden),
        "facets": facets,
    }
    return fill("infocenter/partials/facets.html", site, {"is_on": bool(filters.chosen)}, slots)


def _facet(name: str, filters: Filters, counts: Mapping, site: dict) -> str:
    chosen = filters.chosen.get(name, ())
    known = {**dict.fromkeys(filters.ids.get(name, ()), 0), **counts}
    options = [
        fill(
            "infocenter/partials/facet_option.html",
            site,
            {"name": name, "chosen": value in chosen},
            {"value": value, "words": words, "lang": lang, "count": str(counts.get(key, 0))},
        )
        for key, value, words, lang in choices(name, known, site["language"])
        if counts.get(key) or value in chosen
    ]
    if not options:
        return ""
    shape = {
        "title": title(name),
        "open": bool(chosen),
        "wide": name in OPEN_WHERE_WIDE,
    }
    return fill("infocenter/partials/facet.html", site, shape, {"options": joined(options)})


def choices(name: str, counts: Mapping, language: str) -> list[tuple]:
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
    return _title(name, get_language())


@lru_cache(maxsize=64)
def _title(name: str, _language: str) -> str:
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
    return joined(
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
    )


def orders(filters: Filters, site: dict, address: str, *, by_title: bool) -> SafeString:
    """The orders of the list, as links; `by_title` if there are few enough for that one."""
    names = {
        "relevance": _("Best fit"),
        "newest": _("Newest"),
        "oldest": _("Oldest"),
        "title": _("Title"),
        "changed": _("Lately changed"),
    }
    return joined(
        fill(
            "infocenter/partials/order.html",
            site,
            {"here": each == filters.sort},
            {"words": names[each], "address": address + filters.query(sort=each)},
        )
        for each in filters.sorts
        if each != "title" or by_title
    )


def feed_query(filters: Filters) -> str:
    """The query of the feed of the same list, whose order is its own."""
    return filters.ordered(filters.sorts[0]).query()
