"""BM25 from what PostgreSQL tells."""

import pytest
from django.db import connection

from infocenter.search import bm25


@pytest.mark.postgres_only
@pytest.mark.django_db
@pytest.mark.parametrize("times", [1, 2, 3, 10, 50])
def test_occurrences_are_told_from_the_rank_of_a_word(times):
    places = ",".join(str(each) for each in range(1, times + 1))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ts_rank('{{1,1,1,1}}', 'a:{places}'::tsvector, 'a'::tsquery)")
        assert bm25.occurrences(cursor.fetchone()[0]) == pytest.approx(times, rel=0.06)


def test_a_rank_that_no_single_word_has_counts_as_many_occurrences():
    assert bm25.occurrences(0) == pytest.approx(0, abs=0.2)
    assert bm25.occurrences(1.7) == bm25.MOST


def test_rare_words_say_more_and_words_of_every_second_entry_next_to_nothing():
    assert bm25.idf(1000, 1) > bm25.idf(1000, 100) > bm25.idf(1000, 600) > 0


def test_titles_and_short_texts_weigh_more():
    def score(in_title=False, length=1.0):
        return bm25.score([2.0], [0.6], [in_title], length)

    assert score(in_title=True) > score() > score(length=3.0)
    assert bm25.score([2.0, 5.0], [0.6, 0.0], [False, False], 1.0) == score()
