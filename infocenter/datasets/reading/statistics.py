"""Figures about a column: how many are empty, how many differ, from where to where, which most."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from infocenter.datasets import kinds

MOST_FREQUENT = 20
_LONGEST = 200  # characters of a value that is told
_MANY = 5_000_000  # rows: beyond, different values are estimated


def of(engine, place: int, kind: str, rows: int) -> dict[str, Any]:
    """The figures of column `place` of the table `typed`."""
    name = f"c{place}"
    distinct = f"approx_count_distinct({name})" if rows > _MANY else f"count(DISTINCT {name})"
    wanted = [f"count(*) - count({name})", distinct]
    if kind in (*kinds.NUMBERS, *kinds.TIMES):
        wanted += [f"min({name})", f"max({name})"]
    if kind in kinds.NUMBERS:
        wanted += [f"avg({name})", f"sum({name})"]
    figures_of = f"SELECT {', '.join(wanted)} FROM typed"  # nosec B608  # c0, c1
    found = engine.execute(figures_of).fetchone()
    names = ("empty", "distinct", "min", "max", "mean", "sum")
    figures = {key: plain(value) for key, value in zip(names, found, strict=False)}
    if kind in (kinds.TEXT, kinds.BOOLEAN) or figures["distinct"] <= MOST_FREQUENT:
        figures["most"] = _most(engine, name)
    return figures


def _most(engine, name: str) -> list[list[Any]]:
    """The most frequent values and how often each is there; none, if none is there twice."""
    query = (
        f"SELECT {name}, count(*) FROM typed WHERE {name} IS NOT NULL "
        f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_FREQUENT}"  # nosec B608  # c0, c1
    )
    found = engine.execute(query).fetchall()
    if found and found[0][1] == 1 and len(found) == MOST_FREQUENT:
        return []
    return [[plain(value), count] for value, count in found if len(str(value)) <= _LONGEST]


def plain(value: Any) -> Any:
    """A value for JSON: decimals and times as texts, to lose nothing of them."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float):
        return value if value - value == 0 else None  # neither infinite nor no number
    return value
