"""How Chinese is read."""

import pytest

from infocenter.search import readings
from tests.infocenter.search import make_readings


def test_characters_have_their_readings_the_usual_one_first():
    assert readings.of("房", "pinyin") == ["fang", "pang"]
    assert readings.of("屋", "jyutping")[:2] == ["uk", "nguk"]
    assert readings.of("x", "pinyin") == []


@pytest.mark.parametrize(
    ("typed", "system", "way"),
    [
        ("fangwuju", "pinyin", ["fang", "wu", "ju"]),
        ("fangw", "pinyin", ["fang", "w"]),
        ("zh", "pinyin", ["zh"]),
        ("fongukguk", "jyutping", ["fong", "uk", "guk"]),
    ],
)
def test_letters_are_taken_apart_into_syllables(typed, system, way):
    assert readings.ways(typed, system)[0] == way


def test_letters_that_can_be_read_in_several_ways_are():
    assert ["xian"] in readings.ways("xian", "pinyin")
    assert ["xi", "an"] in readings.ways("xian", "pinyin")


@pytest.mark.parametrize("typed", ["", "v", "a" * 39 + "v", "aan" * 13 + "v"])
def test_what_is_no_syllable_has_no_way_and_takes_no_time(typed):
    assert len(readings.ways(typed, "jyutping")) <= 3


def test_initials_are_those_of_each_system():
    assert {"fwj", "fug"} <= readings.initials("房屋局")


def test_the_lists_are_what_their_makers_give():
    for name, content in make_readings.made().items():
        assert (make_readings.FOLDER / name).read_text(encoding="utf-8") == content
