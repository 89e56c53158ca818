"""A search as a feed: what was published or changed last among all that holds its words."""

from datetime import datetime, time

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter import addresses, facets, labels, search, searching
from infocenter.feeds.writing import ITEMS, Channel, Item
from infocenter.models import Edition, SearchText
from infocenter.search import Hit, kinds
from infocenter.search.orders import rows
from infocenter.search.ranking import Ranked
from portal import languages
from portal.context_processors import site_name

LOOKED_AT = ITEMS * len(languages.CODES)  # entries: a thing has one for each language
TEASER = 300


def searches(query: QueryDict, language: str, host: str) -> Channel | None:
    """The search of an address."""
    asked = searching.read(query, language)
    if not asked.question:
        return None
    names = [str(each[2]) for each in facets.chosen_words(asked.filters, language)]
    found = _things(search.latest(asked.question, asked.narrow, LOOKED_AT), language)
    return Channel(
        " · ".join(
            [site_name(language), _("Search: %(question)s") % {"question": asked.question}, *names]
        ),
        host + addresses.page("infocenter:search", language) + asked.filters.query(),
        language,
        _items(found, language, host),
    )


def _things(entries: list[int], language: str) -> list[Ranked]:
    """Each thing once, in the version that fits best; departments and the like are no news."""
    liked = languages.fallbacks(language)
    found: dict[tuple[str, int], Ranked] = {}
    for row in rows(entries):
        each = Ranked(0.0, *row)
        before = found.get(each.key)
        if before is None or liked.index(each.language) < liked.index(before.language):
            found[each.key] = each
    return [each for each in found.values() if each.date]


def _items(found: list[Ranked], language: str, host: str) -> list[Item]:
    ids = [each.entry_id for each in found]
    texts = {
        pk: (summary or body)[:TEASER]
        for pk, summary, body in SearchText.objects.filter(entry__in=ids).values_list(
            "entry", "summary", "body"
        )
    }
    editions = {
        document: (at, edition)
        for document, at, edition in Edition.objects.current()
        .filter(document__in=[each.object_id for each in found if each.kind == "document"])
        .order_by()
        .values_list("document", "published_at", "edition_number")
    }
    items = [_item(each, texts, editions, language, host) for each in found]
    return sorted(items, key=lambda item: item.published, reverse=True)[:ITEMS]


def _item(each: Ranked, texts, editions, language: str, host: str) -> Item:
    hit = Hit(each.kind, each.object_id, each.language, 0.0, (), (), each.number)
    address = host + kinds.of(each.kind).address(hit, language)
    midnight = timezone.make_aware(datetime.combine(each.date or timezone.localdate(), time()))
    at, edition = midnight, 0
    if each.kind == "document":
        at, edition = editions.get(each.object_id, (midnight, 0))
    converted = language == "zh-hans" and each.language == "zh-hant"

    def said(words: str) -> str:
        return languages.to_simplified(words) if converted else words

    department = labels.departments(language).get(each.department_id or 0)
    return Item(
        id=f"{address}#edition-{edition}" if edition else address,
        address=address,
        title=said(each.title),
        summary=said(texts.get(each.entry_id, "")),
        lang=languages.bcp47(language if converted else each.language),
        published=at,
        author=department.name if department else "",
    )
