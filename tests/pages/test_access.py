"""The pages in Chromium: by finger, by keyboard, without scripts, on paper."""

import pypdfium2
import pytest

from portal import languages
from tests.factories import infocenter as make
from tests.factories.organisation import department

PAGES = ["", "about/", "contact/", "departments/", "departments/SEA/", "no-such-page/"]


@pytest.fixture
def city(portal_server):
    """A department with a part, and a document in all languages."""
    sea = department("SEA", email="sea@city.example", phone="2899 0000", description_en="The sea.")
    department("SEA-1", parent=sea)
    make.published_document(
        department=sea, languages=languages.CODES, files=["tides.txt"], topics=[make.topic()]
    )


def test_targets_are_44_pixels_high(city, new_page):
    page = new_page(viewport={"width": 360, "height": 800})
    for address in PAGES:
        page.goto(f"/en/{address}")
        small = page.evaluate(
            """[...document.querySelectorAll("a, button, input, summary")]
            .filter(each => each.getClientRects().length && each.offsetHeight < 44)
            .filter(each => !each.matches(".skip-link, .card-link, p a, .prose a, dd a"))
            .map(each => each.outerHTML)"""
        )
        assert small == [], address


def test_the_first_tab_leads_past_the_header(city, page):
    page.goto("/en/departments/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_search_from_any_page_works_without_scripts(city, new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/en/about/")
    page.get_by_label("Search documents").fill("harbour")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=harbour")


def test_the_language_can_be_changed_without_losing_the_place(city, page):
    page.goto("/en/departments/SEA/")
    page.get_by_role("link", name="Português").click()
    page.wait_for_url("**/pt/departments/SEA/")
    assert page.evaluate("document.documentElement.lang") == "pt"


def test_a_printed_page_says_where_it_came_from_and_has_no_controls(city, page, tmp_path):
    page.goto("/en/departments/SEA/")
    page.pdf(path=tmp_path / "page.pdf")
    pdf = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    text = "".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    assert "/en/departments/SEA/" in text
    assert "The sea." in text
    assert "Privacy" not in text
