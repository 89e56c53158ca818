"""Who has registered for an event, as a list and as a file that no program takes for formulas."""

import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from infocenter.models import Event
from infocenter.outreach.states import RegistrationStatus
from portal import languages
from portal.spreadsheets import CsvWriter

MADE = datetime(2000, 1, 1)  # noqa: DTZ001 what the file says of itself: never the clock


@dataclass(frozen=True)
class Line:
    """One registration, for those who may see who it is."""

    key: int
    name: str
    email: str
    language: str
    state: str
    is_seated: bool
    confirmed: datetime | None
    attended: bool | None


def lines(event: Event) -> list[Line]:
    """Who has a place, then who waits, each in the order of their turns."""
    rows = event.registrations.confirmed().order_by("status", "turn")
    return [
        Line(
            each.pk,
            *(person.name, person.email),
            languages.NAMES[each.language],
            each.get_status_display(),
            each.status == RegistrationStatus.SEATED,
            each.confirmed_at,
            each.attended,
        )
        for each in rows
        for person in [each.visitor()]
    ]


def counts(event: Event) -> list[tuple[str, int]]:
    """How many registrations there are of each state."""
    found = Counter(event.registrations.values_list("status", flat=True))
    return [(str(state.label), found[state]) for state in RegistrationStatus]


def _table(event: Event) -> Iterator[list[str]]:
    yield [_("Name"), _("E-mail"), _("Language"), _("State"), _("Confirmed"), _("Came")]
    said = {None: "", True: _("yes"), False: _("no")}
    for each in lines(event):
        at = localtime(each.confirmed) if each.confirmed else None
        yield [
            each.name,
            each.email,
            each.language,
            each.state,
            date_format(at, "Y-m-d H:i") if at else "",
            said[each.attended],
        ]


def as_csv(event: Event) -> bytes:
    """CSV with a mark at its start by which spreadsheets know UTF-8."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = CsvWriter(out)
    for cells in _table(event):
        writer.writerow(cells)
    return out.getvalue().encode()


def as_xlsx(event: Event) -> bytes:
    """The same as a spreadsheet: every cell is words."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(out, options)
    book.set_properties({"created": MADE})
    page = book.add_worksheet()
    page.set_column(0, 5, 20)
    for number, cells in enumerate(_table(event)):
        for place, words in enumerate(cells):
            page.write_string(number, place, words)
    book.close()
    return out.getvalue()


FORMATS: dict[str, tuple[str, Callable[[Event], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}
