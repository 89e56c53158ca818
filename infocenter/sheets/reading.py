"""The rows of a spreadsheet as they were typed, and what can't be read in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from infocenter.importing import metadata
from infocenter.sheets.columns import (
    CHOICE,
    CHOICES,
    DAY,
    EMPTIED,
    SHEET,
    Column,
    by_heading,
    plain,
    values_of,
)
from portal.spreadsheets import Unreadable, read_book

MOST_ROWS = 500  # more are for the command: all rows are taken in one transaction


@dataclass(frozen=True)
class Fault:
    """Something that can't be taken: where it is, and why. Rows count from 1, as programs do."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Row:
    """A row: its cells by column. What is empty isn't there; what was emptied is None or ""."""

    number: int
    cells: dict[str, Any] = field(default_factory=dict)

    def said(self, key: str) -> str:
        """A text that isn't emptied."""
        return self.cells.get(key) or ""

    def fault(self, key: str, message: str) -> Fault:
        """What is wrong with one of its cells, under the heading in the active language."""
        column = by_heading().get(key)
        return Fault(self.number, column.heading if column else "", message)


def read(content: bytes) -> tuple[list[Row], list[Fault]]:
    """The rows of the sheet of documents (or of the only one), and all faults in them."""
    try:
        book = read_book(content)
    except Unreadable as problem:
        return [], [Fault(0, "", str(problem))]
    lines = book.get(SHEET) or next(iter(book.values()), [])
    faults: list[Fault] = []
    columns = list(_columns(lines[0] if lines else [], faults))
    if not any(columns):
        return [], [Fault(1, "", _("The first row must have the headings of the template."))]
    rows = [
        Row(number, dict(_cells(number, columns, line, faults)))
        for number, line in enumerate(lines[1:], 2)
        if any(str(each).strip() for each in line)
    ]
    if len(rows) > MOST_ROWS:
        said = _("At most %(most)d rows at once: this has %(number)d.")
        return [], [Fault(0, "", said % {"most": MOST_ROWS, "number": len(rows)})]
    return rows, faults


def _columns(headings: list, faults: list[Fault]) -> Iterator[Column | None]:
    """The columns in the order of the file; None for one without a heading."""
    seen = set()
    for each in headings:
        words = str(each).strip()
        column = by_heading().get(plain(words)) if words else None
        if words and column is None:
            faults.append(Fault(1, words[:60], _("There is no such column.")))
        elif column and column.key in seen:
            faults.append(Fault(1, words[:60], _("There are two columns of this name.")))
        if column:
            seen.add(column.key)
        yield column


def _cells(number: int, columns: list, line: list, faults: list[Fault]) -> Iterator[tuple]:
    for column, value in zip(columns, line, strict=False):
        if column is None or value is None or str(value).strip() == "":
            continue
        try:
            yield column.key, _cell(value, column)
        except ValueError as problem:
            faults.append(Fault(number, column.heading, str(problem)))


def _cell(value: Any, column: Column) -> Any:
    """A cell as the column holds it. Raises ValueError, with words for the person."""
    words = metadata.clean(_text(value)).strip()
    if words == EMPTIED:
        return None if column.kind == DAY else ""
    if column.kind == DAY:
        return _day(value, words)
    if column.kind == CHOICE:
        found = values_of(column.key).get(plain(words))
        if found is None:
            some = ", ".join(str(label) for label in CHOICES[column.key].labels)
            raise ValueError(
                _("“%(value)s” is none of: %(some)s.") % {"value": words[:60], "some": some}
            )
        return found
    return words


def _day(value: Any, words: str) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = metadata.date_of(words)
    if found is None:
        raise ValueError(_("“%(value)s” is no day, such as 2026-03-31.") % {"value": words[:60]})
    return found


def _text(value: Any) -> str:
    """Words as they were typed: a spreadsheet makes 12.0 of 12."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
