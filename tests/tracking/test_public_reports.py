"""Public reports: their figures, approval, publication as a document with its data."""

import csv
import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from infocenter.models import Document
from infocenter.services.datasets import load_table
from infocenter.states import ColumnKind, Status
from portal import languages
from portal.organisation.roles import LEADERSHIP, SUPERVISOR
from portal.workflow import Refused
from tests.factories import organisation
from tests.factories import tracking as make
from tracking import periods, report_text, services
from tracking.models import PublicReport
from tracking.report_contents import contents
from tracking.report_data import data
from tracking.report_sheet import workbook
from tracking.services import MilestoneLine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "file_store")]

QUARTER = periods.read("2026-Q3")


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 4, tzinfo=UTC)


@pytest.fixture
def programme():
    """Measures that are done, at risk, overdue or moved, in a quarter."""
    of = make.programme()
    services.publish_programme(of, by=None, at=at(1, 2))
    due = date(2026, 8, 31)
    for name, percents in (("Done", 100), ("Overdue", 40), ("Late report", 90), ("Silent", 0)):
        days = ((100, due if name != "Silent" else make.DUE),)
        measure = make.measure(of, name_en=f"{name} | *one*", steps=days, at=at(1, 3),
                               due=days[0][1])  # fmt: skip
        if percents:
            make.verified(measure, percents, at=at(8, 20))
    moved = make.measure(of, name_en="Moved", at=at(1, 3))
    first, last = moved.planned_milestones()
    moved.due = date(2027, 1, 31)
    services.save_measure(
        moved,
        by=None,
        milestones=[
            MilestoneLine(first.weight, first.due, pk=first.pk),
            MilestoneLine(last.weight, moved.due, pk=last.pk),
        ],
        reason={"en": "The ship is late."},
        at=at(9, 1),
    )
    # After the quarter, which the report doesn't know.
    make.verified(of.measures.all()[1], 100, at=at(10, 20))
    return of


RECOUNT = """
    SELECT s.progress >= 100, s.due < %s, s.at_risk_from <= %s, COUNT(*)
    FROM tracking_standing s
    JOIN tracking_measure m ON m.id = s.measure_id
    JOIN tracking_programme p ON p.id = m.programme_id
    WHERE p.is_public AND s.known_from < %s AND (s.known_to IS NULL OR s.known_to >= %s)
    GROUP BY 1, 2, 3
"""


def recounted(day: date) -> dict[str, int]:
    """Measures by health, counted by SQL alone, from what was known when the day ended."""
    from django.utils import timezone

    end = datetime.combine(day + timedelta(days=1), datetime.min.time(),
                           timezone.get_current_timezone()).astimezone(UTC)  # fmt: skip
    moment = end.replace(tzinfo=None) if connection.vendor == "sqlite" else end
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, [day, day, moment, moment])
        rows = cursor.fetchall()
    found: dict[str, int] = {}
    for done, overdue, at_risk, number in rows:
        health = "Done" if done else "Overdue" if overdue else "At risk" if at_risk else "On track"
        found[health] = found.get(health, 0) + number
    return found


def body_of(period) -> str:
    return report_text.body(contents(period, "en"))


def states(body: str) -> dict[str, tuple[int, int]]:
    """The first table of a report: the numbers of each state, before and at the end."""
    table = body.split("## ")[1]
    rows = re.findall(r"^\| ([^|]+) \| (\S+) \| (\S+) \|$", table, flags=re.M)
    number = re.compile(r"\[?(\d+)")
    found = {}
    for name, before, after in rows:
        if number.match(after):
            found[name] = tuple(int(number.match(each)[1]) for each in (before, after))
    return found


def test_its_figures_equal_an_independent_recount(programme):
    said = states(body_of(QUARTER))
    for place, day in enumerate((QUARTER.before, QUARTER.end)):
        counts = {name: numbers[place] for name, numbers in said.items() if numbers[place]}
        assert counts == recounted(day)
    assert said["Done"] == (0, 1)
    assert said["Overdue"] == (0, 2)


def test_each_number_leads_to_as_many_rows(programme, client):
    body = body_of(QUARTER)
    numbers = re.findall(r"\[(\d+)\]\((/en/progress/measures/[^)]+)\)", body)
    assert numbers
    for number, address in numbers:
        assert client.get(address).context["total"] == int(number), address


def test_it_lists_what_happened_in_its_time_only(programme):
    body = body_of(QUARTER)
    assert "## Completed in this time: 1" in body
    assert "## Overdue: 2" in body
    assert "## Dates that were moved: 1" in body
    assert "The ship is late." in body
    assert "## Reports that were verified: 3" in body
    assert r"Done \| \*one\*" in body  # words are no markup
    after = body_of(periods.read("2026-10"))
    assert "## Reports that were verified: 1" in after
    assert "The ship is late." not in after


def test_its_data_are_the_rows_behind_it(programme):
    table = list(csv.DictReader(StringIO(data(QUARTER).removeprefix("\ufeff"))))
    assert len(table) == 5
    counts: dict[str, int] = {}
    for row in table:
        counts[row["health"]] = counts.get(row["health"], 0) + 1
    assert (counts["done"], counts["overdue"]) == (1, 2)
    assert {row["first_promised"] for row in table if row["name_en"] == "Moved"} == {"2026-12-31"}


def test_as_a_spreadsheet_it_has_the_same_tables_and_charts_of_its_figures(programme):
    told = contents(QUARTER, "en")
    file = BytesIO(workbook(told, datetime(2026, 10, 5), "https://farol.example"))  # noqa: DTZ001
    book = openpyxl.load_workbook(file)
    cover, figures, *lists = book.worksheets
    assert cover["A1"].value == told.title
    assert [len(sheet["A"]) - 1 for sheet in lists] == [len(each.rows) for each in told.tables[1:]]
    rows = figures.iter_rows(min_row=2, values_only=True)
    counted = {name: after for name, _before, after in rows}
    assert {name: number for name, number in counted.items() if number} == recounted(QUARTER.end)
    (chart,) = figures._charts
    assert len(chart.series) == 2
    overdue = next(each for each in lists if each.title.startswith("Overdue"))
    assert overdue["A2"].hyperlink.target.startswith("https://farol.example/en/progress/measures/")


def test_leadership_approves_it_and_it_is_a_document_in_all_languages(programme, client):
    leader = organisation.member(LEADERSHIP, programme.department)
    report = services.make_report("2026-q3", department=programme.department, by=None)
    assert not Document.objects.filter(status=Status.PUBLISHED)
    services.approve_report(report, by=leader)
    document = report.document
    assert document.status == Status.PUBLISHED
    names = {each.name: each.language for each in document.attachments.all()}
    assert names.pop("measures-2026-Q3.csv") == ""
    assert names == {
        f"progress-2026-Q3.{languages.bcp47(code)}.xlsx": code for code in languages.CODES
    }
    for language, words in (("zh-hant", "進度"), ("pt", "Progresso"), ("en", "Overdue")):
        page = client.get(f"/{language}/documents/{document.pk}/").content.decode()
        assert words in page
        assert f"/{language}/progress/measures/?health=overdue" in page
        assert '<figure class="chart"' in page
    with pytest.raises(Refused, match="already is a report"):
        services.make_report("2026-Q3", department=programme.department, by=None)


def test_its_data_say_in_every_language_what_the_columns_are(programme):
    leader = organisation.member(LEADERSHIP, programme.department)
    report = services.make_report("2026-Q3", department=programme.department, by=None)
    services.approve_report(report, by=leader)
    load_table(report.document.datasets.get().tables.get())
    columns = report.document.datasets.get().working_table().columns.order_by("position")
    for each in columns:
        assert all((each.name_zh_hant, each.name_pt, each.name_en)), each.key
    programme_number, measure_number, *_rest = columns
    assert programme_number.name_pt == "Número do programa"
    assert {programme_number.kind, measure_number.kind} == {ColumnKind.TEXT}
    progress = next(each for each in columns if each.key == "progress")
    assert (progress.kind, progress.unit_en) == (ColumnKind.INTEGER, "%")


def test_what_was_rejected_can_be_made_again(programme):
    report = services.make_report("2026-Q3", department=programme.department, by=None)
    with pytest.raises(Refused, match="reason"):
        services.reject_report(report, by=None, reason={})
    services.reject_report(report, by=None, reason={"en": "A report was missing."})
    assert services.make_report("2026-Q3", department=programme.department, by=None) != report


@pytest.mark.parametrize(("period", "why"), [("2026-Q9", "quarter"), ("2999", "over yet")])
def test_only_a_period_that_is_over(programme, period, why):
    with pytest.raises(Refused, match=why):
        services.make_report(period, department=programme.department, by=None)


def test_the_command_makes_one_and_says_where_it_waits(programme, capsys):
    call_command("make_report", period="2026-Q3")
    said = capsys.readouterr().out
    assert "5 measures" in said
    assert f"/admin/tracking/publicreport/{PublicReport.objects.get().pk}/change/" in said
    with pytest.raises(CommandError, match="already is a report"):
        call_command("make_report", period="2026-Q3")
    with pytest.raises(CommandError, match="no such department"):
        call_command("make_report", period="2026-Q2", department="NONE")


def test_a_supervisor_makes_it_in_admin_and_only_leadership_approves(programme, client):
    client.cookies["django_language"] = "en"
    supervisor = organisation.member(SUPERVISOR, programme.department)
    client.force_login(supervisor)
    typed = {"step": "save", "period": "2026-Q3", "department": programme.department_id}
    client.post("/admin/tracking/publicreport/add/", typed)
    report = PublicReport.objects.get()
    page = f"/admin/tracking/publicreport/{report.pk}/change/"
    said = client.get(page).content.decode()
    assert "Completed in this time: 1" in said
    assert '<figure class="chart"' in said
    assert "Approve and publish" not in said
    assert client.post(page, {"step": "approve"}).status_code == 403
    client.force_login(organisation.member(LEADERSHIP, programme.department))
    client.post(page, {"step": "approve", "approve-words_en": "Complete."})
    report.refresh_from_db()
    assert report.status == "approved"
    assert str(report.document) in client.get(page).content.decode()
