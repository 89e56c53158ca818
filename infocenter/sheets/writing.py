"""The spreadsheet as it is given out: empty, as a template, or with documents in it."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from infocenter.models import Document, Topic
from infocenter.sheets.columns import (
    CHOICE,
    CHOICES,
    COLUMNS,
    DAY,
    SHEET,
    TEXTS,
    VALUES,
    Column,
)
from portal.organisation.models import Department

LISTED = 1000  # rows whose cells offer their choices
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 what the file says of itself: never the clock
LONGEST = 32_767  # characters of a cell


def written(documents: Iterable[Document], departments: Iterable[Department]) -> bytes:
    """A spreadsheet with these documents, headings and choices in the active language."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(out, options)
    book.set_properties({"created": MADE})
    head, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    page = book.add_worksheet(SHEET)
    page.freeze_panes(1, 0)
    page.set_column(0, len(COLUMNS) - 1, 18)
    lists = _values(book.add_worksheet(VALUES), head, departments)
    for place, column in enumerate(COLUMNS):
        page.write_string(0, place, column.heading, head)
        if column.key in lists:
            offered = {"validate": "list", "source": lists[column.key], "error_type": "warning"}
            page.data_validation(1, place, LISTED, place, offered)
    for number, document in enumerate(documents, 1):
        for place, column in enumerate(COLUMNS):
            _put(page, number, place, _cell(document, column), day)
    book.close()
    return out.getvalue()


def _put(page, row: int, place: int, value: Any, day) -> None:
    if value in (None, ""):
        return
    if isinstance(value, str):
        if len(value) <= LONGEST:  # a longer one stays away: an empty cell leaves what is there
            page.write_string(row, place, value)
    elif isinstance(value, int):
        page.write_number(row, place, value)
    else:
        page.write_datetime(row, place, value, day)


def _values(page, head, departments: Iterable[Department]) -> dict[str, str]:
    """What the columns may hold, in words; the ranges of the choices by column."""
    page.set_column(0, 8, 28)
    lists = {
        **{name: [str(label) for label in kind.labels] for name, kind in CHOICES.items()},
        "department": [each.code for each in departments],
        "topics": [str(each) for each in Topic.objects.all()],
    }
    ranges = {}
    columns = {each.key: each for each in COLUMNS}
    for place, (name, values) in enumerate(lists.items()):
        page.write_string(0, place, columns[name].heading, head)
        for row, words in enumerate(values, 1):
            page.write_string(row, place, words)
        if values and (columns[name].kind == CHOICE or name == "department"):
            letter = chr(ord("A") + place)
            ranges[name] = f"={VALUES}!${letter}$2:${letter}${len(values) + 1}"
    hints = [f"{each.heading}: {each.hint}" for each in COLUMNS if each.hint]
    hints += [
        _("An empty cell leaves what is there; a dash (-) takes it away."),
        _("Days are written like 2026-03-31."),
    ]
    for row, hint in enumerate(hints, 1):
        page.write_string(row, len(lists) + 1, hint)
    return ranges


def _cell(document: Document, column: Column) -> Any:
    if column.language:
        text = _text(document, column.language)
        return getattr(text, column.field) if text and column.field in TEXTS else ""
    if column.key == "document":
        return document.pk
    if column.key == "department":
        return document.department.code
    if column.key == "topics":
        return "; ".join(str(each) for each in document.topics.all())
    if column.key == "files":
        return "; ".join(each.name for each in document.attachments.all() if not each.removed_at)
    if column.kind == CHOICE:
        return str(CHOICES[column.key](getattr(document, column.key)).label)
    value = getattr(document, column.key)
    return value if column.kind == DAY else str(value)


def _text(document: Document, language: str):
    return next((each for each in document.translations.all() if each.language == language), None)
