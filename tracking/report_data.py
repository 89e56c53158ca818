"""What was known of each measure at the end of a period, as a table for programs."""

from datetime import date
from io import StringIO

from portal.spreadsheets import CsvWriter
from tracking.periods import Period
from tracking.public import asof as days
from tracking.public import figures

COLUMNS = (
    "programme", "measure", "name_zh_hant", "name_pt", "name_en", "department", "start", "due",
    "first_promised", "progress", "health", "completed",
)  # fmt: skip


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
