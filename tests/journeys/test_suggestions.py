"""Suggestions under the search fields, for who types, who hears the page, and who points."""

import pytest

from portal.organisation.models import Department
from tests.barriers import barriers
from tests.factories import infocenter as make

pytestmark = pytest.mark.browser

FIELDS = {"/en/": "home-search", "/en/documents/": "site-search", "/en/search/": "search-q"}


@pytest.fixture
def titles(portal_server):
    Department.objects.create(code="HB", name_zh_hant="海港局", name_en="Harbour Office")
    for title in ("Harbour dredging", "Harbour dues", "Lighthouse hours"):
        make.published_document(translations=[make.texts("en", title=title)])


def type_into(page, name: str, words: str):
    """The field, with suggestions for these words under it."""
    field = page.locator(f"#{name}")
    field.click()
    field.press_sequentially(words)
    page.wait_for_selector("[role=listbox]:not([hidden])")
    return field


def active(page) -> str:
    """The words of the option that the field points to."""
    return page.evaluate("""() => {
        const id = document.activeElement.getAttribute("aria-activedescendant");
        return id ? document.getElementById(id).querySelector("span").textContent : "";
    }""")


@pytest.mark.parametrize(("address", "name"), FIELDS.items())
def test_every_search_field_suggests(page, titles, address, name):
    page.goto(address)
    type_into(page, name, "harb")
    assert page.locator("[role=option]").count() == 3
    assert not barriers(page)


def test_a_screen_reader_is_told_what_the_pattern_says(page, titles):
    page.goto("/en/documents/")
    field = page.locator("#site-search")
    place = page.locator(".site-search")
    assert '- combobox "Search documents"' in place.aria_snapshot()
    assert field.get_attribute("aria-expanded") == "false"
    assert field.get_attribute("aria-autocomplete") == "list"

    type_into(page, "site-search", "harb")
    told = place.aria_snapshot()
    assert (
        '- combobox "Search documents" [expanded]' in told
        or field.get_attribute("aria-expanded") == "true"
    )
    assert '- listbox "Suggestions"' in told
    assert '- option "Harbour Office Department"' in told
    assert '- option "Harbour dredging"' in told
    assert "- status: 3 suggestions" in told
    assert field.get_attribute("aria-controls") == page.locator("[role=listbox]").get_attribute(
        "id"
    )

    page.keyboard.press("ArrowDown")
    assert '- option "Harbour Office Department" [selected]' in place.aria_snapshot()
    assert page.evaluate("document.activeElement.id") == "site-search"
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.get_attribute("aria-activedescendant") is None
    assert field.input_value() == "harb"


def test_arrows_walk_through_the_options_and_enter_takes_one(page, titles):
    page.goto("/en/")
    type_into(page, "home-search", "harbour d")
    options = ["Harbour dredging", "Harbour dues"]
    for expected in [*options, "", options[0]]:
        page.keyboard.press("ArrowDown")
        assert active(page) == expected
    page.keyboard.press("ArrowUp")
    assert active(page) == ""
    page.keyboard.press("ArrowUp")
    assert active(page) == options[1]
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=Harbour+dues*")
    assert page.locator(".document-list .row-title").first.inner_text() == "Harbour dues"


def test_enter_without_an_option_searches_for_what_was_typed(page, titles):
    page.goto("/en/")
    type_into(page, "home-search", "harb")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=harb")


def test_the_list_opens_and_closes_without_moving_by_alt_and_arrows(page, titles):
    page.goto("/en/")
    field = type_into(page, "home-search", "harb")
    page.keyboard.press("Alt+ArrowUp")
    assert field.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Alt+ArrowDown")
    assert field.get_attribute("aria-expanded") == "true"
    assert active(page) == ""
    page.keyboard.press("Tab")
    assert field.get_attribute("aria-expanded") == "false"


def test_an_option_is_taken_by_a_click(page, titles):
    page.goto("/en/")
    type_into(page, "home-search", "light")
    page.get_by_role("option", name="Lighthouse hours").click()
    page.wait_for_url("**/en/search/?q=Lighthouse+hours*")


def test_few_keys_ask_once(page, titles):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/en/")
    type_into(page, "home-search", "harbour")
    assert len([each for each in asked if "/suggestions/" in each]) == 1


def test_without_scripts_the_field_is_a_search_field(new_page, titles):
    page = new_page(java_script_enabled=False)
    page.goto("/en/")
    page.locator("#home-search").fill("harb")
    assert page.locator("[role=listbox], [role=combobox]").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=harb")
