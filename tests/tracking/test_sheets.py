"""A whole programme as a spreadsheet, both ways."""

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.organisation.models import Department
from portal.organisation.roles import MEASURE_OFFICER, SUPERVISOR
from tests.factories import organisation
from tests.factories import tracking as make
from tracking import services, sheets
from tracking.models import Measure, Programme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "file_store")]

IMPORT = "/admin/tracking/programme/import/"


@pytest.fixture
def planner():
    return organisation.member(SUPERVISOR, organisation.department("GM"))


def taken(content: bytes, by) -> tuple[Programme, dict]:
    programme, done = services.import_programme(
        sheets.read(content),
        by=by,
        departments=Department.objects.all(),
        programmes=Programme.objects.all(),
    )
    return programme, dict(done)


def faults(content: bytes, by) -> list[str]:
    with pytest.raises(sheets.Faulty) as caught:
        taken(content, by)
    return [str(each) for each in caught.value.faults]


def changed(content: bytes, **cells) -> bytes:
    """The file with other cells: sheet__A2="value"."""
    book = openpyxl.load_workbook(BytesIO(content))
    for place, value in cells.items():
        sheet, cell = place.split("__")
        book[sheet][cell] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def column(sheet: str, name: str, row: int = 2) -> str:
    place = list(sheets.SHEETS[sheet]).index(name)
    return f"{sheet}__{openpyxl.utils.get_column_letter(place + 1)}{row}"


def planned() -> Programme:
    """A programme in preparation, with all that a plan may have."""
    of = make.programme()
    first, before = make.phase(of), None
    for _n in range(3):
        it = make.measure(
            of,
            phase=first,
            depends_on=[before] if before else (),
            supporting=[organisation.department("IC"), organisation.department("SW")],
        )
        make.indicator(it, (date(2026, 1, 31), "10"), (date(2026, 2, 28), "12.5"))
        before = it
    return of


def thrown_away(programme: Programme) -> None:
    for measure in programme.measures.order_by("-position"):
        measure.indicators.all().delete()
        services.delete_measure(measure, by=None)
    services.delete_programme(programme, by=None)


def test_export_import_export_is_byte_equal(planner):
    programme = planned()
    before = sheets.write(programme)
    thrown_away(programme)
    again, done = taken(before, planner)
    assert done == {
        "programme": 1, "phases": 1, "measures": 3, "indicators": 3, "observations": 6,
    }  # fmt: skip
    assert again.pk != programme.pk
    assert sheets.write(again) == before


def test_what_was_moved_keeps_its_first_day(planner):
    programme = make.rich_programme()
    before = sheets.write(programme)
    other = changed(before, programme__A2="2026-OTHER")
    again, _done = taken(other, planner)
    measure = again.measures.first()
    assert (measure.due, measure.original_due) == (date(2027, 1, 31), make.DUE)
    assert measure.planned_milestones().last().original_due == make.DUE
    again.number = programme.number
    assert sheets.write(again) == before


def test_what_is_there_already_changes_nothing(planner):
    programme = make.rich_programme()
    versions = list(Measure.objects.values_list("version", flat=True))
    assert taken(sheets.write(programme), planner) == (programme, {})
    assert list(Measure.objects.values_list("version", flat=True)) == versions


WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"),
    max_size=40,
).map(str.strip)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=WORDS, words=WORDS, weight=st.integers(1, 99))
def test_any_words_come_back_as_they_were(planner, name, words, weight):
    from django.db import transaction

    with transaction.atomic():
        programme = make.programme(name_pt=name, summary_en=words)
        steps = ((weight, make.MIDDLE), (100 - weight, make.DUE))
        make.measure(programme, name_zh_hant=words, steps=steps)
        before = sheets.write(programme)
        thrown_away(programme)
        assert sheets.write(taken(before, planner)[0]) == before
        transaction.set_rollback(True)


def test_every_fault_is_named_by_its_row_and_nothing_is_taken(planner):
    programme = planned()
    content = sheets.write(programme)
    thrown_away(programme)
    wrong = changed(
        content,
        **{
            column("measures", "due"): "soon",
            column("measures", "start", 3): None,
            column("milestones", "weight"): "half",
            column("indicators", "target"): True,
        },
    )
    assert faults(wrong, planner) == [
        "measures 2 due: “soon” is no day, such as 2026-03-31.",
        "measures 3 start: This is empty.",
        "milestones 2 weight: “half” is no whole number.",
        "indicators 2 target: “True” is no number.",
    ]
    wrong = changed(
        content,
        **{
            column("measures", "department"): "NONE",
            column("measures", "depends on", 3): "9.9",
            column("milestones", "weight", 6): 60,
            column("observations", "indicator"): 7,
        },
    )
    said = " | ".join(faults(wrong, planner))
    for words in (
        "measures 2 department: There is no department “NONE”",
        "measures 3 depends on: There is no measure “9.9”.",
        "measures 4: The weights of the milestones add up to",
    ):
        assert words in said
    wrong = changed(content, **{column("observations", "indicator", 6): 7})
    assert faults(wrong, planner) == ["observations 6 indicator: There is no such indicator."]
    assert not Programme.objects.exists()


def test_dates_that_residents_know_are_moved_with_a_reason_only(planner):
    programme = make.rich_programme(1)
    later = {
        column("measures", "due"): datetime(2027, 6, 30),  # noqa: DTZ001
        column("milestones", "due", 3): datetime(2027, 6, 30),  # noqa: DTZ001
    }
    content = sheets.write(programme)
    assert "say why" in faults(changed(content, **later), planner)[0]
    why = {column("measures", "reason en"): "The ship is late."}
    assert taken(changed(content, **later, **why), planner)[1] == {"measures": 1}
    measure = programme.measures.get()
    assert measure.due == date(2027, 6, 30)
    assert measure.date_changes.first().reason_en == "The ship is late."


@pytest.mark.parametrize("content", [b"", b"no spreadsheet", b"PK\x03\x04broken"])
def test_what_is_no_spreadsheet_is_said_to_be_none(content, planner):
    assert faults(content, planner) == ["This is no spreadsheet in the format XLSX."]


def test_a_missing_sheet_and_unknown_columns_are_named(planner):
    book = openpyxl.Workbook()
    out = BytesIO()
    book.save(out)
    assert "measures: This sheet is missing." in faults(out.getvalue(), planner)
    content = changed(sheets.write(planned()), measures__A1="Measure No.")
    said = faults(content, planner)
    assert "measures 1 Measure No.: There is no such column." in said
    assert "measures 1 measure: This column is missing." in said


# --- In admin ---------------------------------------------------------------------------------


def upload(client, content: bytes, step: str):
    file = SimpleUploadedFile("plan.xlsx", content)
    return client.post(IMPORT, {"step": step, "file": file}, follow=True)


def test_a_supervisor_tries_it_then_imports_it(client, planner):
    client.force_login(planner)
    client.cookies["django_language"] = "en"
    programme = planned()
    page = f"/admin/tracking/programme/{programme.pk}/"
    content = client.get(f"{page}export/").content
    assert content == sheets.write(programme)
    thrown_away(programme)
    said = upload(client, content, "try").content.decode()
    assert "can be imported" in said
    assert "measures: 3" in said
    assert not Programme.objects.exists()
    upload(client, content, "import")
    assert Programme.objects.get().measures.count() == 3
    wrong = changed(content, **{column("measures", "due"): "soon"})
    assert "measures 2 due" in upload(client, wrong, "import").content.decode()
    assert "required" in client.post(IMPORT, {"step": "try"}).content.decode()


def test_nobody_else_imports(client):
    client.force_login(organisation.member(MEASURE_OFFICER, organisation.department("TB")))
    assert client.get(IMPORT).status_code == 403


def test_a_programme_that_one_may_not_change_is_refused(planner):
    programme = make.rich_programme(1)
    with pytest.raises(sheets.Faulty, match="may not change"):
        services.import_programme(
            sheets.read(sheets.write(programme)),
            by=planner,
            departments=Department.objects.all(),
            programmes=Programme.objects.none(),
        )


def test_the_moment_of_writing_leaves_no_trace(monkeypatch, planner):
    programme = planned()
    first = sheets.write(programme)
    monkeypatch.setattr("time.time", lambda: datetime(2031, 1, 1, tzinfo=UTC).timestamp())
    assert sheets.write(programme) == first
