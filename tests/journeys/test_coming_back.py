"""An editor comes back to a half written document after an hour, and loses nothing of it."""

import pytest
from django.contrib.sessions.backends.db import SessionStore

from infocenter.models import Document
from portal.organisation.roles import EDITOR
from tests.factories import organisation
from tests.journeys import people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MARKDOWN = "/admin/infocenter/document/markdown/"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_what_was_written_is_saved_once_the_editor_has_shown_who_it_is(new_page, scripts):
    page = new_page(locale="en-GB", java_script_enabled=scripts)
    people.sign_in(page, organisation.member(EDITOR))
    page.goto("/admin/infocenter/document/add/")
    page.fill("#id_text-zh-hant-title", "橋樑的冬季時間")
    an_hour_passes(page)

    if scripts:
        with page.expect_response(f"**{MARKDOWN}") as asked:
            page.fill("#id_text-zh-hant-body", "夜間關閉。")
        assert asked.value.status == 401
    else:
        page.fill("#id_text-zh-hant-body", "夜間關閉。")
    people.press(page, "save")
    assert Document.objects.count() == 0
    page.fill("#id_confirm-password", organisation.PASSWORD)
    page.click("#confirm-form button[type=submit]:not([name])")
    page.wait_for_url("**/change/")
    text = Document.objects.get().translations.get()
    assert (text.title, text.body) == ("橋樑的冬季時間", "夜間關閉。")


def an_hour_passes(page) -> None:
    """For the session of this window."""
    cookie = next(each for each in page.context.cookies() if each["name"] == "sessionid")
    session = SessionStore(cookie["value"])
    session["seen_at"] -= 3601
    session["shown_at"] -= 3601
    session.save()
