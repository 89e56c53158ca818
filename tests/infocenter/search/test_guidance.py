"""Synonyms and recommended documents as they are applied to questions, on every database."""

import pytest

from infocenter import search, services
from infocenter.models import BestBet, SynonymGroup
from infocenter.search import Entry
from tests.factories import infocenter as make

pytestmark = pytest.mark.django_db

NAMES = ("房屋局", "Instituto de Habitação", "Housing Bureau", "IH")


def entry(object_id=1, language="zh-hant", title="", **values) -> Entry:
    return Entry("document", object_id, language, title or f"Title {object_id}", **values)


def found(query, **options):
    return sorted(hit.object_id for hit in search.match(query, **options).hits)


@pytest.fixture
def entries():
    search.index(
        [
            entry(1, title="房屋局經濟房屋公告"),
            entry(2, "pt", "Aviso do Instituto de Habitação"),
            entry(3, "en", "Notice of the Housing Bureau"),
            entry(4, "en", "Form", body="Send it to the IH in person."),
            entry(5, "en", "Bureau of weights", body="A house of bureaus; habitat of institutes"),
            entry(6, title="屋宇局房間"),
        ]
    )


@pytest.fixture
def names(entries):
    return make.synonyms(*NAMES)


@pytest.mark.parametrize("query", [*NAMES, "instituto de habitacao", "HOUSING BUREAU", "ih"])
def test_each_word_of_a_group_finds_what_any_of_them_would(names, query):
    assert {1, 2, 3, 4} <= set(found(query))


@pytest.mark.parametrize("query", NAMES)
def test_words_of_a_name_apart_are_not_the_name(names, query):
    hits = search.match(query).hits
    assert {hit.object_id for hit in hits[:4]} == {1, 2, 3, 4}


def test_a_name_is_a_synonym_inside_a_longer_question_too(names):
    assert 3 in found("IH notice")
    assert 1 in found("IH 公告")
    assert 2 in found("房屋局 aviso")


def test_a_part_of_another_word_is_not_the_word(names):
    assert found("sih") == []


def test_what_was_found_by_a_synonym_is_marked(names):
    hit = next(hit for hit in search.match("IH").hits if hit.object_id == 3)
    assert "".join(part.text for part in hit.title if part.marked) == "HousingBureau"


def test_without_the_group_they_are_strangers(names):
    services.delete_guidance(names, by=None)
    assert found("IH") == [4]


def test_traditional_and_simplified_are_one_word(entries):
    make.synonyms("颱風", "風球")
    search.index([entry(7, "zh-hans", "台风应急计划")])
    assert found("風球") == found("风球") == [7]


@pytest.mark.parametrize(
    "words", [("a", "b"), ("…", "?!"), ("的", "the"), ("'", '"'), ("x" * 80, "字" * 80)]
)
def test_no_group_makes_a_question_an_error(entries, words):
    make.synonyms(*words)
    for query in (*words, "the 的 form"):
        search.match(query)


@pytest.fixture
def documents():
    return [
        make.published_document(translations=[make.texts("en", title=title)])
        for title in ("Parking fees", "Parking regulation", "Cycling plan")
    ]


def titles(query, **options):
    hits = search.match(query, **options).hits
    return ["".join(part.text for part in hit.title) for hit in hits]


def test_a_recommended_document_stands_on_top_and_is_marked(documents):
    make.best_bet(documents[2], "parking", "estacionamento")
    hits = search.match("Parking").hits
    assert [hit.object_id for hit in hits][:1] == [documents[2].pk]
    assert [hit.recommended for hit in hits] == [True, False, False]
    assert titles("estacionamento") == ["Cycling plan"]


def test_it_is_there_once_and_only_for_the_whole_question(documents):
    make.best_bet(documents[1], "parking")
    assert sorted(titles("parking")) == ["Parking fees", "Parking regulation"]
    assert titles("parking")[0] == "Parking regulation"
    assert not any(hit.recommended for hit in search.match("parking fees").hits)


def test_filters_are_stronger_than_recommendations(documents):
    make.best_bet(documents[2], "parking")
    assert "Cycling plan" not in titles("parking", narrow={"type": ["law"]})


def test_a_withdrawn_document_is_not_recommended(documents):
    make.best_bet(documents[2], "parking")
    services.withdraw_document(documents[2], by=None, reason={"en": "By mistake."})
    assert "Cycling plan" not in titles("parking")


def test_several_stand_in_the_order_in_which_they_were_recommended(documents):
    make.best_bet(documents[2], "parking")
    make.best_bet(documents[1], "parking")
    assert titles("parking")[:2] == ["Cycling plan", "Parking regulation"]


def test_a_preview_shows_what_would_change_and_changes_nothing(documents):
    bet = BestBet(document=documents[2], questions="parking\ncycling")
    first, second = services.preview_guidance(bet, "en")
    assert first.question == "parking"
    assert "Cycling plan" not in first.before
    assert first.after[0] == ("Cycling plan", True)
    assert second.after[0] == ("Cycling plan", False)
    assert "Cycling plan" not in titles("parking")
    assert BestBet.objects.count() == 0


def test_a_preview_of_a_changed_group_is_in_place_of_the_saved_one(documents):
    group = make.synonyms("parking", "cars")
    group.words = "parking\nautomobiles"
    changes = {each.question: each for each in services.preview_guidance(group, "en")}
    assert changes["automobiles"].total_before == 0
    assert changes["automobiles"].total_after == 2
    assert SynonymGroup.objects.get().lines() == ["parking", "cars"]
