"""Who wants to know of what becomes public, or isn't any more.

Apps register what they do, in the transaction that publishes, withdraws or supersedes. It comes
last there: whoever writes down when it was is near the end of the transaction.
"""

from collections.abc import Callable

from infocenter.models import Document, Edition

Listener = Callable[[Edition], None]
_listeners: list[Listener] = []
_of_withdrawals: list[Callable[[Document], None]] = []
_of_successions: list[Callable[[Document], None]] = []


def register(listener: Listener) -> None:
    """Have `listener` called with each edition that is published. Call this in `ready`."""
    _listeners.append(listener)


def when_withdrawn(listener: Callable[[Document], None]) -> None:
    """Have `listener` called with each document that is withdrawn. Call this in `ready`."""
    _of_withdrawals.append(listener)


def when_superseded(listener: Callable[[Document], None]) -> None:
    """Have `listener` called with each document that another replaces. Call this in `ready`."""
    _of_successions.append(listener)


def tell(edition: Edition) -> None:
    """An edition was published, in the transaction that runs."""
    for listener in _listeners:
        listener(edition)


def tell_withdrawn(document: Document) -> None:
    """A document was withdrawn, in the transaction that runs."""
    for listener in _of_withdrawals:
        listener(document)


def tell_superseded(document: Document) -> None:
    """A document was replaced by another, in the transaction that runs."""
    for listener in _of_successions:
        listener(document)
