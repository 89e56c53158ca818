"""A place on the page of a working copy that other apps fill: why the document is worked on.

An app registers what it shows in `ready`: `beside.register(show)`.
"""

from collections.abc import Callable

from django.utils.safestring import SafeString

from infocenter.models import Document
from portal.markup import joined

Show = Callable[[Document, object], SafeString]  # to a person: notices, or nothing

_shows: list[Show] = []


def register(show: Show) -> None:
    """Have `show` fill the place."""
    _shows.append(show)


def filled(document: Document, user) -> SafeString:
    """What stands there for this person."""
    return joined(show(document, user) for show in _shows)
