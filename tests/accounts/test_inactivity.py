"""Who was away for an hour shows again that it is them: nothing is shown, done or lost before."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from infocenter.models import Document
from portal.files.models import StoredFile
from portal.organisation.roles import ADMINISTRATOR, EDITOR
from tests.factories import accounts, infocenter, organisation
from tests.test_staff_routes import address_of, patterns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

OF_SCRIPTS = {"Sec-Fetch-Dest": "empty"}
OF_OLD_SCRIPTS = {"Accept": "*/*"}
OF_JQUERY = {"Accept": "text/html, */*", "X-Requested-With": "XMLHttpRequest"}
OPEN = {"login", "second_step", "provider_start", "provider_return", "logout", "set_language"}


@pytest.fixture
def person(client, settings):
    settings.LANGUAGE_CODE = "en"
    person = organisation.member(ADMINISTRATOR)
    client.force_login(person)
    return person


def pass_minutes(client, minutes: float) -> None:
    """So much time passes for the session in which nobody asks for anything."""
    session = client.session
    for stamp in ("seen_at", "shown_at"):
        session[stamp] -= minutes * 60
    session.save()


def asks(response) -> bool:
    return response.status_code == 200 and b'id="confirm-form"' in response.content


# --- When ---------------------------------------------------------------------------------------


def test_after_an_hour_without_a_request_a_page_asks_in_place(client, person):
    pass_minutes(client, 54)
    assert not asks(client.get("/admin/"))
    pass_minutes(client, 54)  # the page before was seen
    assert not asks(client.get("/admin/"))
    pass_minutes(client, 60)
    page = client.get("/admin/auth/user/?q=ana")
    assert asks(page)
    assert "You were away for long" in page.content.decode()
    proof = {"confirm": "get", "confirm-password": organisation.PASSWORD}
    back = client.post("/admin/auth/user/?q=ana", proof)
    assert back["Location"] == "/admin/auth/user/?q=ana"
    assert not asks(client.get("/admin/"))


def test_how_long_is_a_setting(client, person, settings):
    settings.FAROL_SESSION_IDLE_MINUTES = 10
    pass_minutes(client, 8)
    assert not asks(client.get("/admin/"))
    pass_minutes(client, 10)
    assert asks(client.get("/admin/"))
    assert asks(client.post("/admin/auth/user/add/", {}))  # though fourteen minutes are fresh


def test_a_session_of_before_this_was_known_counts_from_its_proof(client, person):
    session = client.session
    del session["seen_at"]
    session.save()
    assert not asks(client.get("/admin/"))
    session = client.session
    del session["seen_at"]
    session["shown_at"] -= 3600
    session.save()
    assert asks(client.get("/admin/"))


def test_a_clock_that_went_wrong_lets_nobody_in(client, person):
    pass_minutes(client, -90)
    assert asks(client.get("/admin/"))


def test_it_asks_for_the_second_factor_where_there_is_one(client, person):
    accounts.app(person)
    pass_minutes(client, 60)
    password = {"confirm": "get", "confirm-password": organisation.PASSWORD}
    assert asks(client.post("/admin/", password))
    assert client.post("/admin/", {"confirm": "get", "confirm-code": accounts.code()})["Location"]
    assert not asks(client.get("/admin/"))


def test_what_a_page_fetches_by_itself_is_no_sign_of_somebody(client, person):
    board = "/admin/tracking/measure/board/"
    for _minute in range(4):
        pass_minutes(client, 16)
        answer = client.get(board, headers=OF_SCRIPTS)
    assert answer.status_code == 401
    assert asks(client.get(board))


def test_the_end_after_twelve_hours_stays_where_it_is(client, person):
    ends = Session.objects.get().expire_date
    assert timedelta(hours=11) < ends - timezone.now() <= timedelta(hours=12)
    pass_minutes(client, 60)
    client.post("/admin/", {"confirm": "get", "confirm-password": organisation.PASSWORD})
    pass_minutes(client, 30)
    client.get("/admin/")
    typed = {"old_password": organisation.PASSWORD, "new_password1": "quite-another-phrase-9",
             "new_password2": "quite-another-phrase-9"}  # fmt: skip
    assert client.post("/admin/password_change/", typed).status_code == 302
    assert Session.objects.get().expire_date == ends
    assert client.cookies["sessionid"]["max-age"] <= 12 * 3600


# --- Nothing before -----------------------------------------------------------------------------


@pytest.mark.once
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_asks_before_it_answers(client, method):
    client.force_login(organisation.member(EDITOR))
    pass_minutes(client, 60)
    seen = 0
    for pattern, before in patterns():
        address = address_of(pattern, before)
        if pattern.name in OPEN:
            continue
        assert asks(getattr(client, method)(address)), address
        for headers in (OF_SCRIPTS, OF_OLD_SCRIPTS, OF_JQUERY):
            refused = getattr(client, method)(address, headers=headers)
            assert refused.status_code == 401, address
            assert refused["Cache-Control"] == "private, no-store"
            assert set(refused.json()) == {"reason"}
        seen += 1
    assert seen > 60


def test_nothing_is_done_by_what_is_posted_before(client, person, file_store):
    infocenter.topic()
    draft = infocenter.draft_document(department=person.memberships.get().department)
    pass_minutes(client, 60)
    page = f"/admin/infocenter/document/{draft.pk}"
    wrong = {"confirm": "post", "confirm-password": "guess"}
    for more in ({}, wrong, {**wrong, "confirm-answer": "{}"}):
        for each in ("change", "delete", "supersede"):
            asked = client.post(f"{page}/{each}/", {"post": "yes", "step": "publish", **more})
            assert asks(asked)
    chosen = {"action": "publish_many", "_selected_action": [draft.pk]}
    assert asks(client.post("/admin/infocenter/document/", chosen))
    upload = SimpleUploadedFile("a.txt", b"dropped")
    asked = client.post("/admin/infocenter/document/files/", {"file": upload}, headers=OF_SCRIPTS)
    assert asked.status_code == 401
    words = {"body": "# Anything"}
    asked = client.post("/admin/infocenter/document/markdown/", words, headers=OF_SCRIPTS)
    assert b"Anything" not in asked.content
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert Document.objects.count() == 1
    assert not StoredFile.objects.exists()


def test_what_was_typed_is_kept_and_done_afterwards(client, person):
    pass_minutes(client, 60)
    typed = {"term": "房屋局", "words": "a & b"}
    page = "/admin/infocenter/synonymgroup/add/"
    asked = client.post(page, typed)
    assert 'name="words" value="a &amp; b"' in asked.content.decode()
    done = client.post(page, {**typed, "confirm": "post",
                              "confirm-password": organisation.PASSWORD})  # fmt: skip
    assert not asks(done)
    assert done.context["adminform"].form.data["words"] == "a & b"


def test_files_that_came_along_must_be_chosen_again(client, person):
    pass_minutes(client, 60)
    typed = {"file": SimpleUploadedFile("a.txt", b"x")}
    asked = client.post("/admin/infocenter/document/add/", typed)
    assert "Files must be chosen again." in asked.content.decode()


def test_signing_out_and_in_again_goes_on(client, person):
    pass_minutes(client, 60)
    assert client.post("/admin/logout/").status_code in (200, 302)
    assert client.get("/admin/")["Location"].startswith("/admin/login/")
    client.force_login(person)
    assert not asks(client.get("/admin/"))


def test_guessing_there_is_slowed_down(client, person):
    pass_minutes(client, 60)
    for number in range(8):
        client.post("/admin/", {"confirm": "get", "confirm-password": f"guess {number}"})
    assert asks(
        client.post("/admin/", {"confirm": "get", "confirm-password": organisation.PASSWORD})
    )


# --- At what cost -------------------------------------------------------------------------------


def test_a_session_is_not_written_at_each_request(client):
    client.force_login(organisation.member(EDITOR))
    usual = queries(client)
    assert queries(client) == usual
    pass_minutes(client, 5)
    assert usual < queries(client) <= usual + 3  # it is written, in a transaction of its own
    assert queries(client) == usual


def queries(client) -> int:
    """What a page costs that asks for little."""
    with CaptureQueriesContext(connection) as found:
        client.get("/admin/password_change/done/")
    return len(found)
