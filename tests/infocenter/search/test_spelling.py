"""What somebody probably meant, on every database."""

import pytest

from infocenter import search
from infocenter.search import Entry
from infocenter.search.spelling import did_you_mean
from tests.factories import infocenter as make

pytestmark = pytest.mark.django_db


def entry(object_id=1, language="zh-hant", title="", **values) -> Entry:
    return Entry("document", object_id, language, title or f"Title {object_id}", **values)


@pytest.fixture(autouse=True)
def _index():
    search.index(
        [
            entry(1, title="房屋局經濟房屋申請"),
            entry(2, title="澳門特別行政區財政預算"),
            entry(3, "pt", "Instituto de Habitação", body="Candidatura à habitação económica"),
            entry(4, "en", "Housing subsidy", body="Who may apply for the subsidy"),
        ]
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("habitasao", "habitação"),
        ("Habitção económica", "habitação económica"),
        ("housnig", "housing"),
        ("hosing subsdy", "housing subsidy"),
        ("economia de habitacao", ""),
        ("housing", ""),
        ("HOUSING SUBSIDIES", ""),
        ("xyzzy", ""),
        ("hou", ""),
        ("B-52", ""),
        ("", ""),
    ],
)
def test_words_are_corrected_to_the_nearest_public_one(written, meant):
    assert did_you_mean(written, "en") == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("房物局", "房屋局"),
        ("財正預算", "財政預算"),
        ("经济房无", "經濟房屋"),
        ("房屋局 housnig", "房屋局 housing"),
        ("房屋局預算", ""),
        ("圖書館", ""),
        ("房", ""),
    ],
)
def test_characters_are_corrected_to_such_that_sound_the_same(written, meant):
    from infocenter.search import text

    assert text.key(did_you_mean(written, "zh-hant")) == text.key(meant)


def test_the_correction_is_written_as_the_title_is_or_simplified_for_who_reads_that():
    assert did_you_mean("財正預算", "zh-hant") == "財政預算"
    assert did_you_mean("财正预算", "zh-hans") == "财政预算"


def test_what_only_a_withdrawn_document_said_is_not_proposed():
    for number in (1, 3):
        search.remove("document", number)
    assert did_you_mean("habitasao", "pt") == did_you_mean("房物局", "zh-hant") == ""


def test_words_of_synonyms_are_right_though_no_text_holds_them():
    assert did_you_mean("hausing 房物", "en") == "housing 房屋"
    make.synonyms("hausing", "房物", "housing")
    assert did_you_mean("hausing 房物", "en") == ""


def test_a_question_with_a_recommended_document_is_right():
    make.best_bet(make.published_document(), "房物局")
    assert did_you_mean("房物局", "zh-hant") == ""


@pytest.mark.parametrize(
    "query", ["\0", "\ud800", "'; --", "🏛" * 50, "a" * 9000, "字" * 9000, "𠮷野"]
)
def test_no_question_is_an_error(query):
    did_you_mean(query, "zh-hans")
