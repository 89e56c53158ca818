"""A question about a table, valid already: plain data that the engine is asked with.

`asking.py` makes one from an address. The API may make its own: `check` says what is wrong.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from infocenter.datasets import kinds

COUNT = "count"
FUNCTIONS = ("sum", "mean", "min", "max")
BUCKETS = ("year", "quarter", "month", "day")
MOST_FILTERS = 20
MOST_GROUPS = 2
MOST_MEASURES = 5
MOST_SORTS = 4
ROWS = 50  # of a page
GROUPS = 200  # of a page, so that a chart has all of them

_ORDERED = ("ge", "le", "gt", "lt")
OPERATORS = {
    kinds.TEXT: ("is", "not", "has", "starts", "empty"),
    kinds.INTEGER: ("is", "not", *_ORDERED, "empty"),
    kinds.DECIMAL: ("is", "not", *_ORDERED, "empty"),
    kinds.DATE: ("is", "not", *_ORDERED, "empty"),
    kinds.DATETIME: (*_ORDERED, "empty"),
    kinds.BOOLEAN: ("is", "empty"),
}


@dataclass(frozen=True)
class Field:
    """What the engine knows of a column: its place in the Parquet, and of what type it is."""

    position: int
    kind: str
    sql: str


@dataclass(frozen=True)
class Filter:
    """Rows of which `column` is so. Of several filters with `is` on a column, one must hold."""

    column: str
    operator: str
    value: str


@dataclass(frozen=True)
class Group:
    """Rows put together that have the same value; of times: in the same `bucket`."""

    column: str
    bucket: str = ""

    @property
    def name(self) -> str:
        """What addresses and answers call it."""
        return f"{self.column}.{self.bucket}" if self.bucket else self.column


@dataclass(frozen=True)
class Measure:
    """What is told of each group."""

    function: str
    column: str = ""

    @property
    def name(self) -> str:
        """What addresses and answers call it."""
        return f"{self.function}.{self.column}" if self.column else self.function


@dataclass(frozen=True)
class Sort:
    """An order by a column, a group or a measure, as it is called."""

    name: str
    descending: bool = False


@dataclass(frozen=True)
class Query:
    """All that can be asked."""

    words: str = ""
    filters: tuple[Filter, ...] = ()
    groups: tuple[Group, ...] = ()
    measures: tuple[Measure, ...] = ()
    columns: tuple[str, ...] = ()  # to be shown; none: all
    sort: tuple[Sort, ...] = ()
    page: int = 1

    @property
    def is_grouped(self) -> bool:
        """Whether the answer is about groups and not about single rows."""
        return bool(self.groups or self.measures)

    @property
    def size(self) -> int:
        """How many rows a page of the answer has."""
        return GROUPS if self.is_grouped else ROWS

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Query":
        """Out of plain values."""
        return cls(
            values["words"],
            tuple(Filter(**each) for each in values["filters"]),
            tuple(Group(**each) for each in values["groups"]),
            tuple(Measure(**each) for each in values["measures"]),
            tuple(values["columns"]),
            tuple(Sort(**each) for each in values["sort"]),
            values["page"],
        )


def names(query: Query, fields: Mapping[str, Field]) -> list[str]:
    """What the columns of the answer are called, in their order."""
    if not query.is_grouped:
        return list(query.columns or fields)
    measures = query.measures or (Measure(COUNT),)
    return [*(each.name for each in query.groups), *(each.name for each in measures)]


def functions(kind: str) -> tuple[str, ...]:
    """What can be told of groups of values of this kind."""
    if kind in kinds.NUMBERS:
        return FUNCTIONS
    return ("min", "max") if kind in kinds.TIMES else ()


def buckets(kind: str) -> tuple[str, ...]:
    """In what times can be put together."""
    return {kinds.DATE: BUCKETS[:3], kinds.DATETIME: BUCKETS}.get(kind, ())
