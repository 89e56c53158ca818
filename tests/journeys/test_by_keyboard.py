"""A resident without a mouse: every step with Tab and Enter, always seeing where she is."""

import pytest

from portal import languages
from tests.factories import city
from tests.factories import infocenter as make
from tests.serving import wait_until

pytestmark = [pytest.mark.once, pytest.mark.browser, pytest.mark.slow]

FOCUS = """() => {
    const here = document.activeElement, style = getComputedStyle(here);
    const box = here.getBoundingClientRect();
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return {
        html: here.outerHTML.slice(0, 200),
        marked: ring || style.boxShadow !== "none",
        inside: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
            && box.top < innerHeight && box.left < innerWidth,
    };
}"""
MOST = 80  # presses of Tab from the top of a page to anything that is looked for


def tab(page) -> None:
    """To the next place, which must be seen."""
    page.keyboard.press("Tab")
    focus = page.evaluate(FOCUS)
    assert focus["marked"], f"nothing marks the focus: {focus['html']}"
    assert focus["inside"], f"the focus is out of sight: {focus['html']}"


def tab_to(page, selector: str) -> None:
    """By Tab alone to what `selector` names."""
    for _each in range(MOST):
        tab(page)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} can't be reached by keyboard.")


@pytest.fixture
def document(portal_server):
    return make.published_document(
        translations=[
            make.texts(code, title=city.TITLES[code], body=city.body(code))
            for code in languages.CODES
        ],
        files=[("plano.pdf", city.pdf("閘門", "閘門")), ("níveis.csv", city.TABLE.encode())],
    )


def test_a_wide_table_is_scrolled_by_keyboard_alone(new_page, document):
    page = new_page(viewport={"width": 360, "height": 800})
    page.goto(f"/en/documents/{document.pk}/")
    tab_to(page, ".prose .table-scroll")
    page.keyboard.press("ArrowRight")
    wait_until(lambda: page.evaluate("document.activeElement.scrollLeft > 0"))


@pytest.mark.parametrize("width", [360, 1280])
def test_from_the_home_page_to_a_file_by_keyboard_alone(new_page, document, width):
    page = new_page(viewport={"width": width, "height": 800}, accept_downloads=True)
    page.goto("/en/")
    tab_to(page, "main input[type=search]")
    page.keyboard.type("flood gates")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=flood*")

    tab_to(page, ".document-list a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/en/documents/{document.pk}/")

    tab_to(page, ".file a[download]")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "plano.pdf"

    tab_to(page, ".file summary")
    page.keyboard.press("Enter")
    assert page.locator(".file details[open]").count() == 1

    page.reload()
    tab_to(page, '.site-languages a[hreflang="pt"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/pt/documents/{document.pk}/")
    assert page.locator("h1").inner_text() == city.TITLES["pt"]


def test_the_first_link_skips_to_the_content(new_page, document):
    page = new_page()
    for address in (f"/pt/documents/{document.pk}/", "/pt/documents/", "/pt/"):
        page.goto(address)
        tab(page)
        assert page.evaluate("document.activeElement.matches('.skip-link')"), address
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.matches('main')"), address
        tab(page)
        assert page.evaluate("document.activeElement.closest('main') !== null"), address


@pytest.mark.parametrize("width", [360, 1280])
def test_filters_are_chosen_by_keyboard(new_page, document, width):
    page = new_page(viewport={"width": width, "height": 800})
    page.goto("/pt/documents/")
    for place in (".filters-fold", ".facet"):
        tab_to(page, f"{place} > summary")
        if not page.evaluate("document.activeElement.closest('details').open"):
            page.keyboard.press("Enter")
    tab_to(page, ".facet-options input")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pt/documents/?*")
    assert page.locator(".active-filters li").count() >= 1


def test_no_place_holds_the_keyboard_fast(new_page, document):
    """Tab goes through every link and control of the page, one after the other."""
    page = new_page()
    page.goto(f"/zh-hant/documents/{document.pk}/")
    number = page.evaluate(
        """() => {
        window.seen = new Set();
        const places = "a[href], button, input, summary, [tabindex='0']";
        return [...document.querySelectorAll(places)].filter(each => each.checkVisibility()).length;
    }"""
    )
    for _each in range(number):
        page.keyboard.press("Tab")
        page.evaluate("seen.add(document.activeElement)")
    assert page.evaluate("seen.size") == number
