"""The kinds of public things that search knows: what they are called, where they are shown, and
what is indexed of them.

Apps register their kinds in `ready`: search itself knows none.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils.functional import Promise

from infocenter import search
from infocenter.search.entries import Entry, Hit


@dataclass(frozen=True)
class Kind:
    """One kind of public things.

    `name` is `Entry.kind`, and `Entry.type` where its things have no types of their own. `label` is
    what readers see for that type. `address` gives the page of a hit in a language. `public` are
    the rows that residents may see, `entries` makes what is indexed of one of them.
    """

    name: str
    label: str | Promise
    address: Callable[[Hit, str], str]
    public: Callable[[], models.QuerySet[Any]]
    entries: Callable[[Any], Iterable[Entry]]

    @transaction.atomic
    def refresh(self, object_id: int) -> bool:
        """Make the index hold what is public of a thing now; whether anything is."""
        thing = self.public().select_for_update(of=("self",)).filter(pk=object_id).first()
        if thing is None:
            search.remove(self.name, object_id)
        else:
            search.index(self.entries(thing))
        return thing is not None

    def out_of_step(self) -> list[int]:
        """Things that are public and not in the index, or the other way round, or outdated."""
        public = set(self.public().values_list("pk", flat=True))
        indexed = search.entries_of_kind(self.name)
        outdated = {object_id for (object_id, _), right in indexed.items() if right is None}
        return sorted(public ^ {object_id for object_id, _language in indexed} | outdated)

    def due(self, most: int) -> list[int]:
        """Some to bring in step by the clock: after an update nobody need remember it."""
        return self.out_of_step()[:most]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Let search find things of this kind."""
    _kinds[kind.name] = kind


def of(name: str) -> Kind:
    """The kind of this name."""
    return _kinds[name]


def every() -> list[Kind]:
    """All kinds, in the order of their registration."""
    return list(_kinds.values())


def renew_outdated(most: int = 100) -> int:
    """Bring some things of each kind in step. `rebuild_search_index` does all at once."""
    return sum(kind.refresh(each) for kind in every() for each in kind.due(most))
