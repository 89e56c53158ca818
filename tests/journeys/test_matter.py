"""A matter, whole: a resident, officers of two departments, an answer, and the resident's word."""

import re

import pytest

from policies.models import CannedAnswer, Case
from policies.states.cases import CaseStatus, Purpose
from portal import challenge
from portal.organisation.roles import INTAKE_OFFICER
from tests.factories import organisation
from tests.factories import policies as make
from tests.journeys import people

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def offices(portal_server):
    """Who takes in, and an officer of each of two departments."""
    lamps = organisation.department("LAMP", name_en="Lamp Office")
    trees = organisation.department("TREE", name_en="Tree Office")
    CannedAnswer.objects.create(
        title="Thanks", department=trees, text_en="Thank you for telling us."
    )
    return {
        "intake": organisation.member(INTAKE_OFFICER, organisation.department("HALL")),
        "lamps": make.officer(lamps),
        "trees": make.officer(trees),
    }


def file_matter(page, scripts: bool) -> tuple[str, str]:
    """From the home page to the receipt; the answer is number and code."""
    page.goto("/en/")
    page.get_by_role("link", name="Write to us").click()
    page.get_by_role("link", name="Make a complaint").click()
    page.get_by_label("In a few words").fill("Dark street")
    page.get_by_label("What happened").fill("The street is dark.")
    page.get_by_role("button", name="Continue").click()
    if scripts:
        page.locator("[data-challenge-sum]").wait_for(state="hidden")
    else:
        token = page.locator("[name=challenge]").input_value()
        page.locator("[name=sum]").fill(str(sum(challenge.sum_of(token))))
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Your matter has arrived").wait_for()
    number, code = page.locator(".receipt > dl").first.locator("dd").all_inner_texts()
    return number, code


def follow(page, number: str, code: str) -> str:
    """Show the receipt; the answer is what the page says."""
    page.goto("/en/cases/track/")
    page.get_by_label("Number of the matter").fill(number)
    page.get_by_label("Access code").fill(code)
    page.get_by_role("button", name="Show it").click()
    page.get_by_role("heading", name="Dark street").wait_for()
    return page.locator("main").inner_text()


def at_work(new_page, officer, number: str, scripts: bool):
    """The officer's page of the case, reached from the first page by what waits there."""
    page = people.sign_in(new_page(locale="en-GB", java_script_enabled=scripts), officer)
    page.locator(".pile li", has_text=number).first.get_by_role("link").click()
    page.wait_for_url(re.compile("/policies/case/"))
    return page


def take(page, step: str, **typed: str) -> None:
    """Press the button of a step, after filling in what it asks."""
    button = page.locator(f'button[name=step][value="{step}"]')
    details = page.locator("details", has=button)
    if details.count():
        details.locator("summary").click()
    form = page.locator("form", has=button)
    for name, words in typed.items():
        field = form.locator(f"[name={name}]")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(label=words)
        else:
            field.fill(words)
    with page.expect_navigation():
        button.click()
    assert page.locator(".messagelist .success").count() == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_complaint_to_the_word_on_the_answer(offices, new_page, scripts):
    resident = new_page(viewport=PHONE, java_script_enabled=scripts)
    number, code = file_matter(resident, scripts)

    page = at_work(new_page, offices["intake"], number, scripts)
    take(page, "accept", department="LAMP · Lamp Office")
    page = at_work(new_page, offices["lamps"], number, scripts)
    take(page, "take")
    take(page, "transfer", department="TREE · Tree Office", reason="A tree hides the lamp.")
    assert "A tree hides the lamp." in follow(resident, number, code)

    page = at_work(new_page, offices["trees"], number, scripts)
    take(page, "take")
    take(page, "ask", text="Which tree is it?")
    assert "Which tree is it?" in follow(resident, number, code)
    resident.get_by_label("Your words").fill("The one at number 17.")
    resident.get_by_role("button", name="Send").click()
    resident.get_by_text("Your reply has arrived.").wait_for()

    page.reload()
    assert page.get_by_text("The one at number 17.").count() == 1
    page.locator("[name=answer]").fill("The tree was cut back.")
    page.locator("[name=ready_made]").select_option(label="Thanks")
    page.get_by_role("button", name="Put it in").click()
    take(page, "answer")
    said = follow(resident, number, code)
    assert "The tree was cut back.\n\nThank you for telling us." in said
    assert offices["trees"].username not in said
    resident.get_by_label("5: very much").check()
    resident.get_by_role("button", name="Send").first.click()
    resident.get_by_text("Thank you for your word on the answer.").wait_for()

    case = Case.objects.get()
    assert (case.status, case.rating) == (CaseStatus.CLOSED, 5)
    assert [each.purpose for each in case.messages.all()] == [
        Purpose.MATTER,
        Purpose.TRANSFERRED,
        Purpose.QUESTION,
        Purpose.REPLY,
        Purpose.ANSWER,
    ]
    assert not resident.context.cookies()
