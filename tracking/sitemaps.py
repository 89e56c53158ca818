"""Tracking on the map of the site: the overview, programmes and measures."""

from collections.abc import Iterator

from infocenter import addresses
from infocenter.sitemaps import Addresses, Page
from portal import languages
from tracking.models import Evaluation, Measure, Programme
from tracking.public import evaluation_page, figures, measure_list
from tracking.public.asof import today


def pages() -> Iterator[Addresses | Page]:
    """The addresses of each page by language, and when it was changed, where that is known."""
    for name in ("tracking:overview", "tracking:measure-list", "tracking:evaluation-list"):
        yield {code: addresses.page(name, code) for code in languages.CODES}
    now = today()
    programmes = Programme.objects.public().order_by("pk")
    for pk, at in programmes.values_list("pk", "updated_at"):
        yield {code: figures.programme_address(pk, code, now) for code in languages.CODES}, at
    for pk in Measure.objects.public().order_by("pk").values_list("pk", flat=True):
        yield {code: measure_list.address(pk, code) for code in languages.CODES}
    for pk in Evaluation.objects.public().order_by("pk").values_list("pk", flat=True):
        yield {code: evaluation_page.address(pk, code) for code in languages.CODES}
