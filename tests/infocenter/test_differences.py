"""Differences between texts: complete, readable, and quick whatever the texts are."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from infocenter.differences import ADDED, CHANGED, REMOVED, SAME, compare, shortened, words

TEXT = st.text(alphabet=st.sampled_from("ab 文件公開\n,.1é\r\t\U00020000"), max_size=120)


@settings(max_examples=300, deadline=None)
@given(TEXT, TEXT)
def test_the_lines_give_both_texts_back(old, new):
    lines = compare(old, new)
    assert "\n".join(line.old for line in lines if line.old is not None) == old
    assert "\n".join(line.new for line in lines if line.new is not None) == new


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_the_pieces_of_a_line_give_both_texts_back(old, new):
    pieces = words(old, new)
    assert "".join(piece.text for piece in pieces if piece.change != ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.change != REMOVED) == new


@given(TEXT)
def test_a_text_does_not_differ_from_itself(text):
    assert {line.change for line in compare(text, text)} == {SAME}


def test_chinese_is_compared_by_the_character():
    pieces = words("辦公時間由九時起", "辦公時間由十時起")
    assert [(each.change, each.text) for each in pieces] == [
        (SAME, "辦公時間由"),
        (REMOVED, "九"),
        (ADDED, "十"),
        (SAME, "時起"),
    ]


def test_portuguese_is_compared_by_the_word():
    pieces = words("O serviço está aberto.", "O serviço não está aberto.")
    assert [each.text for each in pieces if each.change == ADDED] in (["não "], [" não"])


def test_lines_with_nothing_in_common_are_shown_one_after_the_other():
    assert [line.change for line in compare("abc def", "xyz uvw")] == [REMOVED, ADDED]


def test_unchanged_lines_far_from_a_change_are_left_out():
    old = "\n".join(f"line {number}" for number in range(50))
    shown = shortened(compare(old, old.replace("line 25", "line twenty-five")))
    assert [line and line.change for line in shown] == [None, SAME, CHANGED, SAME, None]


def test_hostile_texts_are_compared_in_bounded_time():
    hostile = [
        ("a " * 500_000, "b " * 500_000),
        ("a\n" * 300_000, "b\na\n" * 150_000),
        ("文" * 1_000_000, "件文" * 500_000),
        ("\n".join("ab" * 2_000 for _ in range(200)), "\n".join("ba" * 2_000 for _ in range(200))),
    ]
    for old, new in hostile:
        began = time.process_time()
        lines = compare(old, new)
        assert time.process_time() - began < 8
        assert "\n".join(line.old for line in lines if line.old is not None) == old
