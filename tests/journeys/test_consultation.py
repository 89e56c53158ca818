"""A consultation, whole: asked by an editor, answered by residents, answered by the government."""

import pytest

from policies.models import Consultation, Response
from portal import challenge
from portal.organisation.roles import PUBLISHER
from tests.barriers import barriers, too_wide
from tests.factories import organisation
from tests.factories import policies as make
from tests.journeys import people

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def publisher(portal_server):
    return organisation.member(PUBLISHER, organisation.department("TAXI", name_en="Taxi Office"))


def respond(page, scripts: bool, words: str) -> tuple[str, str]:
    """From the list to the receipt; the answer is number and code."""
    page.goto("/en/")
    page.get_by_role("link", name="Consultations").first.click()
    page.get_by_role("link", name="Should taxis have ramps?").click()
    page.get_by_role("link", name="Respond").click()
    page.get_by_role("group", name="Your opinion (one)").get_by_label("For").check()
    page.get_by_label("Your opinion (text)").fill(words)
    page.get_by_role("button", name="Continue").click()
    if scripts:
        page.locator("[data-challenge-sum]").wait_for(state="hidden")
        assert not barriers(page)
        assert not too_wide(page)
    else:
        token = page.locator("[name=challenge]").input_value()
        page.locator("[name=sum]").fill(str(sum(challenge.sum_of(token))))
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Your response has arrived").wait_for()
    number, code = page.locator(".receipt > dl").first.locator("dd").all_inner_texts()
    return number, code


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_question_to_the_answer(publisher, new_page, scripts):
    made = make.open_consultation(
        policy=make.public_policy(department=organisation.department("TAXI"), languages=("en",)),
        languages=("en",),
    )
    resident = new_page(viewport=PHONE, java_script_enabled=scripts)
    number, code = respond(resident, scripts, "Ramps help.")
    resident.goto("/en/consultations/response/")
    resident.get_by_label("Number of the response").fill(number)
    resident.get_by_label("Access code").fill(code.lower())
    resident.get_by_role("button", name="Show it").click()
    resident.get_by_label("Your opinion (text)").fill("Wider ramps help.")
    resident.get_by_role("button", name="Save the changes").click()
    resident.get_by_text("Your response was changed.").wait_for()
    for _each in range(5):
        make.response(made)
    Response.objects.update(status="counted")  # whoever is as quick as a test waits for a look
    make.close(made)

    page = people.sign_in(new_page(locale="en-GB", java_script_enabled=scripts), publisher)
    page.goto(f"/admin/policies/consultation/{made.pk}/change/")
    page.get_by_role("link", name="Add a point").click()
    page.locator("[name=said_en]").fill("Ramps are too narrow.")
    page.locator("[name=did_en]").fill("They will be wider.")
    page.locator("[name=outcome]").select_option("taken")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Publish the answer").click()
    page.get_by_text("Done: Publish the answer.").wait_for()
    assert Consultation.objects.get().status == "answered"

    resident.goto(f"/en/consultations/{made.pk}/")
    told = resident.locator("main").inner_text()
    for words in ("They will be wider.", "6 responses", "Taken up"):
        assert words in told
