"""Announcements, events and campaigns on the map of the site."""

from collections.abc import Iterator

from infocenter import addresses
from infocenter.outreach import indexing
from infocenter.presentation import gathered
from portal import languages


def pages() -> Iterator[dict[str, str]]:
    """The addresses of each page by language."""
    for model, name in indexing.LISTS.items():
        yield {code: addresses.page(name, code) for code in languages.CODES}
        rows = indexing.KINDS[model].public().order_by("pk")
        versions = rows.values_list("pk", "translations__language")
        for key, codes in gathered(versions, lambda r: r[0], lambda r: r[1]).items():
            readable = {*codes, "zh-hans"} if "zh-hant" in codes else {*codes}
            yield {
                code: indexing.address_of(model, key, code)
                for code in languages.CODES
                if code in readable
            }
