"""Officers rewrite an answer for everybody, see what looks personal in it, and publish it."""

import pytest

from policies import services
from policies.models import PublishedAnswer
from policies.states.answers import AnswerStatus
from portal.organisation.roles import EDITOR
from tests.factories import organisation
from tests.factories import policies as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def case():
    return make.answered_case(may_publish=True)


@pytest.fixture
def desk(client, case):
    client.force_login(case.officer)
    client.cookies["django_language"] = "en"
    return client


def page(answer) -> str:
    return f"/admin/policies/publishedanswer/{answer.pk}/change/"


def told(response) -> str:
    return " ".join(str(each) for each in response.context["messages"])


def test_from_the_case_to_the_public_page(desk, case):
    desk.post(f"/admin/policies/case/{case.pk}/change/", {"step": "prepare", "version": "1"})
    answer = PublishedAnswer.objects.get()
    typed = {
        "version": answer.version,
        "question_en": "When are lamps mended?",
        "text_en": "In 3 days. Ask chan@example.org.",
        "step": "publish",
    }
    refused = desk.post(page(answer), typed, follow=True)
    assert "looks like personal data" in told(refused)
    assert "<mark>chan@example.org</mark>" in refused.content.decode()
    answer.refresh_from_db()
    assert answer.translations.get().text.endswith("chan@example.org.")  # what was typed is kept
    typed |= {"version": answer.version, "looked_at": "on"}
    assert "is public now" in told(desk.post(page(answer), typed, follow=True))
    assert desk.get(f"/en/answers/{answer.pk}/").status_code == 200
    answer.refresh_from_db()
    desk.post(page(answer), {**typed, "version": answer.version, "step": "withdraw"})
    answer.refresh_from_db()
    assert answer.status == AnswerStatus.WITHDRAWN


def test_without_the_residents_word_there_is_no_button(desk):
    case = make.answered_case()
    desk.force_login(case.officer)
    shown = desk.get(f"/admin/policies/case/{case.pk}/change/")
    assert "prepare" not in shown.context["steps"]


@pytest.mark.parametrize(
    ("said", "fault"), [("x", "Write numbers"), ("999999", "no public document 999999")]
)
def test_only_public_documents_go_with_it(desk, case, said, fault):
    answer = services.prepare_answer(case, by=case.officer)
    typed = {"version": answer.version, "question_en": "When?", "text_en": "Now."}
    response = desk.post(page(answer), {**typed, "documents": said})
    assert fault in response.context["form"].errors["documents"][0]
    assert response.context["form"]["question_en"].value() == "When?"


def test_who_only_looks_changes_nothing(desk, case):
    answer = services.prepare_answer(case, by=case.officer)
    desk.force_login(organisation.member(EDITOR, case.department))
    assert desk.get(page(answer)).status_code == 200
    typed = {"version": answer.version, "question_en": "When?", "text_en": "Now."}
    assert desk.post(page(answer), typed).status_code == 403
