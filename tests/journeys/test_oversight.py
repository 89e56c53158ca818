"""Who leads sees a number, opens its rows, decides with a reason, and it waits no more."""

import pytest
from playwright.sync_api import expect

from portal.organisation.roles import LEADERSHIP
from tests.barriers import barriers, too_wide
from tests.factories import organisation, tracking
from tests.journeys import people

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_leader_sees_a_number_opens_its_rows_and_decides(portal_server, new_page):
    measure = tracking.measure(tracking.public_programme())
    recognition = tracking.recognition(measure)
    leader = organisation.member(LEADERSHIP)
    organisation.seat(leader)
    page = new_page(locale="pt-PT", viewport={"width": 360, "height": 780})
    people.sign_in(page, leader)

    figures = page.get_by_role("region", name="Medidas", exact=True)
    number = figures.locator(".bar-key a").filter(has_not_text="0").first
    count = int(number.locator("strong").inner_text())
    number.click()
    expect(page.locator("#result_list tbody tr")).to_have_count(count)

    page.goto("/admin/")
    waiting = page.get_by_role("navigation", name="O que espera por si")
    expect(waiting.get_by_role("link", name="1 Reconhecimentos a decidir")).to_be_visible()
    pile = page.get_by_role("region", name="Reconhecimentos a decidir")
    pile.get_by_text("Decidir…").click()
    pile.get_by_label("Motivo").first.fill("Cumpriu antes do prazo.")
    assert not barriers(page)
    pile.get_by_role("button", name="Decidir").click()

    expect(page).to_have_url(f"{portal_server.url}/admin/")
    expect(pile).to_have_count(0)
    rest = page.get_by_role("region", name="Nada está pendente aqui")
    expect(rest.get_by_role("link", name="Reconhecimentos a decidir")).to_be_visible()
    recognition.refresh_from_db()
    assert (recognition.status, recognition.decision_pt) == ("given", "Cumpriu antes do prazo.")
    assert not too_wide(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not barriers(page) + too_wide(page)
