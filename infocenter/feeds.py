"""Feeds, Atom and JSON: new documents (of departments, topics, types), and announcements."""

import json
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from infocenter import addresses, facets, filters, labels
from infocenter.models import Announcement, Edition, EditionTranslation
from infocenter.outreach import indexing
from infocenter.presentation import choose, gathered
from portal import languages
from portal.context_processors import origin, site_name

ITEMS = 30


@require_safe
def atom(request, language: str):
    """Atom 1.0 (RFC 4287)."""
    with override(language):
        return _atom(_about(request, language), _items(request, language), language)


@require_safe
def news_atom(request, language: str):
    """Announcements, as Atom."""
    with override(language):
        return _atom(_about_news(request, language), _news(request, language), language)


def _atom(about: dict, items: list[dict], language: str) -> HttpResponse:
    feed = Atom1Feed(
        title=about["title"],
        link=about["home"],
        description="",
        language=languages.bcp47(language),
        feed_url=about["address"],
    )
    for each in items:
        feed.add_item(
            title=each["title"],
            link=each["address"],
            description=each["summary"],
            unique_id=each["id"],
            unique_id_is_permalink=False,
            pubdate=each["published"],
            updateddate=each.get("updated", each["published"]),
            author_name=each["department"],
            categories=each["topics"],
        )
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


@require_safe
def json_feed(request, language: str):
    """JSON Feed 1.1."""
    with override(language):
        return _json(_about(request, language), _items(request, language), language)


@require_safe
def news_json(request, language: str):
    """Announcements, as JSON Feed."""
    with override(language):
        return _json(_about_news(request, language), _news(request, language), language)


def _json(about: dict, items: list[dict], language: str) -> HttpResponse:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": about["title"],
        "home_page_url": about["home"],
        "feed_url": about["address"],
        "language": languages.bcp47(language),
        "items": [
            {
                "id": each["id"],
                "url": each["address"],
                "title": each["title"],
                "summary": each["summary"],
                "content_text": each["summary"] or each["title"],
                "date_published": each["published"].isoformat(),
                "date_modified": each.get("updated", each["published"]).isoformat(),
                "authors": [{"name": str(each["department"])}],
                "tags": [str(name) for name in each["topics"]],
                "language": each["lang"],
            }
            for each in items
        ],
    }
    return HttpResponse(
        json.dumps(feed, ensure_ascii=False), content_type="application/feed+json; charset=utf-8"
    )


def _about(request, language: str) -> dict:
    asked = filters.read(request.GET, language)
    names = [words for _facet, _value, words, _lang in facets.chosen_words(asked, language)]
    title = " · ".join([site_name(language), _("New documents"), *names])
    host = origin(request)
    return {
        "title": title,
        "home": host + addresses.documents(language) + facets.feed_query(asked),
        "address": host + request.path + facets.feed_query(asked),
    }


def _about_news(request, language: str) -> dict:
    host = origin(request)
    return {
        "title": " · ".join([site_name(language), _("News")]),
        "home": host + addresses.page("infocenter:announcement-list", language),
        "address": host + request.path,
    }


def _news(request, language: str) -> list[dict]:
    """The announcements that were published last, as entries of a feed."""
    host = origin(request)
    rows = Announcement.objects.public().newest_first().prefetch_related("translations", "topics")
    return [_announcement(each, host, language) for each in rows[:ITEMS]]


def _announcement(thing: Announcement, host: str, language: str) -> dict:
    versions = {each.language: each for each in thing.translations.all()}
    shown = choose(language, versions)
    version = versions[shown.written]
    address = host + indexing.address(thing, language)
    topics = labels.topics(language)
    return {
        "id": address,
        "address": address,
        "title": shown.text(version.title),
        "summary": shown.text(version.summary),
        "lang": shown.lang,
        "published": thing.published_at,
        "updated": max(thing.published_at or thing.updated_at, thing.updated_at),
        "department": labels.departments(language)[thing.department_id].name,
        "topics": [topics[each.pk].name for each in thing.topics.all()],
    }


def _items(request, language: str) -> list[dict]:
    """The editions that were published last, as entries of a feed."""
    host = origin(request)
    asked = filters.read(request.GET, language)
    rows = _newest(asked)
    texts = _texts([each.pk for each in rows])
    departments, topics = labels.departments(language), labels.topics(language)
    return [
        _item(each, texts[each.pk], host, language)
        | {
            "department": departments[each.department_id].name,
            "topics": [topics[topic.pk].name for topic in each.topics.all()],
        }
        for each in rows
    ]


def _newest(asked: filters.Filters) -> Iterable[Edition]:
    rows = Edition.objects.current().narrowed(**asked.but("year", "format", "language").ids)
    return list(rows.prefetch_related("topics").order_by("-published_at", "-document_id")[:ITEMS])


def _texts(editions: list[int]) -> dict[int, dict[str, tuple]]:
    rows = EditionTranslation.objects.filter(edition__in=editions).values_list(
        "edition_id", "language", "title", "summary", "teaser"
    )
    found = gathered(rows, lambda row: row[0], lambda row: row[1:])
    return {pk: {row[0]: row[1:] for row in each} for pk, each in found.items()}


def _item(edition: Edition, texts: dict, host: str, language: str) -> dict:
    shown = choose(language, texts)
    title, summary, teaser = map(shown.text, texts[shown.written])
    address = addresses.document(edition.document_id, language)
    return {
        "id": f"{host}{address}#edition-{edition.edition_number}",
        "address": host + address,
        "title": title,
        "summary": summary or teaser,
        "lang": shown.lang,
        "published": edition.published_at,
    }
