"""Announcements and events as feeds: what was published last."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from infocenter import addresses, labels
from infocenter.feeds.writing import ITEMS, Channel, Item
from infocenter.models import Announcement, Event, Outreach
from infocenter.outreach import indexing
from infocenter.presentation import choose
from portal.context_processors import site_name


def announcements(_query: QueryDict, language: str, host: str) -> Channel:
    """What departments have announced."""
    return _channel(_("News"), Announcement, language, host)


def events(_query: QueryDict, language: str, host: str) -> Channel:
    """What departments invite to."""
    return _channel(_("Events"), Event, language, host)


def _channel(title: str, model: type[Outreach], language: str, host: str) -> Channel:
    rows = model._default_manager.public().newest_first()
    rows = rows.prefetch_related("translations", "topics")[:ITEMS]
    home = host + addresses.page(indexing.LISTS[model], language)
    items = [_item(each, language, host) for each in rows]
    return Channel(" · ".join([site_name(language), title]), home, language, items)


def _item(thing: Outreach, language: str, host: str) -> Item:
    versions = {each.language: each for each in thing.translations.all()}
    shown = choose(language, versions)
    version = versions[shown.written]
    address = host + indexing.address(thing, language)
    published = thing.published_at or thing.updated_at
    topics = labels.topics(language)
    return Item(
        id=address,
        address=address,
        title=shown.text(version.title),
        summary=shown.text(version.summary),
        lang=shown.lang,
        published=published,
        updated=max(published, thing.updated_at),
        author=labels.departments(language)[thing.department_id].name,
        tags=tuple(topics[each.pk].name for each in thing.topics.all()),
    )
