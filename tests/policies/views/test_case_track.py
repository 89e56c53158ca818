"""Following a matter: only with its receipt, and everything that its resident can do there."""

import json
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from policies import passes, services
from policies.models import Case
from policies.states.cases import CaseStatus
from tests.factories import policies as make

TRACK = "/en/cases/track/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt():
    return services.file_case(make.filing())


@pytest.fixture
def later(monkeypatch):
    """Let time pass: `later(hours=3)`."""

    def pass_time(**amount):
        now = timezone.now() + timedelta(**amount)
        monkeypatch.setattr(timezone, "now", lambda: now)
        monkeypatch.setattr(time, "time", now.timestamp)

    return pass_time


def of(receipt) -> dict[str, str]:
    return {"number": receipt.number, "code": receipt.code}


def test_with_number_and_code_however_they_are_typed(client, receipt):
    typed = {"number": f" {receipt.number.replace('-', ' ')} ", "code": receipt.code.lower()}
    shown = client.post(TRACK, typed)
    assert shown.context["case"] == receipt.case
    assert "長堤街的路燈壞了三個星期。" in shown.content.decode()
    assert shown["Cache-Control"] == "private, no-store"
    assert not shown.cookies


def test_words_say_in_which_language_they_are(client, receipt):
    shown = client.post("/pt/cases/track/", of(receipt)).content.decode()
    assert '<h1 lang="zh-Hant">路燈不亮</h1>' in shown
    assert '<p class="as-written" lang="zh-Hant">' in shown


def test_a_misread_digit_is_noticed(client, receipt):
    number = receipt.number[:-1] + str((int(receipt.number[-1]) + 1) % 10)
    form = client.post(TRACK, {"number": number, "code": receipt.code}).context["form"]
    assert "misread" in form.errors["number"][0]


def test_a_wrong_code_and_a_wrong_number_are_told_alike(client, receipt):
    other = services.file_case(make.filing())
    first = client.post(TRACK, {"number": receipt.number, "code": other.code})
    Case.objects.filter(pk=other.case.pk).delete()
    second = client.post(TRACK, of(other))
    assert first.context["form"].non_field_errors() == second.context["form"].non_field_errors()
    assert "case" not in first.context


def test_guessing_ends_and_says_when_it_may_go_on(client, receipt, monkeypatch, later):
    monkeypatch.setattr("policies.views.guessing.GUESSES", 3)
    for _each in range(3):
        client.post(TRACK, {"number": receipt.number, "code": "0000-0000-0000"})
    refused = client.post(TRACK, of(receipt))
    assert "case" not in refused.context
    assert "try again after" in refused.context["form"].non_field_errors()[0]
    later(hours=1, minutes=1)
    assert client.post(TRACK, of(receipt)).context["case"] == receipt.case


def test_who_has_the_receipt_is_never_kept_out_by_looking_often(client, receipt, monkeypatch):
    monkeypatch.setattr("policies.views.guessing.GUESSES", 2)
    for _each in range(5):
        assert "case" in client.post(TRACK, of(receipt)).context


def test_a_pass_opens_its_own_case_only_and_not_for_long(client, receipt, later):
    given = client.post(TRACK, of(receipt)).context["pass"]
    assert client.post(TRACK, {"pass": given}).context["case"] == receipt.case
    assert "case" not in client.post(TRACK, {"pass": given[:-2] + "xx"}).context
    later(hours=3)
    assert client.post(TRACK, {"pass": given}).context["expired"]


def test_after_a_long_break_the_words_are_still_there_and_are_sent(client, receipt, later):
    given = passes.issue(receipt.case)
    reply = {"action": "reply", "text": "The third lamp.", "submission": str(uuid4())}
    later(hours=3)
    asked = client.post(TRACK, {"pass": given, **reply})
    carried = dict(asked.context["carried"])
    assert carried == reply
    shown = client.post(TRACK, {**carried, **of(receipt)})
    assert shown.context["done"] == "reply"
    assert receipt.case.messages.last().words() == "The third lamp."


def test_an_empty_reply_comes_back(client, receipt):
    shown = client.post(
        TRACK, {"pass": passes.issue(receipt.case), "action": "reply", "submission": str(uuid4())}
    )
    assert shown.context["failed"].errors
    assert receipt.case.messages.count() == 1


def test_internal_notes_are_never_shown(client):
    case = make.case_at_work()
    services.add_note(case, by=case.officer, text="Calls often.")
    shown = client.post(TRACK, {"pass": passes.issue(case)})
    assert "Calls often." not in shown.content.decode()
    assert case.officer.username not in shown.content.decode()


def test_rating_and_reopening(client):
    case = make.answered_case()
    given = {"pass": passes.issue(case)}
    wrong = client.post(TRACK, {**given, "action": "rate", "submission": str(uuid4())})
    assert wrong.context["failed"].errors["rating"]
    client.post(TRACK, {**given, "action": "rate", "rating": "2", "submission": str(uuid4())})
    case.refresh_from_db()
    assert (case.status, case.rating) == (CaseStatus.CLOSED, 2)
    missing = {"action": "reopen", "text": "Dark again.", "submission": str(uuid4())}
    client.post(TRACK, {**given, **missing})
    case.refresh_from_db()
    assert case.status == CaseStatus.REOPENED


def test_withdrawing_needs_a_tick(client, receipt):
    given = {"pass": passes.issue(receipt.case), "action": "withdraw"}
    assert client.post(TRACK, given).context["failed"].errors
    client.post(TRACK, {**given, "sure": "on"})
    receipt.case.refresh_from_db()
    assert receipt.case.status == CaseStatus.WITHDRAWN


def test_everything_kept_is_given_out_and_deleted(client, receipt):
    given = {"pass": passes.issue(receipt.case)}
    answer = client.post(TRACK, {**given, "action": "export"})
    assert answer["Content-Disposition"].startswith("attachment")
    told = json.loads(answer.content)
    assert told["person"]["name"] == "陳大文"
    assert told["messages"][0]["text"] == "長堤街的路燈壞了三個星期。"
    shown = client.post(TRACK, {**given, "action": "erase", "sure": "on"})
    assert shown.context["done"] == "erase"
    assert "長堤街" not in client.post(TRACK, given).content.decode()
    case = Case.objects.get()
    assert (case.status, case.person, case.subject) == (CaseStatus.WITHDRAWN, "", "")


def test_the_resident_of_a_whole_follows_its_parts(client):
    case = make.case_at_work()
    services.split_case(
        case, by=case.officer, subject="樹", text="The tree hides it.", department=case.department
    )
    shown = client.post(TRACK, {"pass": passes.issue(case)}).content.decode()
    assert "The tree hides it." in shown


@pytest.mark.parametrize("address", [TRACK, "/en/cases/track/file/"])
def test_another_site_can_not_send_it(client, receipt, address):
    elsewhere = {"Origin": "https://elsewhere.example"}
    assert client.post(address, of(receipt), headers=elsewhere).status_code == 403
