"""A public report as a spreadsheet: a sheet for each table, and charts of the figures."""

from datetime import datetime
from io import BytesIO
from urllib.parse import urljoin

from xlsxwriter import Workbook

from tracking.report_contents import Cell, Contents, Table

WIDEST = 60  # letters of a column
NAME = 31  # letters of a sheet's name, at the most, and without these:
FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")


def workbook(report: Contents, made: datetime, home: str = "") -> bytes:
    """The report as XLSX, as made at a moment: the same report is the same bytes.

    `home` is the portal's address, without a slash at its end. Without it nothing leads there.
    """
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": report.title, "comments": report.summary, "created": made})
        _Book(book, home).write(report)
    return out.getvalue()


class _Book:
    def __init__(self, book: Workbook, home: str):
        self.book, self.home = book, home
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.plain = book.add_format({"text_wrap": True, "valign": "top"})

    def write(self, report: Contents) -> None:
        cover = self.book.add_worksheet(self._name(report.title))
        cover.set_column(0, 0, WIDEST)
        cover.write_string(0, 0, report.title, self.bold)
        cover.write_string(1, 0, report.summary, self.plain)
        for row, each in enumerate(report.sentences, 3):
            self._cell(cover, row, 0, each)
        for table in report.tables:
            self._table(table)

    def _table(self, table: Table) -> None:
        name = self._name(table.title)
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        for column, words in enumerate(table.columns):
            sheet.write_string(0, column, str(words), self.bold)
            longest = max(len(str(row[column].said)) for row in table.rows)
            sheet.set_column(column, column, min(max(longest, len(words), 8) + 2, WIDEST))
        for number, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                self._cell(sheet, number, column, cell)
        if table.is_drawn:
            sheet.insert_chart(len(table.rows) + 2, 0, self._chart(name, table))

    def _cell(self, sheet, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell.said, int):
            sheet.write_number(row, column, cell.said, self.plain)
        elif cell.address and self.home:
            address = urljoin(f"{self.home}/", cell.address)
            sheet.write_url(row, column, address, self.plain, string=str(cell.said))
        else:
            sheet.write_string(row, column, str(cell.said), self.plain)

    def _chart(self, name: str, table: Table):
        """Its columns of numbers beside each other, told apart by their patterns, too."""
        chart = self.book.add_chart({"type": "bar"})
        last = len(table.rows)
        for column in range(1, len(table.columns)):
            chart.add_series(
                {
                    "name": [name, 0, column],
                    "categories": [name, 1, 0, last, 0],
                    "values": [name, 1, column, last, column],
                    "data_labels": {"value": True},
                    "pattern": {
                        "pattern": "wide_upward_diagonal" if column % 2 else "solid_diamond",
                        "fg_color": "#005a8b",
                        "bg_color": "#ffffff" if column % 2 else "#005a8b",
                    },
                }
            )
        chart.set_title({"name": table.title})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"position": "bottom"})
        return chart

    def _name(self, words: str) -> str:
        """A name for a sheet that no other has."""
        plain = words.translate(FORBIDDEN)[:NAME].strip() or "–"
        taken = {each.get_name().lower() for each in self.book.worksheets()}
        number, name = 1, plain
        while name.lower() in taken:
            number += 1
            name = f"{plain[: NAME - 4]} ({number})"
        return name
