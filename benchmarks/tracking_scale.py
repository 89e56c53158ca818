"""How quick tracking is with many measures: `python -m benchmarks.tracking_scale`.

Every page is made anew each time, as after a publication; by default from 10,000 measures with 20
verified reports each. Says queries, and p50 and p95 in milliseconds.
"""

import argparse
import json
import time
from datetime import UTC, date, datetime, timedelta

from benchmarks import throwaway

ROUNDS = 40
MONTH = timedelta(days=30)
BEGUN = datetime(2024, 1, 5, tzinfo=UTC)
DEPARTMENTS, PROGRAMMES, STEPS = 40, 10, 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--measures", type=int, default=10_000)
    parser.add_argument("--reports", type=int, default=20, help="of each measure")
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    options = parser.parse_args()
    # A supervisor signs in by force here.
    with throwaway.portal(options.database, FAROL_SECOND_FACTOR="optional"):
        fill(options.measures, options.reports)
        print(json.dumps(measure(), indent=1))


def fill(count: int, reports: int) -> None:
    """Measures with milestones, verified reports, and what was known after each of them."""
    from django.db import connection, transaction

    from portal.organisation.models import Department
    from tracking.models import Measure, Milestone, Programme, ProgressReport, Standing
    from tracking.states.reports import ReportStatus, Verdict

    departments = Department.objects.bulk_create(
        Department(code=f"D{n}", name_zh_hant=f"部門{n}", name_en=f"Department {n}", position=n)
        for n in range(DEPARTMENTS)
    )
    first, last = date(2024, 1, 1), date(2027, 12, 31)
    programmes = Programme.objects.bulk_create(
        Programme(number=f"P{n}", department=departments[n], name_en=f"Programme {n}", start=first,
                  due=last, is_public=True, published_at=BEGUN)
        for n in range(PROGRAMMES)
    )  # fmt: skip
    with transaction.atomic():
        measures = Measure.objects.bulk_create(
            Measure(programme=programmes[n % PROGRAMMES], department=departments[n % DEPARTMENTS],
                    number=f"{n}", name_en=f"Measure {n}", start=first, due=_due(n), position=n,
                    original_start=first, original_due=_due(n))
            for n in range(count)
        )  # fmt: skip
        milestones = Milestone.objects.bulk_create(
            Milestone(measure=each, name_en=f"Step {step}", weight=25, due=each.due, position=step,
                      original_due=each.due)
            for each in measures
            for step in range(STEPS)
        )  # fmt: skip
        for number in range(reports):
            at = BEGUN + number * MONTH
            until = BEGUN + (number + 1) * MONTH if number + 1 < reports else None
            ProgressReport.objects.bulk_create(
                ProgressReport(measure=each, period_start=at.date(), period_end=(at + MONTH).date(),
                               status=ReportStatus.VERIFIED, verdict=Verdict.LIMITED,
                               narrative_en="Work goes on.", decided_at=at)
                for each in measures
            )  # fmt: skip
            Standing.objects.bulk_create(
                Standing(
                    measure=each,
                    department_id=each.department_id,
                    known_from=at,
                    known_to=until,
                    start=first,
                    due=each.due,
                    original_due=each.due,
                    progress=min(100, number * (3 + n % 4)),
                    at_risk_from=each.due - timedelta(days=n % 200),
                    reported_to=(at + MONTH).date(),
                    completed_on=at.date() if number * (3 + n % 4) >= 100 else None,
                    milestones=[
                        {"id": step.pk, "weight": 25, "due": each.due.isoformat(), "percent": 0,
                         "reached_on": None}
                        for step in milestones[n * STEPS : n * STEPS + STEPS]
                    ],
                )
                for n, each in enumerate(measures)
            )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _due(n: int) -> date:
    return date(2026, 1, 31) + timedelta(days=n * 7 % 700)


def measure() -> dict:
    """Queries and times of each page."""
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from infocenter.evaluation.measures import percentiles
    from portal import pagecache
    from tracking.models import Measure

    user = get_user_model().objects.create(username="all", is_staff=True, is_superuser=True)
    staff = Client()
    staff.force_login(user)
    one = Measure.objects.first()
    pages = {
        "/en/progress/": Client(),
        "/en/progress/?on=2025-06-30&with=2024-12-31": Client(),
        "/en/progress/measures/?department=D7": Client(),
        "/en/progress/measures/?health=overdue": Client(),
        f"/en/progress/measures/{one.pk}/": Client(),
        "/en/departments/D7/": Client(),
        "/admin/tracking/measure/board/": staff,
        "/admin/organisation/department/8/plan/": staff,
        "/admin/tracking/measure/": staff,
    }
    found = {}
    for address, client in pages.items():
        times = []
        for round_number in range(ROUNDS + 1):
            pagecache.invalidate(rows=True)
            began = time.perf_counter()
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address, secure=True)
                assert answer.status_code == 200, (address, answer.status_code)
            if round_number:
                times.append(time.perf_counter() - began)
        p50, p95 = percentiles(times)
        found[address] = {
            "queries": len(queries), "p50": round(p50), "p95": round(p95),
        }  # fmt: skip
    return found


if __name__ == "__main__":
    main()
