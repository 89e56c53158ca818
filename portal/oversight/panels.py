"""Figures of the first page: apps register panels, made of rows that the viewer may open.

Each number is the length of the list at its address; tests/portal/oversight holds them to it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from portal.charts import Segment, percent, stacked
from portal.oversight.spans import Span, words


@dataclass(frozen=True)
class Number:
    """How many rows there are, and where they are listed. `kind` says how it is drawn."""

    name: str
    count: int
    address: str
    kind: str = ""
    shown: str = ""  # in place of the count, such as a mean of these rows


@dataclass(frozen=True)
class Bar:
    """Parts of a whole, with a name."""

    name: str
    numbers: list[Number]
    title: str = ""  # the whole name where `name` is short

    @property
    def bar(self) -> list[Segment]:
        """As they are drawn."""
        return stacked((each.kind, each.name, each.count) for each in self.numbers)


@dataclass(frozen=True)
class Months:
    """A number for each of some months."""

    name: str
    numbers: list[Number]

    @classmethod
    def of(cls, name: str, counts: Mapping[str, int], months: list[Span], begin: str) -> "Months":
        """From counts by keys such as 2026-11; addresses are `begin` and the key."""
        return cls(
            name,
            [
                Number(words(each), counts.get(each.key, 0), begin + each.key, each.key[5:])
                for each in months
            ],
        )

    @property
    def columns(self) -> list[tuple[Number, str]]:
        """Each with how high it stands."""
        highest = max((each.count for each in self.numbers), default=0)
        return [(each, percent(each.count, highest)) for each in self.numbers]


@dataclass(frozen=True)
class Panel:
    """Figures of one thing. `changes` are what is new since the viewer's last visit."""

    key: str
    title: str
    numbers: list[Number]
    bar: Bar | None = None
    bars: list[Bar] = field(default_factory=list)
    months: Months | None = None
    changes: list[Number] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to count for this viewer."""
        parts = [self.bar] if self.bar else []
        every = chain(self.numbers, *(each.numbers for each in (*parts, *self.bars)))
        return not any(each.count for each in every)


Source = Callable[..., Iterable[Panel]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Have the panels that `source` makes for a user and a moment shown.

    Call this in `ready` of an app. A source counts what the user may see only.
    """
    _sources.append(source)


def panels(user, since: datetime) -> list[Panel]:
    """All figures for this person, and what has changed since a moment."""
    found = chain.from_iterable(source(user, since) for source in _sources)
    return [each for each in found if not each.is_empty]
