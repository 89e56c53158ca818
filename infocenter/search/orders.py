"""Which things a page shows, in the order that was asked for; each in its best version."""

from collections.abc import Iterable

from infocenter.models import SearchEntry
from infocenter.search.facts import Things, Versions, filled
from infocenter.search.ranking import Ranked
from portal import languages
from portal.prepared import Prepared

SORTS = ("relevance", "newest", "title")
MOST_BY_TITLE = 1000  # things: their titles must all be read

_rows = Prepared(lambda ids: SearchEntry.objects.filter(pk__in=ids).values_list(*Ranked.COLUMNS))
_titles = Prepared(
    lambda ids: SearchEntry.objects.filter(pk__in=ids).order_by("title_key", "pk").values_list("pk")
)


def rows(ids: Iterable[int]) -> list[tuple]:
    """What ranking and pages know of these entries, in their order."""
    ids = list(ids)
    found = {row[0]: row for row in _rows(filled(ids))} if ids else {}
    return [found[each] for each in ids if each in found]


def newest(things: Things, language: str | None, but=frozenset()) -> list[int]:
    """An entry of each thing, the newest first."""
    liked = languages.fallbacks(language) if language else ()
    return [_version(things.versions[key], liked) for key in things.newest() if key not in but]


def by_title(things: Things, language: str | None) -> list[int]:
    """An entry of each thing in the order of their titles, as the database compares them."""
    ids = newest(things, language)
    return [row[0] for row in _titles(filled(ids))] if ids else []


def _version(versions: Versions, liked: Iterable[str]) -> int:
    if len(versions) == 1:
        return versions[0][1]
    by_language = dict(versions)
    for code in liked:
        if code in by_language:
            return by_language[code]
    return max(by_language.values())
