"""Queries of hot pages: written with the ORM, turned into SQL once, planned once by PostgreSQL.

To build and compile a query costs the ORM several times what the database needs to answer it, and
to plan it costs PostgreSQL several times what it needs to run the plan.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet

_INT = 2_013_371_000  # the ORM refuses what does not fit a column of 32 bits
_DAY = date(9000, 1, 1)
_MOMENT = datetime(9500, 1, 1, tzinfo=timezone.utc)  # noqa: UP017  (3.11 and type checkers agree)
_TEXT = "\ue000value {}\ue001"


class Prepared:
    """`Prepared(build)(*values)`: the rows of the queryset `build(*values)`, as tuples.

    `build` gets placeholders of the same types (int, str, date, datetime; a tuple of them for
    `__in`) and returns a `values_list()`; it must pass them on as they are. It is called once for
    each combination of types and lengths.
    """

    def __init__(self, build: Callable[..., QuerySet]):
        self.build = build
        self._compiled: dict[Any, tuple] = {}

    def __call__(self, *values) -> list[tuple]:
        database = connections[DEFAULT_DB_ALIAS]  # itself: each look through the proxy costs 2 us
        flat: list = []
        shape = tuple([_shape(value, flat) for value in values])
        key = (database.vendor, shape)
        compiled = self._compiled.get(key)
        if compiled is None:
            compiled = self._compiled[key] = _compile(self.build, values)
        sql, params, columns, compiler = compiled
        adapted = [_adapted(value) for value in flat]
        with _cursor(database) as cursor:
            cursor.execute(sql, [adapted[p.at] if type(p) is _Slot else p for p in params])
            rows = cursor.fetchall()
        if columns:
            rows = [tuple(row) for row in compiler.apply_converters(rows, columns)]
        return rows


def _cursor(database):
    """A cursor whose statements PostgreSQL keeps; Django's own sends each as a new text.

    It can't tell what it sent: where queries are logged, Django's is taken.
    """
    if database.vendor != "postgresql" or database.queries_logged:
        return database.cursor()
    import psycopg  # not needed on SQLite

    database.close_if_health_check_failed()
    database.ensure_connection()
    return database.make_cursor(psycopg.Cursor(database.connection))


class _Slot:
    """Where the value number `at` goes."""

    __slots__ = ("at",)

    def __init__(self, at: int):
        self.at = at


def _shape(value, flat):
    if type(value) is tuple:
        flat.extend(value)
        return (type(value[0]), len(value)) if value else (None, 0)
    flat.append(value)
    return type(value)


def _compile(build, values) -> tuple:
    marks: list = []
    queryset = build(*[_placeholder(value, marks) for value in values])
    compiler = queryset.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    slots = [_Slot(marks.index(each)) if each in marks else each for each in params]
    converters = compiler.get_converters([column[0] for column in compiler.select])
    return sql, slots, converters, compiler


def _placeholder(value, marks):
    if isinstance(value, tuple):
        return tuple([_placeholder(each, marks) for each in value])
    number = len(marks)
    if isinstance(value, datetime):
        made: Any = _MOMENT + timedelta(days=number)
    elif isinstance(value, date):
        made = _DAY + timedelta(days=number)
    elif isinstance(value, int):
        made = _INT + number
    else:
        made = _TEXT.format(number)
    marks.append(_adapted(made))
    return made


def _adapted(value):
    if type(value) is int or type(value) is str:
        return value
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value)
