"""An answer for everybody: with the resident's word, and with nothing personal unseen."""

import pytest

from infocenter import search
from policies import services
from policies.models import Case, PublishedAnswer
from policies.states.answers import AnswerStatus
from portal.personal_data import Sort
from portal.workflow import Refused
from tests.factories import infocenter as make_documents
from tests.factories import policies as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TEXTS = {"zh-hant": ("路燈幾時修復？", "三日內。"), "en": ("When are lamps mended?", "In 3 days.")}


@pytest.fixture
def case():
    return make.answered_case(may_publish=True)


@pytest.fixture
def answer(case):
    return services.prepare_answer(case, by=case.officer)


def found(words: str) -> list[int]:
    return [each.object_id for each in search.match(words, language="en").hits]


def test_it_needs_an_answer_and_the_residents_word():
    with pytest.raises(Refused, match="answered case"):
        services.prepare_answer(make.case_at_work(may_publish=True), by=None)
    with pytest.raises(Refused, match="not agreed"):
        services.prepare_answer(make.answered_case(), by=None)


def test_it_begins_with_what_was_asked_and_answered_once(case, answer):
    assert services.prepare_answer(case, by=case.officer) == answer
    text = answer.translations.get()
    assert (text.language, text.question) == ("zh-hant", "路燈不亮")
    assert text.text == "路燈已於昨日修復。"
    assert answer.consented_at == case.received_at
    assert not PublishedAnswer.objects.public().exists()


def test_it_is_found_once_it_is_public_and_no_longer_when_it_is_withdrawn(answer):
    services.save_answer(answer, by=None, texts=TEXTS)
    assert found("lamps") == []
    services.publish_answer(answer, by=None)
    assert found("lamps") == [answer.pk]
    services.save_answer(answer, by=None, texts={"en": ("When are lights mended?", "In 3 days.")})
    assert found("lights") == [answer.pk]
    assert found("路燈幾時修復") == []
    services.withdraw_answer(answer, by=None)
    assert found("lights") == []
    assert answer.status == AnswerStatus.WITHDRAWN


def test_what_looks_personal_has_to_be_looked_at(answer):
    texts = {"en": ("Lamp of chan@example.org", "We called 6600 0000. Mr 陳大文 was glad.")}
    services.save_answer(answer, by=None, texts=texts)
    assert {(each.sort, each.words) for each in services.suspicions(answer)} >= {
        (Sort.EMAIL, "chan@example.org"),
        (Sort.PHONE, "6600 0000"),
        (Sort.KNOWN, "陳大文"),
    }
    with pytest.raises(Refused, match="looks like personal data"):
        services.publish_answer(answer, by=None)
    services.publish_answer(answer, by=None, looked_at=True)
    assert answer.status == AnswerStatus.PUBLISHED


@pytest.mark.parametrize(
    "texts", [{}, {"en": ("", "")}, {"en": ("When?", " ")}, {"en": ("", "Now.")}]
)
def test_a_language_is_whole_or_not_there(answer, texts):
    with pytest.raises(Refused):
        services.save_answer(answer, by=None, texts=texts)
    assert answer.translations.get().question == "路燈不亮"


def test_who_saw_an_older_version_is_told(answer):
    seen = answer.version
    services.save_answer(PublishedAnswer.objects.get(), by=None, texts=TEXTS)
    with pytest.raises(Refused, match="Somebody else"):
        services.save_answer(answer, by=None, texts=TEXTS, seen=seen)


def test_the_document_that_the_matter_was_about_goes_with_it():
    document = make_documents.published_document()
    case = make.answered_case(may_publish=True, about_kind="document", about_id=document.pk)
    assert list(services.prepare_answer(case, by=None).documents.all()) == [document]


def test_it_outlives_the_people_of_its_case(case, answer):
    services.save_answer(answer, by=None, texts=TEXTS)
    services.publish_answer(answer, by=None)
    services.forget_people(Case.objects.get())
    assert found("lamps") == [answer.pk]
    assert services.suspicions(PublishedAnswer.objects.get()) == []
