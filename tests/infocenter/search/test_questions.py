"""The small language of questions, on every database."""

import pytest

from infocenter import search
from infocenter.search import Entry, questions

pytestmark = pytest.mark.django_db


def entry(object_id=1, language="en", title="", **values) -> Entry:
    return Entry("document", object_id, language, title or f"Title {object_id}", **values)


def found(query, **options):
    return sorted(hit.object_id for hit in search.match(query, **options).hits)


@pytest.fixture
def notices():
    search.index(
        [
            entry(1, title="Water prices", body="The price of water rises."),
            entry(2, title="Water quality", body="Prices are another matter than water."),
            entry(3, "zh-hant", title="食水收費", body="供水收費調整。"),
            entry(4, "zh-hant", title="收費食水", body="水質。"),
        ]
    )


def test_an_exact_phrase_must_stand_as_it_is_written(notices):
    assert found('"price of water"') == [1]
    assert found("“食水收费”") == [3]
    assert found("食水收費") == [3, 4]


def test_a_phrase_that_stands_nowhere_finds_its_words_and_says_so(notices):
    results = search.match('"quality water"')
    assert results.relaxed
    assert results.hits[0].object_id == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("water -rises", [2]),
        ("water -quality", [1]),
        ("食水 -供水", [4]),
        ('water -"price of"', [2]),
    ],
)
def test_what_is_excluded_is_not_found(notices, query, expected):
    assert found(query) == expected


def test_a_hyphen_inside_a_word_excludes_nothing():
    search.index([entry(1, title="A well-kept park")])
    assert found("well-kept") == [1]


@pytest.mark.parametrize(
    "written",
    [
        "12/2026", "１２／２０２６", "012/2026", "12-2026", "12.2026", "n.º 12/2026", "第12/2026號",
        "12 2026", "DSAL 12 2026", "dsal122026", "DSAL-0012/2026", "number:12/2026",
        "número:12/2026", "文號：12/2026", 'number:"DSAL 12/2026"',
    ],
)  # fmt: skip
def test_a_number_is_found_however_it_is_written(written):
    search.index(
        [
            entry(1, title="Wages", number="DSAL/012/2026"),
            entry(2, title="Parks", number="IAM/13/2026"),
        ]
    )
    assert search.match(written).hits[0].object_id == 1


def test_a_number_asked_for_by_name_finds_nothing_else():
    search.index([entry(1, number="12/2026"), entry(2, body="See 12/2026.")])
    assert found("number:12/2026") == [1]


def test_departments_are_taken_out_of_the_question():
    question = questions.read('budget department:DSAL departamento:"Obras Públicas" 部門：民政總署')
    assert question.words == "budget"
    assert question.departments == ("DSAL", "Obras Públicas", "民政總署")


def test_a_lone_quotation_mark_or_an_unknown_name_is_a_word():
    assert questions.read('5" pipe note:x') == questions.Question('5" pipe note:x')
