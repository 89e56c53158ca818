"""A whole programme as a spreadsheet (XLSX): the same format both ways.

Each sheet begins with the names of its columns. Measures are told apart by their number; phases,
steps (milestones) and indicators by their place, from 1. Departments go by their code. Texts have a
column for each language. What is written from the same programme has the same bytes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from portal import labels, languages
from portal.spreadsheets import Unreadable, read_book
from tracking.models import Programme

MOST_ROWS = 50_000
TEXT, DAY, NUMBER, INTEGER = "text", "day", "number", "integer"
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 what the file says of itself: never the clock


def _texts(*names: str) -> dict[str, str]:
    return {f"{name} {code}": TEXT for name in names for code in languages.CODES}


# sheet -> column -> what is in it. Those in NEEDED can't be empty.
SHEETS: dict[str, dict[str, str]] = {
    "programme": {
        "number": TEXT,
        "department": TEXT,
        "policy": TEXT,
        "start": DAY,
        "due": DAY,
        **_texts("name", "summary"),
    },
    "phases": {"phase": INTEGER, "start": DAY, "due": DAY, **_texts("name")},
    "measures": {
        "measure": TEXT,
        "phase": INTEGER,
        "department": TEXT,
        "supporting": TEXT,
        "depends on": TEXT,
        "start": DAY,
        "due": DAY,
        "first start": DAY,
        "first due": DAY,
        **_texts("name", "description", "reason"),
    },
    "milestones": {
        "measure": TEXT,
        "step": INTEGER,
        "weight": INTEGER,
        "due": DAY,
        "first due": DAY,
        **_texts("name"),
    },
    "indicators": {
        "measure": TEXT,
        "indicator": INTEGER,
        "baseline": NUMBER,
        "baseline on": DAY,
        "target": NUMBER,
        "target on": DAY,
        **_texts("name", "unit"),
    },
    "observations": {
        "measure": TEXT,
        "indicator": INTEGER,
        "on": DAY,
        "value": NUMBER,
        **_texts("source"),
    },
}
NEEDED = {
    "programme": ("number", "department", "start", "due"),
    "phases": ("phase", "start", "due"),
    "measures": ("measure", "department", "start", "due"),
    "milestones": ("measure", "step", "weight", "due"),
    "indicators": ("measure", "indicator", "baseline", "target"),
    "observations": ("measure", "indicator", "on", "value"),
}


@dataclass(frozen=True)
class Fault:
    """Something in a file that can't be taken: where it is, and why. Rows count from 1."""

    sheet: str
    row: int
    column: str
    message: str

    def __str__(self):
        place = " ".join(filter(None, (self.sheet, str(self.row or ""), self.column)))
        return f"{place}: {self.message}" if place else self.message


class Faulty(Exception):
    """A file with faults: nothing of it was taken."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = list(faults)
        super().__init__("; ".join(map(str, self.faults)))


@dataclass(frozen=True)
class Row:
    """A row of a sheet, its cells by column; what is empty is None."""

    sheet: str
    number: int
    cells: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, column: str) -> Any:
        return self.cells.get(column)

    def texts(self, name: str) -> dict[str, str]:
        """The texts of a field by language."""
        return {code: self.cells.get(f"{name} {code}") or "" for code in languages.CODES}

    def fault(self, column: str, message: str) -> Fault:
        """What is wrong with one of its cells."""
        return Fault(self.sheet, self.number, column, message)


# --- Writing ----------------------------------------------------------------------------------


def write(programme: Programme) -> bytes:
    """The programme with its plan and what was observed, as a spreadsheet."""
    out = BytesIO()
    book = Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": MADE, "title": programme.number})
    head, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for sheet, columns in SHEETS.items():
        page = book.add_worksheet(sheet)
        page.freeze_panes(1, 1)
        page.set_column(0, len(columns) - 1, 16)
        for place, name in enumerate(columns):
            page.write_string(0, place, name, head)
        for number, cells in enumerate(_ROWS[sheet](programme), 1):
            for place, (name, kind) in enumerate(columns.items()):
                _put(page, number, place, cells.get(name), kind, day)
    book.close()
    return out.getvalue()


def _put(page, row: int, column: int, value: Any, kind: str, day) -> None:
    if value is None or value == "":
        return
    if kind == DAY:
        page.write_datetime(row, column, value, day)
    elif kind == INTEGER:
        page.write_number(row, column, value)
    elif kind == NUMBER and Decimal(repr(float(value))) == value:
        page.write_number(row, column, float(value))
    else:
        page.write_string(row, column, str(value))


def _said(thing, *names: str) -> dict[str, str]:
    return {
        f"{name} {code}": getattr(thing, column)
        for name in names
        for code, column in labels.columns(name)
    }


def _programme(programme: Programme) -> Iterator[dict]:
    yield {
        "number": programme.number,
        "department": programme.department.code,
        "policy": programme.policy.number if programme.policy else "",
        "start": programme.start,
        "due": programme.due,
        **_said(programme, "name", "summary"),
    }


def _phases(programme: Programme) -> Iterator[dict]:
    for place, each in enumerate(programme.phases.all(), 1):
        yield {"phase": place, "start": each.start, "due": each.due, **_said(each, "name")}


def _measures(programme: Programme) -> Iterator[dict]:
    phases = {each.pk: place for place, each in enumerate(programme.phases.all(), 1)}
    measures = programme.measures.select_related("department")
    for each in measures.prefetch_related("supporting", "depends_on"):
        yield {
            "measure": each.number,
            "phase": phases[each.phase_id] if each.phase_id else None,
            "department": each.department.code,
            "supporting": ", ".join(sorted(one.code for one in each.supporting.all())),
            "depends on": ", ".join(sorted(one.number for one in each.depends_on.all())),
            "start": each.start,
            "due": each.due,
            "first start": each.original_start,
            "first due": each.original_due,
            **_said(each, "name", "description"),
        }


def _milestones(programme: Programme) -> Iterator[dict]:
    for measure in programme.measures.all():
        for place, each in enumerate(measure.planned_milestones(), 1):
            yield {
                "measure": measure.number,
                "step": place,
                "weight": each.weight,
                "due": each.due,
                "first due": each.original_due,
                **_said(each, "name"),
            }


def _indicators(programme: Programme) -> Iterator[dict]:
    for measure in programme.measures.all():
        for place, each in enumerate(measure.indicators.all(), 1):
            yield {
                "measure": measure.number,
                "indicator": place,
                "baseline": each.baseline,
                "baseline on": each.baseline_on,
                "target": each.target,
                "target on": each.target_on,
                **_said(each, "name", "unit"),
            }


def _observations(programme: Programme) -> Iterator[dict]:
    for measure in programme.measures.all():
        for place, indicator in enumerate(measure.indicators.all(), 1):
            for each in indicator.observations.filter(replaced_at=None):
                yield {
                    "measure": measure.number,
                    "indicator": place,
                    "on": each.on,
                    "value": each.value,
                    **_said(each, "source"),
                }


_ROWS = {
    "programme": _programme,
    "phases": _phases,
    "measures": _measures,
    "milestones": _milestones,
    "indicators": _indicators,
    "observations": _observations,
}


# --- Reading ----------------------------------------------------------------------------------


def read(content: bytes) -> dict[str, list[Row]]:
    """The rows of each sheet. Raises Faulty, with all that can't be read."""
    book = _open(content)
    missing = [name for name in ("programme", "measures", "milestones") if name not in book]
    if missing:
        raise Faulty(Fault(name, 0, "", _("This sheet is missing.")) for name in missing)
    faults: list[Fault] = []
    found = {
        sheet: list(_rows(sheet, book[sheet], faults)) if sheet in book else [] for sheet in SHEETS
    }
    if faults:
        raise Faulty(faults)
    return found


def _open(content: bytes) -> dict[str, list[list]]:
    try:
        return read_book(content, SHEETS)
    except Unreadable as problem:
        raise Faulty([Fault("", 0, "", str(problem))]) from problem


def _rows(sheet: str, lines: list[list], faults: list[Fault]) -> Iterator[Row]:
    columns = SHEETS[sheet]
    head = [str(each).strip() for each in lines[0]] if lines else []
    for name in head:
        if name and name not in columns:
            faults.append(Fault(sheet, 1, name, _("There is no such column.")))
    absent = [name for name in NEEDED[sheet] if name not in head]
    if absent:
        faults += [Fault(sheet, 1, name, _("This column is missing.")) for name in absent]
        return
    if len(lines) > MOST_ROWS:
        faults.append(Fault(sheet, 0, "", _("There are too many rows.")))
        return
    for number, line in enumerate(lines[1:], 2):
        if not any(str(each).strip() for each in line):
            continue
        cells = {}
        for name, value in zip(head, line, strict=False):
            if name not in columns:
                continue
            try:
                cells[name] = _cell(value, columns[name])
            except ValueError:
                message = _MEANT[columns[name]] % {"value": str(value)[:60]}
                faults.append(Fault(sheet, number, name, message))
        row = Row(sheet, number, cells)
        faults += [
            row.fault(name, _("This is empty."))
            for name in NEEDED[sheet]
            if name in cells and cells[name] is None
        ]
        yield row


class _Meant(dict):
    def __missing__(self, kind: str) -> str:
        return {
            DAY: _("“%(value)s” is no day, such as 2026-03-31."),
            NUMBER: _("“%(value)s” is no number."),
            INTEGER: _("“%(value)s” is no whole number."),
        }[kind]


_MEANT = _Meant()


def _cell(value: Any, kind: str) -> Any:
    """A cell as what its column holds; None if it is empty. Raises ValueError."""
    if value is None or str(value).strip() == "":
        return None
    if kind == TEXT:
        return _text(value)
    if kind == DAY:
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else date.fromisoformat(str(value).strip())
    if isinstance(value, bool):
        raise ValueError(value)
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation as error:
        raise ValueError(value) from error
    if not number.is_finite():
        raise ValueError(value)
    if kind == INTEGER:
        if number != int(number):
            raise ValueError(value)
        return int(number)
    return number


def _text(value: Any) -> str:
    """Words as they were typed: a spreadsheet makes 1.1 of the measure 1.1, and 3.0 of a 3."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
