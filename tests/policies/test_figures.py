"""Every figure is a count of cases that somebody can name."""

import csv
import io
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from policies import figures, services
from policies.figures import Figures
from policies.models import Case
from tests.barriers import looked_at
from tests.factories import organisation
from tests.factories import policies as make

pytestmark = pytest.mark.django_db

YEAR = 2026
MARCH = datetime(2026, 3, 2, 3, tzinfo=UTC)
COUNTS = ("received", "answered", "declined", "withdrawn", "open", "overdue", "on_time")


@pytest.fixture
def cases():
    """One of each fate, in two departments."""
    officer, other = make.officer(), organisation.department("OTHER")

    def answered(days: int, rating: int = 0, **values):
        case = make.answered_case(officer, at=MARCH, **values)
        Case.objects.filter(pk=case.pk).update(
            answered_at=MARCH + timedelta(days=days), rating=rating or None
        )
        return case

    made = {
        "quick": answered(3, rating=5),
        "in time": answered(10, rating=4),
        "too late": answered(60, rating=1),
        "open and late": make.case(at=MARCH, department=other),
        "open": make.case(at=datetime(2026, 11, 20, 3, tzinfo=UTC), department=other),
        "spam": make.case(at=MARCH, is_suspect=True),
        "last year": make.case(at=datetime(2025, 6, 2, 3, tzinfo=UTC)),
        "question": make.case(at=MARCH, kind="enquiry"),
    }
    services.withdraw_case(made["question"])
    return made


@pytest.fixture
def report(cases):
    return figures.report(YEAR, today=datetime(2026, 11, 23, tzinfo=UTC).date())


def test_each_case_is_counted_once_by_its_fate(report):
    total = report.total
    assert {name: getattr(total, name) for name in COUNTS} == {
        "received": 6,
        "answered": 3,
        "declined": 0,
        "withdrawn": 1,
        "open": 2,
        "overdue": 1,
        "on_time": 2,
    }
    assert total.on_time_rate == 2 / (3 + 1)
    assert (total.median_days, total.days_of_nine_in_ten) == (10, 60)
    assert total.satisfaction == pytest.approx(10 / 3)


def test_kinds_and_departments_add_up_to_the_total(report):
    for parts in (report.kinds, report.departments, report.both):
        for name in COUNTS:
            assert sum(getattr(each, name) for each in parts.values()) == getattr(
                report.total, name
            )
        assert sorted(day for each in parts.values() for day in each.days) == sorted(
            report.total.days
        )


def test_a_pause_and_an_extension_count(cases):
    make.generous_rules()
    case = make.case_at_work(make.officer(), at=timezone.now() - timedelta(days=45))
    services.extend_case(case, by=case.officer, reason="Parts.")
    services.ask_resident(case, by=case.officer, text="Which?")
    before = figures.report(case.received_at.year).total.overdue
    services.receive_reply(case, text="This.", submission=uuid4())
    assert figures.report(case.received_at.year).total.overdue == before


@pytest.mark.parametrize(
    ("days", "half", "nine"), [([], None, None), ([7], 7, 7), (list(range(1, 11)), 5.5, 9)]
)
def test_medians_and_ranks(days, half, nine):
    it = Figures(days=days)
    assert (it.median_days, it.days_of_nine_in_ten) == (half, nine)


def test_the_page_and_the_table_say_the_same(client, cases):
    page = client.get("/en/cases/figures/", {"year": YEAR})
    total = page.context["total"]
    table = client.get("/en/cases/figures.csv", {"year": YEAR})
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    for name in COUNTS:
        assert sum(int(row[name]) for row in rows) == getattr(total, name)
    assert {row["department"] for row in rows} == {"CASES", "OTHER", ""}
    assert "public" in page["Cache-Control"]


@pytest.mark.parametrize("year", ["1999", "x", "²", "99999999999999999999"])
def test_a_year_without_cases_is_not_found(client, cases, year):
    assert client.get("/en/cases/figures/", {"year": year}).status_code == 404


def test_without_any_case_the_page_stands(client):
    assert client.get("/en/cases/figures/").status_code == 200


@pytest.mark.once
@pytest.mark.browser
@pytest.mark.slow
def test_the_page_has_no_barriers(portal_server, new_page, cases):
    page = new_page()
    for language in ("pt", "en"):
        address = f"/{language}/cases/figures/?year={YEAR}"
        assert not looked_at(page, [address], language)
