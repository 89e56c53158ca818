"""The columns of a table that was read: keys for addresses, and what is written about them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from infocenter.models import Column, Table
from infocenter.states import ColumnKind
from portal import labels

# What addresses use for other things.
TAKEN = frozenset(["q", "group", "show", "sort", "columns", "chart", "page", "count"])
_LONGEST = 30
WORDS = tuple(
    column for field in ("name", "description", "unit") for _code, column in labels.columns(field)
)


@dataclass(frozen=True)
class Told:
    """What is said of a column: its name in the file, its kind if that is sure, and words."""

    source: str
    kind: str = ""
    words: Mapping[str, str] = field(default_factory=dict)  # by the names in `WORDS`


def key_of(source: str, place: int, taken: set[str]) -> str:
    """A key for addresses: of the name's Latin letters and digits, or of the place."""
    plain = unicodedata.normalize("NFKD", source).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST].strip("_")
    if not key or not key[0].isalpha():
        key = f"c_{key}" if key else f"c{place + 1}"
    first, number = key, 1
    while key in taken or key in TAKEN:
        number += 1
        key = f"{first}_{number}"
    return key


def tell_of_columns(table: Table, told: Sequence[Told]) -> None:
    """Say of columns what will stand beside them as soon as the table was read."""
    taken: set[str] = set()
    for place, each in enumerate(told):
        key = key_of(each.source, place, taken)
        taken.add(key)
        Column.objects.create(
            table=table,
            position=place,
            key=key,
            source=each.source,
            kind=each.kind or ColumnKind.TEXT,
            **each.words,
        )


def name_columns(table: Table, read: list[dict[str, Any]]) -> None:
    """Put the columns that were read in the place of those before.

    A column of the same name in the file keeps its key, and what was written about it, whatever
    the file is replaced by: addresses that were shared stay right.
    """
    before = {
        each.source: each
        for each in Column.objects.filter(table__dataset=table.dataset_id).order_by("table_id")
    }
    taken = {before[each["source"]].key for each in read if each["source"] in before}
    columns = []
    for place, each in enumerate(read):
        old = before.get(each["source"])
        key = old.key if old else key_of(each["source"], place, taken)
        taken.add(key)
        columns.append(_column(table, place, key, each, old))
    table.columns.all().delete()
    Column.objects.bulk_create(columns)


def _column(table: Table, place: int, key: str, read: dict[str, Any], old: Column | None) -> Column:
    column = Column(
        table=table,
        position=place,
        key=key,
        source=read["source"],
        kind=read["kind"],
        writing=read["writing"],
        sql=read["sql"],
        statistics=read["statistics"],
    )
    for name in WORDS:
        told = getattr(old, name) if old else ""
        setattr(column, name, told or ("%" if read["percent"] and name.startswith("unit") else ""))
    return column
