"""A department's work plan: everything that falls due, whichever app it is of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from operator import attrgetter


@dataclass(frozen=True)
class Task:
    """Something that a department has to do until a day."""

    key: str  # the same thing has the same one, whatever day it is moved to
    on: date
    kind: str  # what sort of thing it is, in words
    title: str
    address: str  # its page in admin


Source = Callable[..., Iterable[Task]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Have the tasks that `source` makes for a user and a department shown.

    Call this in `ready` of an app. A source says what the user may see only.
    """
    _sources.append(source)


def plan(user, department) -> list[Task]:
    """All that the department has to do, as far as this user may see it, in order."""
    found = chain.from_iterable(source(user, department) for source in _sources)
    return sorted(found, key=attrgetter("on", "kind", "key"))
