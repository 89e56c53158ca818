"""Officers at work in admin: the queue, a case with its steps, and taking a matter in."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from policies import services
from policies.models import CannedAnswer, Case, Practice
from policies.states.cases import CaseStatus, Purpose
from portal.history.models import Event
from tests.factories import organisation
from tests.factories import policies as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST = "/admin/policies/case/"
LONG_AGO = timedelta(days=120)


@pytest.fixture
def officer():
    return make.officer()


@pytest.fixture
def desk(client, officer):
    """The officer, signed in and reading English."""
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    return client


def page(case) -> str:
    return f"{LIST}{case.pk}/change/"


def take(desk, case, step, **typed):
    """Press the button of a step on the page as it is now."""
    case.refresh_from_db()
    sent = {"step": step, "version": case.version, **typed}
    return desk.post(page(case), sent, follow=True)


def told(response) -> str:
    return " ".join(str(each) for each in response.context["messages"])


def numbers(response) -> set[str]:
    return {each.number for each in response.context["cl"].queryset}


def test_the_queue_shows_what_is_late_and_how_late(desk, officer):
    late = make.case_at_work(officer, at=timezone.now() - LONG_AGO)
    fresh = make.case_at_work(officer)
    shown = desk.get(LIST)
    assert numbers(shown) == {late.number, fresh.number}
    assert "days late" in shown.content.decode()
    assert numbers(desk.get(LIST, {"pile": "late"})) == {late.number}
    assert numbers(desk.get(LIST, {"pile": "mine"})) == {late.number, fresh.number}


@pytest.mark.parametrize("days", range(0, 45, 4))
def test_late_is_what_its_own_deadline_says(days):
    make.generous_rules()
    officer = make.officer()
    case = make.case_at_work(officer, at=timezone.now() - timedelta(days=days))
    again = make.case_at_work(officer, at=timezone.now() - timedelta(days=days))
    services.ask_resident(again, by=officer, text="Which?")
    services.receive_reply(again, text="This.", submission=uuid4())
    longer = make.case_at_work(officer, at=timezone.now() - timedelta(days=days))
    services.extend_case(longer, by=officer, reason="Parts.")
    today = timezone.localdate()
    expected = {
        each.pk for each in (case, again, longer) if services.deadline_of(each).is_overdue(today)
    }
    found = services.clock.overdue(Case.objects.all())
    assert {each.pk for each in found} == expected


def test_a_number_is_found_however_it_is_typed(desk, officer):
    case = make.case_at_work(officer)
    assert numbers(desk.get(LIST, {"q": case.number.replace("-", "")})) == {case.number}
    assert numbers(desk.get(LIST, {"q": "路燈"})) == set()  # words are sealed


def test_the_whole_handling_by_buttons(desk, officer):
    case = make.case(department=organisation.department("CASES"))
    for step, typed, state in (
        ("accept", {}, CaseStatus.ACCEPTED),
        ("take", {}, CaseStatus.IN_PROGRESS),
        ("ask", {"text": "Which lamp?"}, CaseStatus.AWAITING_RESIDENT),
        ("go_on", {}, CaseStatus.IN_PROGRESS),
        ("note", {"text": "Calls often."}, CaseStatus.IN_PROGRESS),
        ("draft", {"answer": "Repaired."}, CaseStatus.IN_PROGRESS),
        ("answer", {"answer": "Repaired yesterday."}, CaseStatus.ANSWERED),
    ):
        response = take(desk, case, step, **typed)
        assert "Done" in told(response), (step, told(response))
        case.refresh_from_db()
        assert case.status == state
    assert case.officer == officer
    assert case.messages.last().words() == "Repaired yesterday."


def test_what_is_refused_says_why_and_keeps_what_was_typed(desk, officer):
    case = make.case_at_work(officer)
    other = organisation.department("OTHER")
    response = take(desk, case, "transfer", department=other.pk, reason=" ")
    assert "why it is transferred" in told(response)
    response = take(desk, case, "merge", number="26-0000-0000")
    assert "no case of yours" in told(response)
    assert 'value="26-0000-0000"' in response.content.decode()


def test_who_comes_second_is_told_and_keeps_the_answer(desk, officer):
    case = make.case_at_work(officer)
    seen = case.version
    services.draft_answer(case, by=make.officer(), text="From a colleague.")
    response = desk.post(page(case), {"step": "draft", "version": seen, "answer": "My words."})
    assert "Somebody else has changed this case" in told(response)
    assert "My words." in response.content.decode()
    assert Case.objects.get().draft.words() == "From a colleague."


def test_who_opens_a_case_is_noted_and_shown_to_the_next(desk, officer):
    case = make.case_at_work(officer)
    assert not desk.get(page(case)).context["others"]
    colleague = make.officer()
    desk.force_login(colleague)
    assert officer.username in desk.get(page(case)).context["others"]
    seen = Event.objects.about(case).filter(verb="case.seen")
    assert {each.actor for each in seen} == {officer, colleague}


def test_ready_made_words_are_put_in_in_the_residents_language(desk, officer):
    case = make.case_at_work(officer)
    ready = CannedAnswer.objects.create(
        title="Thanks", department=case.department, text_en="Thank you.", text_zh_hant="多謝來信。"
    )
    sent = {"insert": "1", "ready_made": ready.pk, "answer": "路燈已修復。"}
    shown = desk.post(page(case), {**sent, "version": case.version})
    assert shown.context["answer"] == "路燈已修復。\n\n多謝來信。"


def test_a_file_goes_out_with_the_answer(desk, officer, file_store):
    case = make.case_at_work(officer)
    plan = SimpleUploadedFile("plan.pdf", b"%PDF-1.4")
    take(desk, case, "draft", answer="See the plan.", files=[plan])
    take(desk, case, "answer", answer="See the plan.")
    file = case.messages.get(purpose=Purpose.ANSWER).files.get()
    assert file.name() == "plan.pdf"
    assert desk.get(f"{LIST}{case.pk}/files/{file.pk}/").content == b"%PDF-1.4"


def test_a_file_that_is_refused_loses_no_word(desk, officer, file_store):
    case = make.case_at_work(officer)
    empty = SimpleUploadedFile("plan.pdf", b"")
    response = take(desk, case, "answer", answer="See the plan.", files=[empty])
    assert "“plan.pdf” is empty" in told(response)
    assert response.context["answer"] == "See the plan."
    case.refresh_from_db()
    assert case.status == CaseStatus.IN_PROGRESS


def test_where_answers_are_approved_the_author_has_no_button_to_send(desk, officer):
    case = make.case_at_work(officer)
    Practice.objects.create(department=case.department, approves_answers=True)
    assert "answer" not in desk.get(page(case)).context["steps"]
    take(desk, case, "submit", answer="Repaired.")
    assert "approve" not in desk.get(page(case)).context["steps"]
    desk.force_login(make.officer())
    assert "Done" in told(take(desk, case, "approve"))
    case.refresh_from_db()
    assert case.status == CaseStatus.ANSWERED


def test_a_transferred_case_is_gone_from_here_and_there(desk, officer):
    case = make.case_at_work(officer)
    other = organisation.department("OTHER")
    response = take(desk, case, "transfer", department=other.pk, reason="Lamps are theirs.")
    assert response.redirect_chain == [(LIST, 302)]
    assert desk.get(page(case)).status_code == 404
    assert numbers(desk.get(LIST)) == set()
    desk.force_login(make.officer(other))
    assert desk.get(page(case)).status_code == 200


def test_a_step_that_is_not_there_is_forbidden(desk, officer):
    case = make.case_at_work(officer)
    assert desk.post(page(case), {"step": "delete"}).status_code == 403
    desk.force_login(make.officer(organisation.department("OTHER")))
    assert desk.post(page(case), {"step": "take"}).status_code == 404
    case.refresh_from_db()
    assert case.officer == officer


def test_a_matter_taken_in_at_the_counter_has_the_same_receipt(desk, officer):
    typed = {
        "submission": str(uuid4()),
        "channel": "counter",
        "kind": "complaint",
        "language": "pt",
        "subject": "Candeeiro",
        "text": "Está escuro.",
        "department": organisation.department("CASES").pk,
    }
    missing = desk.post(f"{LIST}add/", {**typed, "text": ""})
    assert missing.context["form"].errors["text"]
    assert missing.context["form"]["subject"].value() == "Candeeiro"
    first = desk.post(f"{LIST}add/", typed).context["receipt"]
    again = desk.post(f"{LIST}add/", typed).context["receipt"]
    assert (first.number, first.code) == (again.number, again.code)
    case = Case.objects.get()
    assert (case.channel, case.language) == ("counter", "pt")
    assert services.find_case(first.number, first.code) == case
    assert Event.objects.about(case).get(verb="case.received").actor == officer


def test_the_first_page_shows_what_waits(desk, officer):
    late = make.case_at_work(officer, at=timezone.now() - LONG_AGO)
    new = make.case(department=organisation.department("CASES"))
    make.case(department=organisation.department("OTHER"), subject="Not ours")
    shown = desk.get("/admin/")
    piles = {each.key: each for each in shown.context["waiting"]}
    assert [late.number in each.said for each in piles["cases-late"].items] == [True]
    assert [new.number in each.said for each in piles["cases-new"].items] == [True]
    assert "Not ours" not in shown.content.decode()


def test_the_list_costs_no_query_for_each_case(desk, officer, django_assert_max_num_queries):
    for _each in range(12):
        make.case_at_work(officer)
    with django_assert_max_num_queries(16):
        desk.get(LIST)
