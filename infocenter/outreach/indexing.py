"""Announcements, events and campaigns as search finds them."""

from collections.abc import Callable, Iterator

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infocenter import addresses, links, markdown, search
from infocenter.indexing import words
from infocenter.models import Announcement, Campaign, Event, Outreach
from infocenter.search.kinds import Kind

LISTS: dict[type[Model], str] = {
    Announcement: "infocenter:announcement-list",
    Event: "infocenter:event-list",
    Campaign: "infocenter:campaign-list",
}


def address(thing: Outreach, language: str) -> str:
    """The public page of a thing."""
    return address_of(type(thing), thing.pk, language)


def address_of(model: type[Model], key: int, language: str) -> str:
    """The public page of a thing of which only the number is known."""
    return f"{addresses.page(LISTS[model], language)}{key}/"


def refresh(thing: Outreach) -> None:
    """Make the search say what is public of it now."""
    KINDS[type(thing)].refresh(thing.pk)


def entries(thing: Outreach) -> Iterator[search.Entry]:
    """An entry for each language version."""
    kind = KINDS[type(thing)]
    topics = tuple(thing.topics.order_by("pk").values_list("pk", flat=True))
    named: set[int] = set()
    if isinstance(thing, Campaign):
        named = set(thing.documents.values_list("pk", flat=True))
    on = thing.starts_at if isinstance(thing, Event) else thing.published_at
    for version in thing.translations.all():
        body = words(markdown.render(version.body))[0] if version.body else ""
        yield search.Entry(
            kind=kind.name,
            object_id=thing.pk,
            language=version.language,
            title=version.title,
            summary=version.summary,
            body="\n".join(filter(None, (getattr(version, "place", ""), body))),
            department_id=thing.department_id,
            type=kind.name,
            date=timezone.localtime(on).date() if on else None,
            topics=topics,
            links=frozenset(named | links.documents_in(f"{version.summary}\n{version.body}")),
        )


def _kind(model: type[Outreach], name: str, label) -> Kind:
    public: Callable[[], QuerySet] = lambda: model._default_manager.public()  # noqa: E731
    return Kind(
        name,
        label,
        lambda hit, language: address_of(model, hit.object_id, language),
        public,
        entries,
    )


KINDS: dict[type[Model], Kind] = {
    Announcement: _kind(Announcement, "announcement", _("Announcement")),
    Event: _kind(Event, "event", _("Event")),
    Campaign: _kind(Campaign, "campaign", _("Campaign")),
}
