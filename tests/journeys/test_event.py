"""An event with one place: two residents, real mails, and one who can't come after all."""

import re

import pytest

from tests.barriers import barriers, too_wide
from tests.factories import outreach as make
from tests.serving import manage, start_portal, stop_portal

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def mail(mailbox, settings) -> dict[str, str]:
    """What processes of the portal are told, so that they send by the mailbox's server."""
    address = f"smtp://127.0.0.1:{settings.EMAIL_PORT}"
    return {"FAROL_MAIL": address, "FAROL_MAIL_FROM": "portal@example.org"}


@pytest.fixture
def portal_server(_static_files, transactional_db, mail, tmp_path):
    """A portal that sends mails."""
    server = start_portal(tmp_path / "portal.log", **mail)
    yield server
    stop_portal(server)


@pytest.fixture
def mailed(mail, mailbox):
    """`mailed("Please confirm")`: the secret address in the mail that comes with this subject."""

    def address(subject: str) -> str:
        manage("db_worker", "--batch", "--interval", "0.1", "--no-startup-delay", **mail)
        [found] = [each for each in mailbox.mails if each["Subject"].startswith(subject)]
        mailbox.mails.clear()
        links = re.findall(r"/\w+/events/registrations/\S+", text_of(found))
        assert len(links) == 1
        return links[0]

    return address


def text_of(found) -> str:
    """The words of a mail."""
    return found.get_body(["plain"]).get_content()


def register(page, title: str, button: str, name: str) -> None:
    """From the home page to the word that a mail is on its way."""
    page.goto("/en/")
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("link", name=button).click()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your e-mail address").fill(f"{name.lower()}@example.org")
    page.locator("[data-challenge-sum]").wait_for(state="hidden")
    assert not barriers(page)
    assert not too_wide(page)
    page.get_by_role("button", name="Send me the link").click()
    page.get_by_role("heading", name="Look into your mail").wait_for()


def test_a_place_is_confirmed_given_back_and_goes_to_the_next(portal_server, new_page, mailed):
    event = make.event(languages=("en",), capacity=1)
    title = str(event)
    ana, bo = new_page(viewport=PHONE), new_page(viewport=PHONE)
    register(ana, title, "Register", "Ana")
    mine = mailed("Please confirm")
    ana.goto(mine)
    ana.get_by_role("button", name="Confirm my registration").click()
    ana.get_by_text("You have a place.").wait_for()
    assert not barriers(ana)
    assert not ana.context.cookies()
    mailed("You have a place:")
    register(bo, title, "Put me on the waiting list", "Bo")
    bo.goto(mailed("Please confirm"))
    bo.get_by_role("button", name="Confirm my registration").click()
    bo.get_by_text("You are number 1 on the waiting list.").wait_for()
    ana.goto(mine)
    ana.get_by_role("button", name="Cancel my registration").click()
    ana.get_by_text("Your registration was cancelled").wait_for()
    bo.goto(mailed("You have a place now"))
    bo.get_by_text("You have a place.").wait_for()
    event.refresh_from_db()
    assert event.taken == 1
