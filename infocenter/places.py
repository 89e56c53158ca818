"""A place on the page of a document that other apps fill: what the document belongs to.

An app registers what it shows in `ready`: `places.register(show)`.
"""

from collections.abc import Callable

from django.utils.safestring import SafeString

from portal.markup import joined

Show = Callable[[int, str], SafeString]  # of a document, in a language: <section>s, or nothing

_shows: list[Show] = []


def register(show: Show) -> None:
    """Have `show` fill the place, with panels whose headings are h2."""
    _shows.append(show)


def filled(document_id: int, language: str) -> SafeString:
    """What stands there."""
    return joined(show(document_id, language) for show in _shows)
