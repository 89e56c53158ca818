"""Feeds of every list and every search: Atom and JSON Feed, of one language each.

Apps register a source under the name that addresses say: `register("policies", channel)`.
"""

from collections.abc import Callable

from django.http import Http404, HttpResponse, QueryDict
from django.utils.functional import Promise
from django.utils.translation import override
from django.views.decorators.http import require_safe

from infocenter.feeds.writing import WRITERS, Channel
from portal.context_processors import origin
from portal.negotiation import same_in_every_language

# The query of an address, the language, and scheme and host; None if there is no such feed.
Source = Callable[[QueryDict, str, str], Channel | None]
_sources: dict[str, Source] = {}
_lists: dict[str, str | Promise] = {}


def register(name: str, source: Source, of_list: str | Promise = "") -> None:
    """Have `/feeds/NAME.LANGUAGE.atom` and `.json`. Call this in `ready`.

    `of_list` is what a whole list is called; a feed of one thing or search needs its query.
    """
    _sources[name] = source
    if of_list:
        _lists[name] = of_list


def of_lists() -> list[tuple[str, str | Promise]]:
    """The feeds of whole lists, and what each is called."""
    return list(_lists.items())


def names() -> list[str]:
    """The names of all feeds."""
    return list(_sources)


@same_in_every_language
@require_safe
def feed(request, name: str, language: str, form: str):
    """What a list or a search has that is new, for programs that look again and again."""
    source = _sources.get(name)
    if source is None:
        raise Http404
    host = origin(request)
    with override(language):
        channel = source(request.GET, language, host)
        if channel is None:
            raise Http404
        media_type, write = WRITERS[form]
        query = request.META.get("QUERY_STRING", "")
        address = f"{host}{request.path}{'?' if query else ''}{query}"
        return HttpResponse(write(channel, address), content_type=f"{media_type}; charset=utf-8")
