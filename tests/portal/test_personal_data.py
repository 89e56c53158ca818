"""What looks like data about a person is found by its shape, as people here write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.personal_data import Sort, find


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("寫信給 ana.silva@example.com.mo 即可", Sort.EMAIL),
        ("身份證 1234567(8)", Sort.IDENTITY),
        ("BIR n.º 5/123456/7", Sort.IDENTITY),
        ("HKID A123456(3) was shown", Sort.IDENTITY),
        ("身份证号11010519491231002X。", Sort.IDENTITY),
        ("電話66001234", Sort.PHONE),
        ("Ligue +853 2800 0000", Sort.PHONE),
        ("+86 138 0013 8000", Sort.PHONE),
        ("call 00351 912 345 678", Sort.PHONE),
    ],
)
def test_it_is_found_in_the_ways_in_which_it_is_written(text, sort):
    assert [each.sort for each in find(text)] == [sort], find(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lei n.º 14/2009, artigo 3.º",
        "第12/2026號行政法規，2026年11月23日",
        "MOP 1,234,567.00",
        "ISBN 978-99937-0-123-4",
        "110105194912310021",  # a wrong check digit
        "https://example.org/6600/1234",
        "2026-11-23 14:00",
    ],
)
def test_what_has_another_shape_is_left_alone(text):
    assert find(text) == []


def test_what_the_person_has_told_is_found_in_any_case():
    found = find("Mrs SILVA asked.", known=["Ana Silva", ""])
    assert [(each.sort, each.words) for each in found] == [(Sort.KNOWN, "Silva")]


@given(st.text(max_size=300))
def test_no_text_is_an_error(text):
    assert isinstance(find(text, [text[:5]]), list)
