"""Spreadsheets: reading what people send, and writing what no program takes for a formula."""

import csv
import zipfile
from collections.abc import Collection, Iterable
from io import BytesIO

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

LARGEST = 20_000_000  # bytes of a file, and a fifth of what is in it unpacked
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


class CsvWriter:
    """The only way in which tables are written as CSV for people: no cell is a formula."""

    def __init__(self, out):
        self._rows = csv.writer(out)

    def writerow(self, cells: Iterable) -> None:
        """A row; words that a spreadsheet would take for a formula get a quotation mark."""
        self._rows.writerow([harmless(each) if isinstance(each, str) else each for each in cells])


class Unreadable(ValueError):
    """A file that is no spreadsheet, or too large; says so in the person's language."""


def harmless(words: str) -> str:
    """The words with a quotation mark in front if a spreadsheet would take them for a formula."""
    return f"'{words}" if words.lstrip().startswith(_DANGEROUS) else str(words)


def read_book(content: bytes, wanted: Collection[str] | None = None) -> dict[str, list[list]]:
    """The rows of the sheets of an XLSX file (of those that are `wanted`). Raises Unreadable."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            size = sum(each.file_size for each in archive.infolist())
        if len(content) > LARGEST or size > 5 * LARGEST:
            raise Unreadable(_("This file is too large."))
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        names = [name for name in book.sheet_names if wanted is None or name in wanted]
        return {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names
        }
    except (zipfile.BadZipFile, CalamineError) as error:
        raise Unreadable(_("This is no spreadsheet in the format XLSX.")) from error
