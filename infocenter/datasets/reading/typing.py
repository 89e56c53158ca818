"""The kinds of columns, proposed for samples and proved on all rows; then typed Parquet of them."""

from dataclasses import dataclass
from typing import Any

from infocenter.datasets import kinds
from infocenter.datasets.reading import conversion, recognise
from infocenter.datasets.reading.job import Read, Unreadable, Wish

SAMPLE = 2000  # different values
_ROUNDS = 3
_EXACT = 18  # digits that a decimal keeps exactly
_SQL = {
    kinds.TEXT: "VARCHAR",
    kinds.INTEGER: "BIGINT",
    kinds.DATE: "DATE",
    kinds.DATETIME: "TIMESTAMP",
    kinds.BOOLEAN: "BOOLEAN",
}


@dataclass(frozen=True)
class Typed:
    """A column whose kind is settled."""

    place: int  # in the file
    source: str
    wish: Wish
    sql: str
    percent: bool = False  # its values are written with the sign


class Typing:
    """Columns `c0`, `c1`, ... of the table `staged`, all of them text."""

    def __init__(self, engine, read: Read, favour_comma: bool):
        self.engine, self.read, self.favour_comma = engine, read, favour_comma

    def settle(self, place: int, source: str, chosen: Wish | None) -> Typed:
        """The kind that an editor chose, if every value is of it; else the one that all are of."""
        name = f"c{place}"
        if chosen:
            self._prove(name, source, chosen)
            return self._typed(place, source, chosen)
        held = f"SELECT DISTINCT {name} FROM staged WHERE {name} IS NOT NULL"  # nosec B608  # c0, c1
        sample = self._values(held)
        wish = recognise.kind_of(sample, self.favour_comma)
        if wish.kind == kinds.TEXT:
            nearly = recognise.nearly(sample, self.favour_comma)
            if nearly:
                self._say_why(name, source, nearly)
        for _round in range(_ROUNDS):
            faulty = self._faulty(name, wish)
            if not faulty:
                return self._typed(place, source, wish)
            sample += faulty
            before, wish = wish, recognise.kind_of(sample, self.favour_comma)
            if wish.kind == kinds.TEXT:
                self._say_why(name, source, before)
        return Typed(place, source, Wish(kinds.TEXT), _SQL[kinds.TEXT])

    def _values(self, query: str) -> list[str]:
        return [row[0] for row in self.engine.execute(f"{query} LIMIT {SAMPLE}").fetchall()]

    def _other(self, name: str, wish: Wish) -> str:
        """Rows whose cell holds something that isn't of this kind."""
        sql = _SQL.get(wish.kind, "DOUBLE")
        value, missing = conversion.value(name, wish, sql), conversion.missing(name, wish)
        return f"FROM staged WHERE CASE WHEN ({value}) IS NULL THEN NOT ({missing}) ELSE false END"

    def _faulty(self, name: str, wish: Wish) -> list[str]:
        if wish.kind == kinds.TEXT:
            return []
        return self._values(f"SELECT DISTINCT {name} {self._other(name, wish)}")

    def _first(self, name: str, wish: Wish) -> tuple[int, str] | None:
        found = f"SELECT number, {name} {self._other(name, wish)} ORDER BY number LIMIT 1"
        return self.engine.execute(found).fetchone()

    def _prove(self, name: str, source: str, wish: Wish) -> None:
        first = None if wish.kind == kinds.TEXT else self._first(name, wish)
        if first:
            row, value = first
            raise Unreadable(
                f"not_{wish.kind}", row=row, column=source, value=value[:100], writing=wish.writing
            )

    def _say_why(self, name: str, source: str, wish: Wish) -> None:
        """A column that looked like numbers or dates is text because of few values."""
        count = self.engine.execute(f"SELECT count(*) {self._other(name, wish)}").fetchone()[0]
        if count * 20 > self.read.rows:
            return
        first = self._first(name, wish)
        if first:
            row, value = first
            self.read.warn(
                f"text_for_{wish.kind}", count=count, row=row, column=source, value=value[:100]
            )

    def is_empty(self, place: int) -> bool:
        """Whether no cell of the column holds anything."""
        held = f"SELECT count(c{place}) FROM staged"  # nosec B608  # the place is a number
        return not self.engine.execute(held).fetchone()[0]

    def _typed(self, place: int, source: str, wish: Wish) -> Typed:
        name = f"c{place}"
        if wish.kind != kinds.DECIMAL:
            return Typed(place, source, wish, _SQL[wish.kind])
        writing = wish.writing or kinds.POINT
        simple = conversion.is_simple(name, wish)
        query = (
            f"SELECT max(if(dot > 0, dot - 1, size)), max(if(dot > 0, size - dot, 0)), "
            "bool_or(scientific), bool_and(percent) FROM ("
            "SELECT strpos(v, '.') AS dot, length(v) AS size, percent, "
            "contains(v, 'e') OR contains(v, 'E') AS scientific FROM ("
            f"SELECT if({simple}, {name}, {writing}(present({name}))) AS v, "
            f"contains({name}, '%') OR contains({name}, '％') AS percent "
            f"FROM staged WHERE {name} IS NOT NULL) WHERE v IS NOT NULL)"  # nosec B608  # c0, c1, and patterns of ours
        )
        whole, after, scientific, percent = self.engine.execute(query).fetchone()
        if scientific or (whole or 0) + (after or 0) > _EXACT:
            return Typed(place, source, wish, "DOUBLE", bool(percent))
        return Typed(place, source, wish, f"DECIMAL({_EXACT},{after or 0})", bool(percent))


def select(columns: list[Typed]) -> str:
    """All columns as values, named `c0`, `c1`, ..., in the order of the rows of the file."""
    values = (
        f"{conversion.value(f'c{each.place}', each.wish, each.sql)} AS c{place}"
        for place, each in enumerate(columns)
    )
    return f"SELECT {', '.join(values)} FROM staged"  # nosec B608  # see conversion


def described(each: Typed, statistics: dict[str, Any]) -> dict[str, Any]:
    """A column as the answer tells it."""
    return {
        "source": each.source,
        "kind": each.wish.kind,
        "writing": each.wish.writing,
        "sql": each.sql,
        "percent": each.percent,
        "statistics": statistics,
    }
