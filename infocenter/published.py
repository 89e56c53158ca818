"""Who wants to know of a new edition: apps register what they do, in the publishing transaction."""

from collections.abc import Callable

from infocenter.models import Edition

Listener = Callable[[Edition], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Have `listener` called with each edition that is published. Call this in `ready`."""
    _listeners.append(listener)


def tell(edition: Edition) -> None:
    """An edition was published, in the transaction that runs."""
    for listener in _listeners:
        listener(edition)
