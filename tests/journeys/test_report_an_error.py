"""A resident sees an error: what was chosen on the page, and where, is in the form."""

import re

import pytest

from tests.factories import infocenter as make

pytestmark = [pytest.mark.once, pytest.mark.browser]

BODY = "## Fees\n\nIt costs ten patacas.\n\n## Hours\n\nOpen from nine to five."


def test_a_chosen_passage_and_its_place_are_in_the_form(portal_server, new_page):
    document = make.published_document(translations=[make.texts("en", body=BODY)])
    page = new_page()
    page.goto(f"/en/documents/{document.pk}/")
    link = page.locator(".report-selection")
    assert link.is_hidden()
    page.get_by_text("Open from nine to five.").select_text()
    link.click()
    page.wait_for_url("**/cases/new/**")
    assert page.get_by_label("Where in it").input_value() == "#hours"
    assert page.get_by_label("What is wrong").input_value() == "“Open from nine to five.”\n\n"
    page.get_by_label("In a few words").fill("The hours")
    page.get_by_role("button", name="Continue").click()
    review = page.locator("main")
    assert re.search(r"Where in it\s+Hours", review.inner_text())
