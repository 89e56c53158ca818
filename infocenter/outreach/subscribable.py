"""What of outreach can be subscribed to: all news; each event, for those who wait for it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infocenter import addresses
from infocenter.models import Announcement, Campaign, Event, Outreach
from infocenter.outreach import indexing
from infocenter.subscribable import number
from portal import languages
from portal.labels import Label, best
from portal.subscriptions.kinds import Kind, Words

NEWS = "all"  # the only key of the kind `news`


def _kind(model: type[Outreach], **events: Words) -> Kind:
    def title(key: str, language: str) -> Label | None:
        found = model._default_manager.public().filter(pk=number(key)).first()
        if found is None:
            return None
        return best(dict(found.translations.values_list("language", "title")), language)

    kind = indexing.KINDS[model]
    return Kind(
        kind.name,
        kind.label,
        title,
        lambda key, language: indexing.address_of(model, int(key), language),
        events=events,
    )


def _news(key: str, language: str) -> Label | None:
    if key != NEWS:
        return None
    label = Label(_("News and events"))
    label.lang = languages.bcp47(language)
    return label


KINDS = [
    _kind(Announcement, published=gettext_lazy("New announcement")),
    _kind(Event, published=gettext_lazy("New event"), called_off=gettext_lazy("Called off")),
    _kind(Campaign, published=gettext_lazy("New campaign")),
    Kind(
        "news",
        gettext_lazy("News"),
        _news,
        lambda _key, language: addresses.page("infocenter:announcement-list", language),
    ),
]
