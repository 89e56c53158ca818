"""The analyzer: what becomes of characters, words and numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infocenter.search import text
from infocenter.search.entries import Segment
from infocenter.search.snippets import Passages


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("衛生", "卫生"),
        ("衞生", "衛生"),
        ("著作", "着作"),
        ("鄉鎮", "鄕鎮"),
        ("檯面", "枱面"),
        ("裡面", "裏面"),
        ("Ação", "acao"),
        ("ＡＢＣ１２", "abc12"),
        ("cafe\u0301", "café"),
        ("STRASSE", "strasse"),
    ],
)
def test_forms_of_the_same_have_one_key(one, other):
    assert text.key(one) == text.key(other)


def test_runs_of_han_and_of_latin_are_apart():
    assert text.tokens("2026年3月A座", "zh-hant") == ["2026", "年", "3", "月", "a", "座"]


def test_han_becomes_bigrams():
    assert text.tokens("財政預算案", "zh-hant") == ["财政", "政预", "预算", "算案"]


def test_a_title_is_found_by_a_single_character():
    assert "法" in text.tokens("土地法", "zh-hant", single=True)


def test_words_are_stemmed_by_the_documents_language():
    assert text.tokens("publicações", "pt") == text.tokens("publicação", "pt")
    assert text.tokens("libraries", "en") == text.tokens("library", "en")


@pytest.mark.parametrize(
    "written", ["23/2023", "023/2023", "N.º 23/2023", "２３-２０２３", "2023/23"]
)
def test_a_number_has_the_same_token_however_it_is_written(written):
    assert "/23/2023" in text.number_tokens(written)


def test_question_words_are_left_out_unless_nothing_remains():
    asked = {form for term in text.parse("什么是預算案？").terms for form in term.forms}
    assert "什么" not in asked
    assert "预算" in asked
    assert text.parse("什么").terms
    assert [term.forms[0] for term in text.parse("how is the weather").terms] == ["weather"]


def test_a_pair_of_characters_is_whole_while_words_and_lone_characters_may_go_on():
    assert [text.may_go_on(form) for form in ("居", "hou", "h", "居民")] == [
        True,
        True,
        True,
        False,
    ]


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_every_text_can_be_analysed_and_traced_back(source):
    key, positions = text.key_with_positions(source)
    assert key == text.key(source)
    positions = range(len(source)) if positions is None else positions
    assert len(positions) == len(key)
    assert all(0 <= position < len(source) for position in positions)
    text.parse(source)
    for language in ("zh-hant", "pt"):
        assert all(token and " " not in token for token in text.tokens(source, language))


@given(st.text(max_size=300), st.text(min_size=1, max_size=20))
@settings(max_examples=200, deadline=None)
def test_a_marked_text_is_the_text(source, query):
    segments = Passages(text.parse(query), "en").marked(source)
    assert "".join(each.text for each in segments) == source
    assert all(isinstance(each, Segment) and each.text for each in segments)
