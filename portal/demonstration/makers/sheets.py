"""Spreadsheets and CSV."""

import csv
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo

from portal.demonstration.makers.archive import without_clock


def make_csv(rows: list[list], encoding: str) -> bytes:
    """Rows as CSV, in the encoding that the file's readers expect."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def make_xlsx(rows: list[list], heading: str) -> bytes:
    """A workbook with one sheet, the rows in a table that can be sorted and filtered."""
    book = Workbook()
    sheet = book.active
    sheet.title = heading.replace("/", "-")[:31]
    for row in rows:
        sheet.append(row)
    corner = f"{get_column_letter(len(rows[0]))}{len(rows)}"
    table = Table(displayName="Data", ref=f"A1:{corner}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    sheet.add_table(table)
    sheet.freeze_panes = "A2"
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E79")
    for number, column in enumerate(zip(*rows, strict=True), start=1):
        widest = max(_width(str(value or "")) for value in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(widest + 3, 60)
    result = BytesIO()
    book.save(result)
    return without_clock(result.getvalue())


def _width(text: str) -> int:
    """Columns that a text takes: a Chinese character is as wide as two letters."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
