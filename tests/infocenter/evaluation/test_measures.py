"""The measures say what they say in the textbooks."""

import pytest

from infocenter.evaluation.measures import Answer, Figures, percentiles


def answer(found, grades, seconds=0.001):
    return Answer(found, grades, seconds)


@pytest.mark.parametrize(
    ("found", "expected"), [([7, 1], 1), ([1, 7], 1 / 2), ([1, 2], 0), ([*range(10, 20), 7], 0)]
)
def test_reciprocal_rank_is_one_over_the_place_of_the_first_answer(found, expected):
    assert answer(found, {7: 1}).reciprocal_rank == expected


def test_gain_is_whole_only_when_the_best_answers_stand_first():
    assert answer([1, 2], {1: 2, 2: 1}).gain == 1
    assert answer([2, 1], {1: 2, 2: 1}).gain == pytest.approx(0.8597, abs=1e-4)
    assert answer([3], {1: 2, 2: 1}).gain == 0


def test_recall_is_the_share_of_the_answers_that_was_found():
    assert answer([3, 1], {1: 1, 2: 1}).recall == 0.5


def test_percentiles_are_times_that_were_measured():
    assert percentiles([each / 1000 for each in range(100)]) == (50, 95)


def test_figures_are_means():
    figures = Figures.of([answer([1], {1: 1}), answer([2], {1: 1}, 0.003)])
    assert (figures.questions, figures.mrr, figures.ndcg, figures.recall) == (2, 0.5, 0.5, 0.5)
    assert (figures.p50, figures.p95) == (3, 3)
