"""What of tracking can be subscribed to: all of it, a programme, a measure."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infocenter import addresses
from infocenter.subscribable import number
from portal import languages
from portal.labels import Label, label
from portal.subscriptions.kinds import Kind
from tracking.models import Measure, Programme
from tracking.public import asof as days
from tracking.public import figures, measure_list


def _measure(key: str, language: str) -> Label | None:
    return _name(Measure.objects.public(), key, language)


def _programme(key: str, language: str) -> Label | None:
    return _name(Programme.objects.public(), key, language)


def _name(rows, key: str, language: str) -> Label | None:
    found = rows.filter(pk=number(key)).first()
    return label(found, "name", language) if found else None


def _progress(key: str, language: str) -> Label | None:
    if key != "all":
        return None
    found = Label(_("Progress of all measures"))
    found.lang = languages.bcp47(language)
    return found


KINDS = [
    Kind(
        "measure",
        gettext_lazy("Measure"),
        _measure,
        lambda key, language: measure_list.address(int(key), language),
        events={
            "reported": gettext_lazy("Report verified"),
            "moved": gettext_lazy("Plan changed"),
        },
    ),
    Kind(
        "programme",
        gettext_lazy("Programme"),
        _programme,
        lambda key, language: figures.programme_address(int(key), language, days.today()),
    ),
    Kind(
        "progress",
        gettext_lazy("Progress"),
        _progress,
        lambda _key, language: addresses.page("tracking:overview", language),
    ),
]
