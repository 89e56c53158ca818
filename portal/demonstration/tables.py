"""The tables of the demonstration, with their columns and values named in the reader's language."""

import csv
from datetime import date
from functools import cache

from portal.demonstration import CONTENT, read_toml


@cache
def _words() -> dict:
    return read_toml("words.toml")


def read_table(name: str, language: str) -> list[list]:
    """Rows of `content/tables/NAME.csv`, the head first; numbers and dates as such."""
    columns, values = _words()["columns"], _words()["values"]
    with (CONTENT / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as source:
        head, *rows = csv.reader(source)
    named = [columns.get(each, {}).get(language, each) for each in head]
    return [
        named,
        *([_typed(values.get(each, {}).get(language, each)) for each in row] for row in rows),
    ]


def read_heads(name: str) -> list[str]:
    """What the columns are called in the table itself."""
    with (CONTENT / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as source:
        return next(csv.reader(source))


def _typed(value: str):
    """What a cell says: nothing, a whole number, a number, a day, or text."""
    for read in (int, float, date.fromisoformat):
        try:
            return read(value)
        except ValueError:
            continue
    return value or None
