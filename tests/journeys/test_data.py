"""A real table in Chromium, without scripts: narrowed down, summed up, drawn, taken away."""

import json
from urllib.parse import urlsplit

import pytest

from tests.barriers import barriers, too_wide
from tests.factories import infocenter as make
from tests.journeys.people import get
from tests.machine import CORPUS

pytestmark = [pytest.mark.once, pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def questions(portal_server, needs):
    """Questions about the ocean in English and Portuguese: 1,346 rows, 18 columns."""
    needs("corpus")
    content = (CORPUS / "files" / "pira__Pirá-F-Total.csv").read_bytes()
    return make.published_dataset(content, "pira.csv", languages=("en", "pt"))


def test_a_real_table_is_narrowed_down_summed_drawn_and_taken(questions, new_page, portal_server):
    page = new_page(
        java_script_enabled=False, locale="en-GB", viewport={"width": 360, "height": 800}
    )
    page.goto(f"/en/documents/{questions.document_id}/")
    page.get_by_role("link", name="Query online").click()
    assert page.locator("#rows").inner_text().startswith("1,346 rows")
    page.get_by_text("Narrow down").click()
    page.get_by_text("question_type", exact=True).first.click()
    page.get_by_role("checkbox", name="What").check()
    page.get_by_role("checkbox", name="How").check()
    page.get_by_text("Sum up").click()
    page.locator("select[name=group]").first.select_option("answer_difficulty")
    page.locator("select[name=show]").first.select_option("count")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**question_type.is=**")
    assert "question_type.is=What" in page.url
    assert page.locator(".active-filters li").count() == 3
    assert page.locator(".chart-bars li").count() == page.locator(".data-rows tbody tr").count()
    shown = page.locator(".data-rows tbody tr").first.locator("td").all_inner_texts()
    assert not too_wide(page)
    page.locator(".table-scroll").first.focus()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV for spreadsheets").click()
    text = download.value.path().read_bytes().decode("utf-8-sig").splitlines()
    assert text[0] == "answer_difficulty,Number of rows"
    assert text[1] == ",".join(each.replace(",", "") for each in shown)
    query = urlsplit(page.url).query
    address = f"{portal_server.url}/en/data/{questions.pk}/rows.json?{query}"
    status, headers, body = get(address)
    assert (status, headers["content-type"]) == (200, "application/json")
    told = json.loads(body)
    assert str(told["rows"][0]["count"]) == shown[1].replace(",", "")
    assert get(address, **{"If-None-Match": headers["etag"]})[0] == 304


def test_no_barriers_where_a_table_is_queried(questions, page):
    page.goto(f"/pt/data/{questions.pk}/?q=oceano&sort=-answer_difficulty")
    assert not barriers(page)
    assert page.locator("th[aria-sort=descending]").count() == 1
