"""A measure, whole: reported, returned, verified; a milestone overdue, its notice to the end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.barriers import barriers, too_wide
from tests.factories import tracking as make
from tests.journeys import people
from tracking import services
from tracking.models import Notice

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"width": 360, "height": 740}
DAY = timedelta(days=1)


@pytest.fixture
def measure(portal_server):
    """Its first step was due forty days ago; residents know it for longer."""
    today, long_ago = timezone.localdate(), timezone.now() - 90 * DAY
    programme = make.programme(start=today - 100 * DAY, due=today + 100 * DAY)
    services.publish_programme(programme, by=None, at=long_ago)
    return make.measure(
        programme,
        at=long_ago,
        start=today - 95 * DAY,
        due=today + 60 * DAY,
        steps=((40, today - 40 * DAY), (60, today + 60 * DAY)),
    )


def report(page, measure, percent: int, words: str, file: str = "") -> None:
    """From the measure to a report that is handed in."""
    page.goto(f"/admin/tracking/measure/{measure.pk}/change/")
    page.get_by_role("button", name="Report on it").click()
    step = measure.planned_milestones().first()
    page.locator(f"[name=claim-{step.pk}-percent]").fill(str(percent))
    english = page.locator("[name=text-en-narrative]")
    if not english.is_visible():  # the languages are tabs
        page.get_by_role("tab", name="English").click()
    english.fill(words)
    if file:
        page.locator(f"[name=claim-{step.pk}-reached_on]").fill(str(timezone.localdate()))
        page.locator("[name=evidence-of]").select_option(str(step.pk))
        page.locator("[name=files]").set_input_files(
            {"name": file, "mimeType": "text/plain", "buffer": b"All buses have low floors."}
        )
    people.press(page, "submit")
    messages = page.locator(".messagelist").inner_text()
    assert "The report was handed to the supervisor." in messages


def decide(page, step: str, words: str, verdict: str = "") -> None:
    """The first report that waits, verified or returned."""
    page.goto("/admin/tracking/progressreport/?status__exact=submitted")
    page.locator("th.field-measure_shown a").click()
    if verdict:
        page.get_by_label(verdict).check()
    page.locator(f"[name={step}-remark_en]").fill(words)
    people.press(page, step)
    page.get_by_text("Done:").wait_for()


def told(page, measure) -> str:
    """What residents read of the measure, at 360 px and without barriers."""
    page.goto(f"/en/progress/measures/{measure.pk}/")
    assert not barriers(page)
    assert not too_wide(page)
    return page.locator("main").inner_text()


def test_from_the_first_report_to_the_notice_that_closes(measure, new_page):
    department = people.sign_in(new_page(locale="en-GB"), make.officer())
    supervisor = people.sign_in(new_page(locale="en-GB"), make.supervisor())
    resident = new_page(viewport=PHONE)
    today = timezone.localdate()

    assert "0 %" in told(resident, measure)
    report(department, measure, 90, "Nearly there.")
    decide(supervisor, "return", "Nine of ten buses? Show it.")
    assert "Nearly there." not in told(resident, measure)
    report(department, measure, 50, "Half of the buses.")
    decide(supervisor, "verify", "Half of them, as seen.", "Limited progress")
    said = told(resident, measure)
    for words in ("20 %", "Half of the buses.", "Limited progress", "Half of them, as seen."):
        assert words in said

    make.rule(looked_to=today - 41 * DAY)  # opens after five days, climbs after ten
    assert services.apply_rules(today - 35 * DAY) == 0
    assert services.apply_rules(today - 34 * DAY) == 1
    assert "Supervision notices" not in told(resident, measure)  # a reminder is internal
    assert services.climb_notices(today - 24 * DAY) == 0
    assert services.climb_notices(today - 23 * DAY) == 1
    assert "Formal notice" in told(resident, measure)
    assert services.climb_notices(today - 12 * DAY) == 1
    assert "Before the leadership group" in told(resident, measure)
    notice = Notice.objects.get()
    assert services.climb_notices(today) == services.apply_rules(today) == 0

    department.goto(f"/admin/tracking/notice/{notice.pk}/change/")
    department.locator("[name=answer-until]").fill(str(today + 20 * DAY))
    department.locator("[name=answer-words_en]").fill("The last buses come next week.")
    people.press(department, "answer")
    department.get_by_text("Done: Answer.").wait_for()
    assert "The last buses come next week." in told(resident, measure)

    report(department, measure, 100, "All of the buses.", "buses.txt")
    decide(supervisor, "verify", "Every bus was seen.", "Substantial progress")
    notice.refresh_from_db()
    assert notice.status == "closed"
    said = told(resident, measure)
    for words in ("40 %", "Every bus was seen.", "Closed"):
        assert words in said
