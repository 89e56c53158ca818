"""Rows out of a sheet of a workbook: XLSX, XLS, ODS."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from infocenter.datasets.reading.job import Choices, Read, Unreadable


def rows(path: str, choices: Choices, read: Read) -> Iterator[list[str]]:
    """The rows of the chosen sheet, or of the first that holds something, as texts."""
    try:
        book = CalamineWorkbook.from_path(path)
    except PasswordError:
        raise Unreadable("password") from None
    except (CalamineError, OSError, ValueError):
        raise Unreadable("broken") from None
    read.sheets = [
        each.name
        for each in book.sheets_metadata
        if each.typ == SheetTypeEnum.WorkSheet and each.visible == SheetVisibleEnum.Visible
    ]
    if choices.sheet and choices.sheet not in read.sheets:
        raise Unreadable("no_sheet", value=choices.sheet)
    for name in [choices.sheet] if choices.sheet else read.sheets:
        try:
            sheet = book.get_sheet_by_name(name)
        except (CalamineError, ValueError):
            raise Unreadable("broken") from None
        if sheet.height:
            read.sheet = name
            return _rows(sheet)
    raise Unreadable("empty")


def _rows(sheet) -> Iterator[list[str]]:
    above = sheet.start[0] if sheet.start else 0
    for _empty in range(above):  # so that rows are counted as the spreadsheet does
        yield []
    for row in sheet.iter_rows():
        yield [_cell(each) for each in row]


def _cell(value) -> str:
    """What the cell holds, written as programs do: decimals with a point, dates by ISO 8601.

    Faults of formulas come as empty cells.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
