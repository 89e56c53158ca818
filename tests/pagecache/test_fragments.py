"""Rows and values kept in memory."""

import pytest

from portal import pagecache
from portal.pagecache.fragments import Fragments, kept, rows


@pytest.fixture
def made():
    """A maker of rows that remembers what it was asked for."""

    def make(ids):
        make.asked.append(ids)
        return {each: f"<li>{each}</li>" for each in ids if each != 404}

    make.asked = []
    return make


@pytest.mark.django_db(transaction=True)
def test_rows_are_made_once_and_come_in_the_order_asked_for(made):
    assert rows("kept-once", [(2, 1), (1, 1)], "en", made) == ["<li>2</li>", "<li>1</li>"]
    assert rows("kept-once", [(1, 1), (3, 1), (2, 1)], "en", made)[1] == "<li>3</li>"
    assert made.asked == [[2, 1], [3]]


@pytest.mark.django_db(transaction=True)
def test_another_edition_or_language_is_another_row(made):
    for pair, language in (((1, 1), "en"), ((1, 2), "en"), ((1, 1), "pt")):
        rows("kept-each", [pair], language, made)
    assert len(made.asked) == 3


@pytest.mark.django_db(transaction=True)
def test_a_row_that_is_gone_is_left_out(made):
    assert rows("kept-gone", [(404, 1), (1, 1)], "en", made) == ["<li>1</li>"]


@pytest.mark.django_db
def test_nothing_made_within_a_transaction_is_kept(made):
    rows("not-kept", [(1, 1)], "en", made)
    rows("not-kept", [(1, 1)], "en", made)
    assert len(made.asked) == 2
    assert [kept("not-kept", lambda each=each: each) for each in (1, 2)] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_a_new_name_of_a_department_drops_the_rows(made):
    rows("named", [(1, 1)], "en", made)
    pagecache.invalidate(rows=True)
    rows("named", [(1, 1)], "en", made)
    assert len(made.asked) == 2


@pytest.mark.django_db(transaction=True)
def test_a_value_holds_until_something_is_published():
    assert kept("count", lambda: 1) == 1
    assert kept("count", lambda: 2) == 1
    pagecache.invalidate()
    assert kept("count", lambda: 3) == 3


@pytest.mark.django_db(transaction=True)
def test_memory_is_bounded_and_what_is_asked_for_stays():
    kept_rows = Fragments(limit=10_000)
    epoch = pagecache.epoch()
    kept_rows.get([])
    for number in range(100):
        kept_rows.put({("n", number, 1, "en"): "x" * 500}, epoch)
        kept_rows.get([("n", 0, 1, "en")])
    assert kept_rows.size <= 10_000
    assert kept_rows.get([("n", 0, 1, "en"), ("n", 50, 1, "en")]).keys() == {("n", 0, 1, "en")}
