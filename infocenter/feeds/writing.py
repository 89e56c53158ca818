"""A feed as Atom 1.0 (RFC 4287) and as JSON Feed 1.1: the same entries, newest first."""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed

from portal import languages

ITEMS = 30
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # for XML


@dataclass(frozen=True)
class Item:
    """An entry: its `id` stays the same wherever and whenever it is read."""

    id: str
    address: str
    title: str
    published: datetime
    updated: datetime | None = None
    summary: str = ""
    lang: str = ""
    author: str = ""
    tags: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Channel:
    """A feed: of what page it is, in a language of ours."""

    title: str
    home: str
    language: str
    items: list[Item]


class _Atom(Atom1Feed):
    """Without the time at which it was asked for: the same content is the same feed."""

    def latest_post_date(self):
        dates = [each["updateddate"] for each in self.items]
        return max(dates, default=datetime(1970, 1, 1, tzinfo=UTC))


def atom(channel: Channel, address: str) -> str:
    """Atom 1.0."""
    feed = _Atom(
        title=_fit(channel.title),
        link=channel.home,
        description="",
        language=languages.bcp47(channel.language),
        feed_url=address,
        author_name=_fit(channel.title),
    )
    for each in channel.items:
        feed.add_item(
            title=_fit(each.title),
            link=each.address,
            description=_fit(each.summary),
            unique_id=each.id,
            unique_id_is_permalink=False,
            pubdate=each.published,
            updateddate=each.updated or each.published,
            author_name=_fit(each.author) or None,
            categories=[_fit(tag) for tag in each.tags],
        )
    return feed.writeString("utf-8")


def json_feed(channel: Channel, address: str) -> str:
    """JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": address,
        "language": languages.bcp47(channel.language),
        "items": [_json(each) for each in channel.items],
    }
    return json.dumps(feed, ensure_ascii=False)


def _json(item: Item) -> dict:
    found = {
        "id": item.id,
        "url": item.address,
        "title": item.title,
        "summary": item.summary,
        "content_text": item.summary or item.title,
        "date_published": item.published.isoformat(),
        "date_modified": (item.updated or item.published).isoformat(),
        "authors": [{"name": str(item.author)}] if item.author else [],
        "tags": [str(tag) for tag in item.tags],
        "language": item.lang,
    }
    return {name: value for name, value in found.items() if value}


def _fit(words: str) -> str:
    return _UNFIT.sub(" ", str(words))


WRITERS = {
    "atom": ("application/atom+xml", atom),
    "json": ("application/feed+json", json_feed),
}
