"""Receipts can be read out on the telephone, and not guessed."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies import receipts

years = st.integers(2020, 2099)


@given(years)
def test_a_number_is_understood_however_it_is_typed(year):
    number = receipts.new_number(year)
    for said in (number, number.replace("-", ""), f" {number.replace('-', ' ')} ", f"No. {number}"):
        assert receipts.read_number(said) == number


@given(years, st.integers(0, 9), st.integers(1, 9))
def test_a_number_with_one_wrong_digit_is_no_number(year, place, difference):
    digits = receipts.new_number(year).replace("-", "")
    wrong = str((int(digits[place]) + difference) % 10)
    assert receipts.read_number(digits[:place] + wrong + digits[place + 1 :]) is None


@given(st.text(max_size=40))
def test_anything_else_is_no_number_or_reads_the_same_again(said):
    number = receipts.read_number(said)
    assert number is None or receipts.read_number(number) == number


def test_the_same_submission_has_the_same_code_and_another_one_another():
    one, other = uuid4(), uuid4()
    assert receipts.code_of(one) == receipts.code_of(UUID(str(one)))
    assert receipts.code_of(one) != receipts.code_of(other)


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " "), str.strip])
def test_a_code_is_understood_in_any_writing(change):
    code = receipts.code_of(uuid4())
    kept = receipts.hashed("26-0000-0001", code)
    assert receipts.is_code("26-0000-0001", change(f"{code} "), kept)


def test_letters_that_are_misread_are_taken_for_what_they_look_like():
    kept = receipts.hashed("26-0000-0001", "0110-1111-VVVV")
    assert receipts.is_code("26-0000-0001", "oil0-llii-uuvv", kept)


def test_a_code_is_of_use_for_its_own_case_only():
    code = receipts.code_of(uuid4())
    assert not receipts.is_code("26-0000-0002", code, receipts.hashed("26-0000-0001", code))
