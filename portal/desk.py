"""What waits for a person: piles that apps lay on the first page of the staff's site."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber


@dataclass(frozen=True)
class Field:
    """What a decision asks for: words, or one of some choices (key, what it says)."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]] = ()
    lines: int = 3


@dataclass(frozen=True)
class Decision:
    """A step that can be taken beside the thing: its form goes to the thing's own page."""

    step: str
    label: str
    address: str
    version: int
    fields: Sequence[Field]
    flag: tuple[str, str] | None = None  # a box to tick: its name, what it says


@dataclass(frozen=True)
class Item:
    """One thing of a pile: what it is called, where it is, what is said beside it."""

    title: str
    address: str
    said: str = ""
    reason: str = ""
    decisions: Sequence[Decision] = ()


@dataclass(frozen=True)
class Pile:
    """How many things wait, the first few, and where all of them are."""

    key: str
    title: str
    empty: str
    count: int
    items: list[Item]
    address: str


def first_of(rows: QuerySet, number: int) -> tuple[list, int]:
    """The first rows, and how many there are in all: one query."""
    found = list(rows.annotate(_in_all=Window(Count("*")))[:number])
    return found, found[0]._in_all if found else 0


def first_of_each(rows: QuerySet, column: str, *order: str, number: int) -> dict:
    """The same for each value of a column, in an order: one query for all of them."""
    apart = [F(column)]
    counted = rows.annotate(
        _in_all=Window(Count("*"), partition_by=apart),
        _place=Window(RowNumber(), partition_by=apart, order_by=order),
    )
    found: dict = {}
    for each in counted.filter(_place__lte=number).order_by(column, *order):
        found.setdefault(getattr(each, column), ([], each._in_all))[0].append(each)
    return found


_sources: list[Callable[..., list[Pile]]] = []


def register(source: Callable[..., list[Pile]]) -> None:
    """Have the piles that `source` makes for a user shown. Call this in `ready` of an app."""
    _sources.append(source)


def piles(user) -> list[Pile]:
    """All that waits for this person."""
    return list(chain.from_iterable(source(user) for source in _sources))
