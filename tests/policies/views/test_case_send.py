"""From the review to the receipt: one case for a matter, whatever happens on the way."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import etree

from policies.models import Case, CaseFile
from policies.services import deadline_of, find_case
from portal import challenge, languages
from tests.barriers import barriers, too_wide

NEW = "/en/cases/new/"
PDF = b"%PDF-1.4\n%%EOF"

pytestmark = pytest.mark.django_db


def sum_of(token: str) -> int:
    return sum(challenge.sum_of(token))


def receipt(response) -> tuple[str, str]:
    """The number and the access code that a page shows."""
    number, code = page_of(response).xpath("//section[@class='receipt']/dl[1]//dd/text()")
    return number, code


def page_of(response):
    return etree.fromstring(response.content, etree.HTMLParser())


@pytest.fixture
def written(monkeypatch):
    """All that a form sends at its last step, by somebody who took the time to fill it in."""
    monkeypatch.setattr(challenge, "QUICKEST", 0)
    token = challenge.issue()
    return {
        "kind": "complaint",
        "submission": str(uuid4()),
        "subject": "Street lamp",
        "text": "It is dark.",
        "name": "Ana",
        "challenge": token,
        "sum": sum_of(token),
        "step": "send",
    }


def test_the_receipt_opens_the_matter(client, written):
    assert find_case(*receipt(client.post(NEW, written))) == Case.objects.get()
    assert not Case.objects.get().is_suspect
    case = Case.objects.get()
    assert (case.words(), case.messages.get().words()) == ("Street lamp", "It is dark.")
    assert case.resident().name == "Ana"


def test_a_reload_shows_the_same_receipt_and_asks_nothing(client, written):
    first = client.post(NEW, written)
    again = client.post(NEW, {**written, "sum": "", "challenge": ""})
    assert receipt(first) == receipt(again)
    assert b"in other words" not in again.content
    assert Case.objects.count() == 1


def test_what_was_changed_after_sending_is_not_lost(client, written):
    client.post(NEW, written)
    response = client.post(NEW, {**written, "text": "It is very dark."})
    assert b"You sent this matter before, in other words" in response.content
    [reply] = page_of(response).xpath("//main//div[@role='alert']//form")
    typed = {each.get("name"): each.get("value", each.text) for each in reply.xpath(".//*[@name]")}
    assert typed["text"] == "It is very dark."
    client.post(reply.get("action"), typed)
    assert [each.words() for each in Case.objects.get().messages.all()] == [
        "It is dark.",
        "It is very dark.",
    ]


def test_a_program_does_not_get_in_and_a_person_keeps_the_words(client, written):
    response = client.post(NEW, {**written, "sum": "1"})
    assert "person" in response.context
    assert response.context["person"].errors
    assert "It is dark." in response.content.decode()
    assert not Case.objects.exists()


def test_what_looks_odd_is_taken_in_and_put_aside(client, written):
    client.post(NEW, {**written, "nickname": "bot"})
    assert Case.objects.get().is_suspect


def test_beyond_what_a_network_sends_it_is_put_aside(client, written, monkeypatch):
    monkeypatch.setattr("policies.views.cases.MATTERS_AN_HOUR", 1)
    client.post(NEW, written)
    client.post(NEW, {**written, "submission": str(uuid4())})
    assert sorted(Case.objects.values_list("is_suspect", flat=True)) == [False, True]


def test_files_are_kept_through_errors_and_steps(client, written, file_store):
    def files():
        return [SimpleUploadedFile("lamp.pdf", PDF), SimpleUploadedFile("empty.pdf", b"")]

    typed = {**written, "step": "review", "files": files()}
    response = client.post(NEW, typed)
    assert "“empty.pdf” is empty: it has no content." in response.context["problems"]
    assert [each.name() for each in response.context["waiting"]] == ["lamp.pdf"]
    assert "lamp.pdf" in client.post(NEW, {**written, "step": "review"}).content.decode()
    client.post(NEW, written)
    file = CaseFile.objects.get()
    assert file.message == Case.objects.get().messages.get()
    kept = [each.read_bytes() for each in file_store.rglob("*") if each.is_file()]
    assert kept
    assert not any(b"PDF" in each for each in kept)


def test_a_file_that_is_not_wanted_any_more_is_removed(client, written, file_store):
    upload = SimpleUploadedFile("lamp.pdf", PDF)
    client.post(NEW, {**written, "step": "review", "files": [upload]})
    client.post(NEW, {**written, "step": "review", "drop": str(CaseFile.objects.get().pk)})
    assert not CaseFile.objects.exists()


def test_somebody_elses_files_can_not_be_taken_or_removed(client, written, file_store):
    upload = SimpleUploadedFile("lamp.pdf", PDF)
    client.post(NEW, {**written, "step": "review", "files": [upload]})
    other = {**written, "submission": str(uuid4()), "drop": str(CaseFile.objects.get().pk)}
    client.post(NEW, other)
    assert not Case.objects.get().files.exists()
    assert CaseFile.objects.get().message is None


def test_more_files_than_a_message_takes_are_named(client, written, file_store):
    files = [SimpleUploadedFile(f"{number}.pdf", PDF) for number in range(6)]
    response = client.post(NEW, {**written, "step": "review", "files": files})
    assert response.context["problems"] == ["“5.pdf” was not added: a message takes up to 5 files."]


def test_what_is_far_too_large_is_refused_before_it_is_read(client):
    response = client.post(
        NEW, b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(2**30)
    )
    assert response.status_code == 413
    assert "5 files of 10 MB" in response.content.decode()


@pytest.mark.parametrize("language", languages.CODES)
def test_the_receipt_says_when_and_why_then(client, written, language):
    shown = client.post(f"/{language}/cases/new/", written)
    case = Case.objects.get()
    [arrived, due] = page_of(shown).xpath("//section[@class='receipt']//time/@datetime")
    assert datetime.fromisoformat(arrived) == case.received_at.replace(microsecond=0)
    assert due == str(deadline_of(case).answer_by)
    assert len(page_of(shown).xpath("//section[@class='receipt']//li")) >= 2
    assert shown["Cache-Control"] == "private, no-store"
    assert not shown.cookies
    assert case.language == language


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_whole_way_of_a_resident(portal_server, new_page, scripts, width, tmp_path):
    picture = tmp_path / "lamp.pdf"
    picture.write_bytes(PDF)
    page = new_page(java_script_enabled=scripts, viewport={"width": width, "height": 800})
    page.goto("/en/cases/")
    page.get_by_role("link", name="Make a complaint").click()
    page.get_by_label("In a few words").fill("Street lamp")
    page.get_by_label("What happened").fill("It is dark.")
    page.get_by_label("Files").set_input_files(picture)
    page.get_by_role("button", name="Continue").click()
    if scripts:
        page.locator("[data-challenge-sum]").wait_for(state="hidden")
    else:
        token = page.locator("[name=challenge]").input_value()
        page.locator("[name=sum]").fill(str(sum_of(token)))
    page.get_by_role("button", name="Send").dblclick()
    page.get_by_role("heading", name="Your matter has arrived").wait_for()
    told = page.locator(".receipt > dl").first.locator("dd")
    number, code = told.all_inner_texts()
    if scripts:
        assert not barriers(page)
        assert not too_wide(page)
    page.goto("/en/cases/track/")
    page.get_by_label("Number of the matter").fill(number)
    page.get_by_label("Access code").fill(code.lower())
    page.get_by_role("button", name="Show it").click()
    page.get_by_role("heading", name="Street lamp").wait_for()
    if scripts:
        assert not barriers(page)
        assert not too_wide(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="lamp.pdf").click()
    assert download.value.suggested_filename == "lamp.pdf"
    page.get_by_label("Your words").fill("It is the third one.")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Your reply has arrived.").wait_for()
    assert Case.objects.count() == 1
    assert not page.context.cookies()
