"""What waits for a person: piles that apps lay on the first page of the staff's site."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True)
class Item:
    """One thing of a pile: what it is called, where it is, what is said beside it."""

    title: str
    address: str
    said: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Pile:
    """How many things wait, the first few, and where all of them are."""

    key: str
    title: str
    empty: str
    count: int
    items: list[Item]
    address: str


_sources: list[Callable[..., list[Pile]]] = []


def register(source: Callable[..., list[Pile]]) -> None:
    """Have the piles that `source` makes for a user shown. Call this in `ready` of an app."""
    _sources.append(source)


def piles(user) -> list[Pile]:
    """All that waits for this person."""
    return list(chain.from_iterable(source(user) for source in _sources))
