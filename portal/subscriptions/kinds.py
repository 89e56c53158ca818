"""What can be subscribed to, as apps register it in `ready`; this app knows none of it itself.

A thing is named by the `name` of its kind and a `key` of its own. What happens is told of subjects,
which are things too: `happenings.tell`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.http import QueryDict
from django.utils.functional import Promise

from portal.labels import Label

if TYPE_CHECKING:
    from portal.subscriptions.models import Happening

Words = str | Promise


class Subject(NamedTuple):
    """A thing that somebody may have subscribed to."""

    kind: str
    key: str


def _key(query: QueryDict, language: str) -> str:
    return query.get("key", "")


@dataclass(frozen=True)
class Kind:
    """One kind of things.

    `title` says in a language what the thing is called, and `address` where it is shown; `title` is
    None where residents see no such thing (any more). `events` are the words for what can happen to
    a thing of this kind; those in `farewells` are told though it is gone. `read` takes the key out
    of an address. `holding` says which of some keys a happening belongs to, where that can't be
    said by its subjects.
    """

    name: str
    label: Words
    title: Callable[[str, str], Label | None]
    address: Callable[[str, str], str]
    events: Mapping[str, Words] = field(default_factory=dict)
    farewells: frozenset[str] = frozenset()
    read: Callable[[QueryDict, str], str] = _key
    holding: Callable[[Happening, Iterable[str]], Iterable[str]] | None = None


@dataclass(frozen=True)
class Thing:
    """A thing as a reader of one language is told of it."""

    subject: Subject
    title: Label
    address: str


_kinds: dict[str, Kind] = {}
_wideners: dict[str, list[Callable[[int], Iterable[Subject]]]] = {}


def register(*kinds: Kind) -> None:
    """Let people subscribe to things of these kinds."""
    _kinds.update({kind.name: kind for kind in kinds})


def widen(kind: str, subjects: Callable[[int], Iterable[Subject]]) -> None:
    """What happens to a thing of `kind` also belongs to these subjects, says another app."""
    _wideners.setdefault(kind, []).append(subjects)


def wider(kind: str, object_id: int) -> list[Subject]:
    """The subjects that other apps add to what happens to a thing."""
    return [each for subjects in _wideners.get(kind, ()) for each in subjects(object_id)]


def of(name: str) -> Kind | None:
    """The kind of this name, if there is one."""
    return _kinds.get(name)


def every() -> list[Kind]:
    """All kinds, in the order of their registration."""
    return list(_kinds.values())


def thing(kind: str, key: str, language: str) -> Thing | None:
    """What residents can subscribe to under these names; None if there is no such thing."""
    known = of(kind)
    title = known.title(key, language) if known else None
    if known is None or title is None:
        return None
    return Thing(Subject(kind, key), title, known.address(key, language))


def asked(query: QueryDict, language: str) -> Thing | None:
    """The thing that an address names."""
    known = of(query.get("kind", ""))
    return thing(known.name, known.read(query, language), language) if known else None
