"""Consultations, as residents find them: read, respond, change, and see what came of it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from policies import services
from policies.models import Consultation, Point, Response
from policies.states.consultations import Outcome
from portal.challenge import issue, sum_of
from tests.barriers import looked_at
from tests.factories import organisation
from tests.factories import policies as make

pytestmark = pytest.mark.django_db


def address(consultation, more="") -> str:
    return f"/en/consultations/{consultation.pk}/{more}"


def form_of(consultation, **values) -> dict:
    data = {
        f"q{key}": value
        for key, value in make.said(consultation, **values).items()
        if value not in (None, "")
    }
    return {**data, "submission": str(uuid4()), "name": "陳大文", "may_publish": "on"}


def send(client, consultation, data, **more):
    token = issue()
    person = {"challenge": token, "sum": str(sum(sum_of(token)))}
    return client.post(
        address(consultation, "respond/"), {**data, **person, "step": "send", **more}
    )


def receipt(response) -> dict:
    number, code = re.findall(r"<dd>([\w-]+)</dd>", response.content.decode())[:2]
    return {"number": number, "code": code}


def test_a_draft_is_not_there(client):
    made = make.consultation()
    assert client.get(address(made)).status_code == 404
    for more in ("respond/", "results.csv", "responses/"):
        assert client.get(address(made, more)).status_code == 404
    assert str(made) not in client.get("/en/consultations/").content.decode()


def test_an_open_one_says_what_is_asked_until_when(client):
    made = make.open_consultation(languages=("en",))
    page = client.get(address(made)).content.decode()
    for words in ("Should taxis have ramps?", "Your opinion", "Respond", "Open"):
        assert words in page
    assert "Should taxis have ramps?" in client.get("/en/consultations/").content.decode()
    policy = client.get(f"/en/policies/{made.policy_id}/").content.decode()
    assert "Should taxis have ramps?" in policy


def test_the_page_holds_until_the_next_opening_or_closing_and_sets_no_cookie(client):
    make.open_consultation()
    response = client.get("/en/consultations/")
    assert response.headers["Expires"]
    assert "public" in response.headers["Cache-Control"]
    assert not response.cookies


def test_the_whole_way_without_scripts(client):
    made = make.open_consultation(languages=("en",))
    data = form_of(made, text="Ramps help.")
    review = client.post(address(made, "respond/"), {**data, "step": "review"})
    assert "Look at it once more" in review.content.decode()
    assert not Response.objects.exists()
    sent = send(client, made, data)
    assert "Your response has arrived" in sent.content.decode()
    found = client.post("/en/consultations/response/", receipt(sent))
    page = found.content.decode()
    assert "Ramps help." in page
    token = re.search(r'name="pass" value="([^"]+)"', page)[1]
    changed = {**data, "pass": token, "action": "save"}
    changed |= {key: "No." for key, value in data.items() if value == "Ramps help."}
    client.post("/en/consultations/response/", changed)
    assert "No." in services.said_of(Response.objects.get()).values()
    client.post("/en/consultations/response/", {"pass": token, "action": "withdraw"})
    assert Response.objects.get().status == "withdrawn"


def test_a_reload_shows_the_same_receipt_and_other_answers_are_offered(client):
    made = make.open_consultation(languages=("en",))
    data = form_of(made)
    first, again = send(client, made, data), send(client, made, data)
    assert receipt(first) == receipt(again)
    assert Response.objects.count() == 1
    other = {**data, **{key: "Else." for key, value in data.items() if value == "坡板很有用。"}}
    assert "with other answers" in send(client, made, other).content.decode()


def test_what_was_written_is_there_still_when_it_closes_meanwhile(client):
    made = make.open_consultation()
    data = form_of(made, text="寫了很久。")
    make.close(made)
    page = send(client, made, data).content.decode()
    assert "寫了很久。" in page
    assert "This consultation has closed." in page
    assert not Response.objects.exists()
    assert client.get(address(made, "respond/")).status_code == 302


def test_many_of_one_network_wait_for_a_look_and_none_is_turned_away(client, monkeypatch):
    monkeypatch.setattr("policies.views.responses.RESPONSES_AN_HOUR", 2)
    monkeypatch.setattr("portal.challenge.QUICKEST", 0)
    made = make.open_consultation()
    for _each in range(4):
        assert "arrived" in send(client, made, form_of(made)).content.decode()
    assert Response.objects.counted().count() == 2
    assert Response.objects.filter(status="quarantine").count() == 2


def test_a_wrong_code_opens_nothing(client):
    made = make.open_consultation()
    sent = receipt(send(client, made, form_of(made, text="秘密")))
    page = client.post("/en/consultations/response/", {**sent, "code": "0000-0000-0000"})
    assert "秘密" not in page.content.decode()
    forged = client.post("/en/consultations/response/", {"pass": "1:2:3", "action": "withdraw"})
    assert "Show your receipt again" in forged.content.decode()
    assert Response.objects.get().status != "withdrawn"


def test_figures_come_after_the_closing_with_small_ones_hidden(client):
    made = make.open_consultation(languages=("en",))
    for one in (0,) * 6 + (1,) * 15 + (2,):
        make.response(made, one=one)
    assert "How many" not in client.get(address(made)).content.decode()
    assert client.get(address(made, "results.csv")).status_code == 404
    make.close(made)
    page = client.get(address(made)).content.decode()
    assert "22 responses" in page
    table = client.get(address(made, "results.csv")).content.decode()
    assert "For,6," in table
    assert "Against,<5," in table


def test_a_formula_in_words_stays_words_in_tables(client):
    made = make.open_consultation()
    for _each in range(5):
        make.response(made)
    make.close(made)
    made.questions.update(text_zh_hant="=1+1", text_en="=1+1", text="=1+1")
    assert ",'=1+1" not in (table := client.get(address(made, "results.csv")).content.decode())
    assert "'=1+1" in table


def test_published_responses_show_masked_names_only(client):
    made = make.closed_consultation([{"text": "我是陳大文。"}, {"text": "另一個。"}])
    row = Response.objects.last()
    reply = row.replies.exclude(sealed="").get()
    services.publish_response(row, by=None, name="陳**", words={reply.pk: "我是***。"})
    page = client.get(address(made, "responses/")).content.decode()
    assert "陳**" in page
    assert "我是***。" in page
    assert "陳大文" not in page
    assert "另一個" not in page


def test_the_answer_shows_point_by_point_and_leads_to_the_article(client):
    made = make.closed_consultation(policy=make.public_policy(articles=["1"]))
    article = made.policy.articles.get()
    point = Point(consultation=made, outcome=Outcome.TAKEN, article=article)
    words = {"said": {"en": "Too narrow."}, "did": {"en": "Wider ramps."}}
    services.save_point(point, by=None, words=words)
    assert "Wider ramps." not in client.get(address(made)).content.decode()
    services.answer_consultation(made, by=None)
    page = client.get(address(made)).content.decode()
    assert "Wider ramps." in page
    assert f"/en/policies/{made.policy_id}/#{article.anchor}" in page


def test_a_withdrawn_one_says_why(client):
    made = make.open_consultation()
    services.withdraw_consultation(made, by=None, reason={"en": "It asked the wrong thing."})
    assert "It asked the wrong thing." in client.get(address(made)).content.decode()


def test_it_is_found_by_search_once_it_is_public(client):
    made = make.consultation(languages=("en",))
    assert address(made) not in client.get("/en/search/?q=taxis+ramps").content.decode()
    services.publish_consultation(made, by=None)
    assert address(made) in client.get("/en/search/?q=taxis+ramps").content.decode()


def test_another_site_cannot_respond_for_its_visitors():
    made = make.open_consultation()
    client = Client(headers={"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"})
    assert send(client, made, form_of(made)).status_code == 403
    assert not Response.objects.exists()


# --- Staff -------------------------------------------------------------------------------------


def signed_in(role, department) -> Client:
    client = Client()
    client.force_login(organisation.member(role, department))
    return client


def test_who_may_not_see_responses_in_admin():
    own, other = organisation.department("OWN"), organisation.department("OTHER")
    made = make.closed_consultation([{}], department=own)
    row = Response.objects.get()
    pages = [
        f"/admin/policies/response/{row.pk}/change/",
        f"/admin/policies/consultation/{made.pk}/export/",
    ]
    for role, place in (("editor", own), ("publisher", other), ("measure officer", own)):
        client = signed_in(role, place)
        for page in pages:
            assert client.get(page).status_code in (302, 403, 404), (role, page)
    client = signed_in("publisher", own)
    for page in pages:
        assert client.get(page).status_code == 200, page


def test_an_editor_writes_a_consultation_and_a_publisher_announces_it():
    own = organisation.department("OWN")
    policy = make.public_policy(department=own)
    editor, publisher = signed_in("editor", own), signed_in("publisher", own)
    now = timezone.localtime()
    typed = {
        "step": "save",
        "policy": policy.pk,
        "department": own.pk,
        "audience": "everybody",
        "opens_at": now.strftime("%Y-%m-%dT%H:%M"),
        "closes_at": (now + timedelta(days=40)).strftime("%Y-%m-%dT%H:%M"),
        "text-en-title": "What do you think?",
    }
    page = editor.post("/admin/policies/consultation/add/", {**typed, "closes_at": ""})
    assert "What do you think?" in page.content.decode()
    editor.post("/admin/policies/consultation/add/", typed)
    made = Consultation.objects.get()
    base = f"/admin/policies/consultation/{made.pk}/"
    question = {"step": "save", "kind": "one", "text_en": "Ramps?"}
    page = editor.post(f"{base}questions/add/", {**question, "choices_text_en": "Yes"})
    assert "Ramps?" in page.content.decode()
    assert not made.questions.exists()
    editor.post(f"{base}questions/add/", {**question, "choices_text_en": "Yes\nNo"})
    assert [str(each.text_en) for each in made.questions.get().choices.all()] == ["Yes", "No"]
    assert editor.get(f"{base}preview/").status_code == 200
    assert editor.post(f"{base}change/", {"step": "publish"}).status_code == 403
    made.refresh_from_db()
    publisher.post(f"{base}change/", {"step": "publish", "version": made.version})
    made.refresh_from_db()
    assert made.status == "published"
    assert publisher.get(f"{base}change/").status_code == 200


def test_a_publisher_publishes_a_response_masked():
    own = organisation.department("OWN")
    made = make.closed_consultation([{"text": "我是陳大文。"}], department=own)
    row = Response.objects.get()
    publisher = signed_in("publisher", own)
    page = f"/admin/policies/response/{row.pk}/change/"
    shown = publisher.get(page).content.decode()
    assert "我是***。" in shown
    reply = row.replies.exclude(sealed="").get()
    typed = {"step": "publish", "version": row.version, "name": "陳**"}
    publisher.post(page, {**typed, f"reply-{reply.pk}": "我是***。"})
    assert Response.objects.published().filter(consultation=made).count() == 1


def test_what_waits_is_on_the_first_page_of_who_can_do_it():
    own, other = organisation.department("OWN"), organisation.department("OTHER")
    made = make.closed_consultation([{"is_suspect": True}], department=own)
    row = Response.objects.get()
    first = signed_in("publisher", own).get("/admin/").content.decode()
    assert row.number in first
    assert f"/admin/policies/consultation/{made.pk}/change/" in first
    assert row.number in signed_in("case officer", own).get("/admin/").content.decode()
    for role, place in (("publisher", other), ("editor", own)):
        assert row.number not in signed_in(role, place).get("/admin/").content.decode()


@pytest.mark.once
@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["zh-hant", "pt"])
def test_the_pages_have_no_barriers(portal_server, new_page, language):
    made = make.open_consultation(languages=("zh-hant", "pt"))
    over = make.closed_consultation(
        [{"one": 0}] * 6 + [{"one": 1}] * 15 + [{"one": 2}], languages=("zh-hant", "pt")
    )
    row = Response.objects.filter(consultation=over).first()
    services.publish_response(row, by=None, name="陳**", words={})
    page = new_page()
    pages = ("", f"{made.pk}/", f"{made.pk}/respond/", f"{over.pk}/", f"{over.pk}/responses/")
    addresses = [f"/{language}/consultations/{each}" for each in (*pages, "response/")]
    assert not looked_at(page, addresses, language)
