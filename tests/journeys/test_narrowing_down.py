"""From a question to the one document: filters, orders and pages of a search, in Chromium."""

import pytest

from infocenter.states import DocumentType
from tests.barriers import barriers, too_wide
from tests.factories import infocenter as make
from tests.factories.organisation import department

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def documents(portal_server):
    for number in range(14):
        make.published_document(
            department=department("IC" if number % 2 else "TB"),
            type=DocumentType.LAW if number < 3 else DocumentType.REPORT,
            translations=[make.texts("en", title=f"Harbour {number:02}")],
        )


def total(page) -> str:
    return page.locator("[data-total]").inner_text()


def choose(page, name: str, value: str) -> None:
    page.locator(f"input[name={name}][value={value}]").click()


def test_results_follow_the_filters_and_every_state_has_an_address(page, documents):
    page.goto("/en/search/?q=harbour")
    assert total(page) == "14 results"
    page.evaluate("window.same = true")
    choose(page, "type", "law")
    page.wait_for_url("**/en/search/?q=harbour&type=law")
    page.wait_for_selector(".active-filters")
    assert total(page) == "3 results"
    assert page.locator("[data-said]").inner_text() == "3 results"
    assert page.evaluate("document.activeElement.value") == "law"
    page.get_by_role("link", name="Title", exact=True).click()
    page.wait_for_url("**type=law&sort=title")
    assert page.locator(".row-title").first.inner_text() == "Harbour 00"
    assert page.evaluate("window.same")
    assert not barriers(page)
    page.go_back()
    page.go_back()
    page.locator("[data-total]", has_text="14 results").wait_for()
    assert page.locator("input[name=type]:checked").count() == 0


def test_pages_follow_each_other(page, documents):
    page.goto("/en/search/?q=harbour")
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url("**after=10")
    assert page.locator(".document-row").count() == 4


def test_without_scripts_there_is_a_button(new_page, documents):
    page = new_page(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page.goto("/en/search/?q=harbour")
    assert not page.locator("input[name=type]").first.is_visible()
    page.get_by_text("Narrow down").click()
    page.get_by_text("Type", exact=True).click()
    choose(page, "type", "law")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**/en/search/?q=harbour&type=law")
    assert total(page) == "3 results"
    assert not too_wide(page)


def test_a_telephone_has_room_for_everything(new_page, documents):
    page = new_page(viewport={"width": 360, "height": 800})
    page.goto("/en/search/?q=harbour")
    assert page.locator(".document-row").first.is_visible()
    assert not too_wide(page)
    assert not barriers(page)
