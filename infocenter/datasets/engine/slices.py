"""A whole answer as a file, for people's spreadsheets and for programs."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from infocenter.datasets.engine.sql import Statements
from infocenter.datasets.reading.conversion import literal
from portal.spreadsheets import CsvWriter

CSV, PARQUET, JSON, XLSX, SPREADSHEET = "csv", "parquet", "json", "xlsx", "spreadsheet"
BOUNDED = (JSON, XLSX, SPREADSHEET)  # made row by row
FORMATS = (CSV, PARQUET, *BOUNDED)
_BLOCK = 5000
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 what the file says of itself: never the clock
_COPIED = {
    CSV: "(FORMAT csv, HEADER true)",
    PARQUET: "(FORMAT parquet, COMPRESSION zstd)",
}


def write(engine, statements: Statements, form: str, told: dict[str, Any], path: Path) -> None:
    """Write the slice into `path`. `told` has the labels of its columns, and what JSON says."""
    if form in _COPIED:
        named = statements.named()
        target = literal(str(path))
        engine.execute(f"COPY ({named.text}) TO {target} {_COPIED[form]}", named.values)
        return
    rows = _rows(engine, statements)
    {JSON: _json, XLSX: _xlsx, SPREADSHEET: _spreadsheet}[form](rows, told, path)


def _rows(engine, statements: Statements) -> Iterator[Sequence[Any]]:
    wanted = statements.rows()
    engine.execute(wanted.text, wanted.values)
    while block := engine.fetchmany(_BLOCK):
        yield from block


def _spreadsheet(rows, told: dict[str, Any], path: Path) -> None:
    """CSV that a spreadsheet opens as it is, and in which nothing runs as a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = CsvWriter(file)
        writer.writerow(told["labels"])
        for row in rows:
            writer.writerow([_cell(each) for each in row])


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return value


def _xlsx(rows, told: dict[str, Any], path: Path) -> None:
    """A workbook: numbers and dates as such, texts as texts and never as formulas."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "nan_inf_to_errors": True, "tmpdir": str(path.parent)}  # fmt: skip
    with Workbook(str(path), options) as book:
        book.set_properties({"created": _MADE})
        bold = book.add_format({"bold": True})
        formats: dict[type, Any] = {
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for place, label in enumerate(told["labels"]):
            sheet.write_string(0, place, label, bold)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                _write_cell(sheet, number, place, value, formats)


def _write_cell(sheet, row: int, place: int, value: Any, formats: dict[type, Any]) -> None:
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(row, place, value[:32_767])  # a cell holds no more
    elif isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, date):
        if value.year < 1900:  # spreadsheets know no earlier days
            sheet.write_string(row, place, value.isoformat())
        else:
            sheet.write_datetime(row, place, value, formats[type(value)])
    else:
        sheet.write_number(row, place, float(value))


def _json(rows, told: dict[str, Any], path: Path) -> None:
    """An object: what the data are, their columns, the rows as objects."""
    keys = [each["key"] for each in told["columns"]]
    with path.open("w", encoding="utf-8") as file:
        head = json.dumps({name: told[name] for name in ("dataset", "columns")}, ensure_ascii=False)
        file.write(head[:-1] + ', "rows": [')
        for number, row in enumerate(rows):
            values = {key: plain(value) for key, value in zip(keys, row, strict=True)}
            file.write(",\n" if number else "\n")
            file.write(json.dumps(values, ensure_ascii=False))
        file.write("\n]}\n")


def plain(value: Any) -> Any:
    """A value for JSON."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value - value != 0:
        return None
    return value
