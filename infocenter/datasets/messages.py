"""What the editor reads about the reading of a table. The database keeps a code and a place."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_WORDS = {
    # Why a table can't be read.
    "password": gettext_noop(
        "This workbook is locked with a password. Save it again without, and replace it."
    ),
    "broken": gettext_noop(
        "This file is damaged, or not what its type says. Open it in the program that made it, "
        "save it again and replace it."
    ),
    "no_sheet": gettext_noop("There is no visible sheet “%(value)s” in this workbook."),
    "empty": gettext_noop("There is nothing in it. Choose another sheet, or another file."),
    "no_rows": gettext_noop("There are names of columns, and no row below them."),
    "no_encoding": gettext_noop(
        "The characters of this file are in no known encoding. Save it as UTF-8 and replace it."
    ),
    "no_header": gettext_noop("Row %(row)s can't name the columns: it is empty or too far below."),
    "not_a_table": gettext_noop("Row %(row)s can't be read as a row of a table."),
    "cell_too_long": gettext_noop(
        "A cell that begins before row %(row)s is too long. Perhaps a quotation mark isn't closed."
    ),
    "too_many_cells": gettext_noop(
        "Row %(row)s has %(value)s cells, and the table has %(most)s columns. Perhaps a value "
        "holds the delimiter and isn't in quotation marks."
    ),
    "too_many_columns": gettext_noop(
        "There are %(value)s columns; %(most)s are possible. Take out those that nobody needs."
    ),
    "too_many_rows": gettext_noop("There are more than %(most)s rows. Split the file."),
    "too_large": gettext_noop("The file is larger than %(most)s MB. Split it."),
    "memory": gettext_noop("The file unpacks to more than this site can hold. Split it."),
    "time": gettext_noop("Reading the file took too long. Split it."),
    "crashed": gettext_noop(
        "This file made the reading program give up. Save it again as CSV and replace it."
    ),
    "missing": gettext_noop(
        "The bytes of this file are missing from the file store. Tell the administrator."
    ),
    "not_integer": gettext_noop(
        "Row %(row)s, column “%(column)s”: “%(value)s” is no whole number. "
        "Correct the file, or choose another kind for the column."
    ),
    "not_decimal": gettext_noop(
        "Row %(row)s, column “%(column)s”: “%(value)s” is no number. "
        "Correct the file, or choose another kind for the column."
    ),
    "not_date": gettext_noop(
        "Row %(row)s, column “%(column)s”: “%(value)s” is no date as you said. "
        "Correct the file, or choose another kind for the column."
    ),
    "not_datetime": gettext_noop(
        "Row %(row)s, column “%(column)s”: “%(value)s” is no date with a time. "
        "Correct the file, or choose another kind for the column."
    ),
    "not_boolean": gettext_noop(
        "Row %(row)s, column “%(column)s”: “%(value)s” is neither yes nor no. "
        "Correct the file, or choose another kind for the column."
    ),
    # What was read, but should be looked at.
    "unreadable_characters": gettext_noop(
        "Some characters could not be read, the first in row %(row)s. Is it another encoding?"
    ),
    "rows_above": gettext_noop("%(count)s rows above row %(row)s are taken for a title."),
    "rows_below": gettext_noop("%(count)s rows from row %(row)s on are taken for notes."),
    "text_for_integer": gettext_noop(
        "Column “%(column)s” would be whole numbers, but for %(count)s values, the first in row "
        "%(row)s: “%(value)s”. It is read as text."
    ),
    "text_for_decimal": gettext_noop(
        "Column “%(column)s” would be numbers, but for %(count)s values, the first in row "
        "%(row)s: “%(value)s”. It is read as text."
    ),
    "text_for_date": gettext_noop(
        "Column “%(column)s” would be dates, but for %(count)s values, the first in row "
        "%(row)s: “%(value)s”. It is read as text."
    ),
    "text_for_datetime": gettext_noop(
        "Column “%(column)s” would be dates with times, but for %(count)s values, the first in "
        "row %(row)s: “%(value)s”. It is read as text."
    ),
    "text_for_boolean": gettext_noop(
        "Column “%(column)s” would be yes or no, but for %(count)s values, the first in row "
        "%(row)s: “%(value)s”. It is read as text."
    ),
}


def sentence(told: Mapping[str, Any]) -> str:
    """The translated sentence of a failure or a warning."""
    words = _WORDS.get(told["code"], _WORDS["crashed"])
    where = {"row": "", "column": "", "value": "", "count": "", "most": "", **told}
    return _(words) % where
