"""A query as SQL. Names are ours (`c0`, `c1`), operators and functions come from these lists, and
every value is bound: no word from outside is ever part of a statement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from infocenter.datasets import kinds
from infocenter.datasets.query import COUNT, Field, Filter, Group, Measure, Query, names

_COMPARED = {"is": "=", "not": "IS DISTINCT FROM", "ge": ">=", "le": "<=", "gt": ">", "lt": "<"}
_AGGREGATES = {"sum": "sum", "mean": "avg", "min": "min", "max": "max"}
_SEARCHED = 30  # columns of text, the first ones
_SOURCE = "read_parquet(?, file_row_number = true)"


@dataclass(frozen=True)
class Statement:
    """Text and what is bound to it."""

    text: str
    values: list[Any]


class Statements:
    """The statements that answer a query about the Parquet at `path`."""

    def __init__(self, query: Query, fields: Mapping[str, Field], path: str):
        self.query, self.fields, self.path = query, fields, path
        self.where, self.values = self._where()

    def rows(self) -> Statement:
        """All rows of the answer, in order."""
        return self._statement(self._shown(), self._order())

    def page(self) -> Statement:
        """The rows of one page."""
        all_rows = self.rows()
        size = self.query.size
        return Statement(
            f"{all_rows.text} LIMIT ? OFFSET ?",
            [*all_rows.values, size, (self.query.page - 1) * size],
        )

    def named(self) -> Statement:
        """All rows, with the columns named as the answer calls them."""
        called = names(self.query, self.fields)
        columns = zip(self._shown(), called, strict=True)
        return self._statement([f'{each} AS "{name}"' for each, name in columns], self._order())

    def total(self) -> Statement:
        """How many rows the answer has in all."""
        if not self.query.is_grouped:
            return self._statement(["count(*)"])
        groups = self._statement(["1"])
        text = f"SELECT count(*) FROM ({groups.text})"  # nosec B608  # made by _statement
        return Statement(text, groups.values)

    # --- Parts ---------------------------------------------------------------------------------

    def _statement(self, shown: list[str], order: str = "") -> Statement:
        wanted = ", ".join(shown)
        text = f"SELECT {wanted} FROM {_SOURCE}{self.where}{self._by()}{order}"  # nosec B608  # see top
        return Statement(text, [self.path, *self.values])

    def _column(self, key: str) -> str:
        return f"c{self.fields[key].position}"

    def _group(self, group: Group) -> str:
        column = self._column(group.column)
        if group.bucket:
            return f"CAST(date_trunc('{_bucket(group)}', {column}) AS DATE)"
        return column

    def _measure(self, measure: Measure) -> str:
        if measure.function == COUNT:
            return "count(*)"
        return f"{_AGGREGATES[measure.function]}({self._column(measure.column)})"

    def _measures(self) -> tuple[Measure, ...]:
        return self.query.measures or (Measure(COUNT),)

    def _shown(self) -> list[str]:
        if not self.query.is_grouped:
            return [self._column(key) for key in self.query.columns or self.fields]
        groups = [self._group(each) for each in self.query.groups]
        return groups + [self._measure(each) for each in self._measures()]

    def _by(self) -> str:
        if not self.query.is_grouped:
            return ""
        if not self.query.groups:
            return " HAVING count(*) >= 0"  # one row, also where nothing fits
        return f" GROUP BY {', '.join(self._group(each) for each in self.query.groups)}"

    def _order(self) -> str:
        query = self.query
        if query.is_grouped:
            by_name = {each.name: self._group(each) for each in query.groups}
            by_name |= {each.name: self._measure(each) for each in self._measures()}
        else:
            by_name = {key: self._column(key) for key in self.fields}
        terms = [
            f"{by_name[each.name]} {'DESC' if each.descending else 'ASC'} NULLS LAST"
            for each in query.sort
        ]
        if not query.is_grouped:
            return f" ORDER BY {', '.join([*terms, 'file_row_number'])}" if terms else ""
        if not terms and query.groups and not self._by_time():
            terms = [f"{self._measure(self._measures()[0])} DESC NULLS LAST"]
        terms += [f"{self._group(each)} ASC NULLS LAST" for each in query.groups]
        return f" ORDER BY {', '.join(terms)}" if terms else ""

    def _by_time(self) -> bool:
        return self.fields[self.query.groups[0].column].kind in kinds.TIMES

    def _where(self) -> tuple[str, list[Any]]:
        wanted: list[str] = []
        values: list[Any] = []
        alike: dict[str, list[Filter]] = {}
        for each in self.query.filters:
            alike.setdefault(each.column if each.operator == "is" else str(each), []).append(each)
        for filters in alike.values():
            made = [self._filter(each) for each in filters]
            wanted.append(" OR ".join(text for text, _bound in made))
            values += [value for _text, bound in made for value in bound]
        texts = [self._column(k) for k, f in self.fields.items() if f.kind == kinds.TEXT]
        for word in self.query.words.lower().split():
            wanted.append(
                " OR ".join(f"contains(lower({each}), ?)" for each in texts[:_SEARCHED]) or "false"
            )
            values += [word] * len(texts[:_SEARCHED])
        return (f" WHERE {' AND '.join(f'({each})' for each in wanted)}" if wanted else ""), values

    def _filter(self, each: Filter) -> tuple[str, list[Any]]:
        column, field = self._column(each.column), self.fields[each.column]
        if each.operator == "empty":
            return f"{column} IS {'NOT ' if each.value == '0' else ''}NULL", []
        if each.operator == "has":
            return f"contains(lower({column}), ?)", [each.value.lower()]
        if each.operator == "starts":
            return f"starts_with(lower({column}), ?)", [each.value.lower()]
        return f"{column} {_COMPARED[each.operator]} CAST(? AS {_type(field, each.value)})", [
            each.value
        ]


def _bucket(group: Group) -> str:
    return {"year": "year", "quarter": "quarter", "month": "month", "day": "day"}[group.bucket]


def _type(field: Field, value: str) -> str:
    """The type as which a value is compared: the column's own, if that holds it exactly."""
    if field.kind not in kinds.NUMBERS:
        return {kinds.DATE: "DATE", kinds.DATETIME: "TIMESTAMP", kinds.BOOLEAN: "BOOLEAN"}.get(
            field.kind, "VARCHAR"
        )
    exponent = Decimal(value).normalize().as_tuple().exponent
    after = max(0, -exponent) if isinstance(exponent, int) else 0
    before = Decimal(value).adjusted() + 1
    if field.sql == "BIGINT" and not after and before <= 18:
        return "BIGINT"
    if field.sql.startswith("DECIMAL("):
        scale = int(field.sql.partition(",")[2].rstrip(")"))
        if after <= scale and before <= 18 - scale:
            return f"DECIMAL(18,{scale})"
    return "DOUBLE"
