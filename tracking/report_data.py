"""What was known of each measure at the end of a period, as a table for programs."""

from datetime import date
from io import StringIO

from django.utils.translation import gettext_lazy, override

from infocenter.datasets.naming import Told
from infocenter.states import ColumnKind
from portal import labels
from portal.spreadsheets import CsvWriter
from tracking.periods import Period
from tracking.public import asof as days
from tracking.public import figures

# What each column is called in the file, and its name for people.
COLUMNS = {
    "programme": gettext_lazy("Number of the programme"),
    "measure": gettext_lazy("Number of the measure"),
    "name_zh_hant": gettext_lazy("Measure, in Chinese"),
    "name_pt": gettext_lazy("Measure, in Portuguese"),
    "name_en": gettext_lazy("Measure, in English"),
    "department": gettext_lazy("Department"),
    "start": gettext_lazy("Day it begins"),
    "due": gettext_lazy("Last day"),
    "first_promised": gettext_lazy("First promised for"),
    "progress": gettext_lazy("Progress"),
    "health": gettext_lazy("State"),
    "completed": gettext_lazy("Done on"),
}
NUMBERS_THAT_NAME = ("programme", "measure")  # 20230701 and 1.10: nothing to be summed up


def columns() -> list[Told]:
    """What stands beside the columns, in all languages, where residents query the table."""
    return [_told(column) for column in COLUMNS]


def _told(column: str) -> Told:
    words = {}
    for code, place in labels.columns("name"):
        with override(code):
            words[place] = str(COLUMNS[column])
    kind = ColumnKind.TEXT if column in NUMBERS_THAT_NAME else ""
    percent = labels.columns("unit") if column == "progress" else []
    return Told(column, kind, {**words, **{place: "%" for _code, place in percent}})


def data(period: Period) -> str:
    """The rows behind a report's figures, as CSV with a byte order mark."""
    out = StringIO()
    out.write("\ufeff")
    table = CsvWriter(out)
    table.writerow(COLUMNS)
    known = figures.standings(days.on(period.end)).select_related(
        "measure__programme", "department"
    )
    for each in known.order_by("measure__programme__number", "measure__position", "measure"):
        measure = each.measure
        names = (getattr(measure, f"name_{code}") or "" for code in ("zh_hant", "pt", "en"))
        cells = (measure.programme.number, measure.number, *names, each.department.code)
        dates: list[date | None] = [each.start, each.due, each.original_due]
        done = each.completed_on or ""
        table.writerow([*cells, *dates, each.progress, each.health, done])
    return out.getvalue()
