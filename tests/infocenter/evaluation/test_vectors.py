"""Vectors are made once for all runs, and questions are asked as readers ask them."""

import numpy as np
import pytest

from infocenter.search.meaning import embedders

pytest.importorskip("numpy")


@pytest.fixture
def keeping(endpoint, tmp_path):
    from infocenter.evaluation.vectors import Keeping

    return lambda: Keeping(embedders.configured(), tmp_path / "vectors")


def test_a_passage_is_asked_for_once_by_all_runs(endpoint, keeping):
    first = keeping().embed_passages(["Water.", "A escola.", "Water."])
    again = keeping().embed_passages(["A escola.", "Water.", "垃圾"])
    assert endpoint.texts == ["Water.", "A escola.", "垃圾"]
    assert np.array_equal(first[1], again[0])
    assert np.array_equal(first[0], first[2])


def test_another_model_has_vectors_of_its_own(endpoint, keeping, settings):
    keeping().embed_passages(["Water."])
    settings.FAROL_MEANING_MODEL = "other"
    keeping().embed_passages(["Water."])
    assert endpoint.texts == ["Water.", "Water."]


def test_a_question_is_asked_each_time(endpoint, keeping):
    for _time in range(2):
        keeping().embed_query("water")
    assert endpoint.texts == ["water", "water"]


def test_it_stands_in_for_what_the_settings_choose_for_a_while(keeping):
    chosen = embedders.configured()
    with embedders.using(keeping()):
        assert embedders.configured() is not chosen
        assert embedders.configured().version == chosen.version
    assert embedders.configured() is chosen
