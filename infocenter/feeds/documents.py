"""Documents as a feed: what was published last of a list, or all editions of one document."""

from collections.abc import Iterable

from django.http import QueryDict
from django.utils.translation import gettext as _

from infocenter import addresses, facets, filters, labels
from infocenter.feeds.writing import ITEMS, Channel, Item
from infocenter.models import Edition, EditionTranslation
from infocenter.presentation import choose, gathered
from infocenter.subscribable import number
from portal.context_processors import site_name


def documents(query: QueryDict, language: str, host: str) -> Channel:
    """The list of documents, narrowed down as its address says."""
    asked = filters.read(query, language)
    names = [str(words) for _facet, _value, words, _lang in facets.chosen_words(asked, language)]
    rows = Edition.objects.current().narrowed(**asked.ids)
    return Channel(
        " · ".join([site_name(language), _("New documents"), *names]),
        host + addresses.documents(language) + facets.feed_query(asked),
        language,
        _items(rows, language, host),
    )


def editions(query: QueryDict, language: str, host: str) -> Channel | None:
    """The editions of the public document whose number is the `key`."""
    document_id = number(query.get("key", ""))
    if not Edition.objects.current().filter(document=document_id).exists():
        return None
    items = _items(Edition.objects.filter(document=document_id), language, host)
    return Channel(
        " · ".join([site_name(language), items[0].title]),
        host + addresses.document(document_id, language),
        language,
        items,
    )


def _items(editions: Iterable, language: str, host: str) -> list[Item]:
    newest = editions.order_by("-published_at", "-document_id")  # type: ignore[attr-defined]
    rows = list(newest.prefetch_related("topics")[:ITEMS])
    texts = _texts([each.pk for each in rows])
    departments, topics = labels.departments(language), labels.topics(language)
    found = []
    for each in rows:
        shown = choose(language, texts[each.pk])
        title, summary, teaser, note = map(shown.text, texts[each.pk][shown.written])
        address = addresses.document(each.document_id, language)
        found.append(
            Item(
                id=f"{host}{address}#edition-{each.edition_number}",
                address=host + address,
                title=title,
                summary=note or summary or teaser,
                lang=shown.lang,
                published=each.published_at,
                author=departments[each.department_id].name,
                tags=tuple(topics[topic.pk].name for topic in each.topics.all()),
            )
        )
    return found


def _texts(editions: list[int]) -> dict[int, dict[str, tuple]]:
    columns = ("edition_id", "language", "title", "summary", "teaser", "change_note")
    rows = EditionTranslation.objects.filter(edition__in=editions).values_list(*columns)
    found = gathered(rows, lambda row: row[0], lambda row: row[1:])
    return {pk: {row[0]: row[1:] for row in each} for pk, each in found.items()}
