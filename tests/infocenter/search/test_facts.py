"""Counts and filters in the process."""

import datetime

import pytest

from infocenter import search
from infocenter.search import Entry, found

pytestmark = pytest.mark.django_db


def entry(number, language="en", **values) -> Entry:
    return Entry("document", number, language, f"Budget {number}", **values)


@pytest.fixture
def budgets():
    search.index(
        [
            entry(1, type="law", department_id=1, topics=(3, 7), formats=("pdf",)),
            entry(1, "pt", type="law", department_id=1, topics=(3, 7), formats=("pdf",)),
            entry(2, type="report", department_id=1, topics=(7,), date=datetime.date(2025, 1, 2)),
            entry(3, type="report", department_id=2, date=datetime.date(2026, 1, 2)),
        ]
    )


def test_things_are_counted_not_their_versions(budgets):
    results = search.match("budget")
    assert results.total == 3
    assert results.facets["type"] == {"law": 1, "report": 2}
    assert results.facets["topic"] == {3: 1, 7: 2}
    assert results.facets["year"] == {2025: 1, 2026: 1}
    assert results.facets["format"] == {"pdf": 1}
    assert results.facets["language"] == {"en": 3, "pt": 1}


def test_a_facet_leaves_its_own_filter_out(budgets):
    results = search.match("budget", narrow={"type": ["report"], "department": [1]})
    assert results.total == 1
    assert results.facets["type"] == {"law": 1, "report": 1}
    assert results.facets["department"] == {1: 1, 2: 1}
    assert results.facets["year"] == {2025: 1}


def test_a_language_that_is_asked_for_is_shown(budgets):
    hits = search.match("budget", language="en", narrow={"language": ["pt"]}).hits
    assert [(hit.object_id, hit.language) for hit in hits] == [(1, "pt")]


def test_orders_go_through_everything_that_was_found(budgets):
    for sort, expected in (("newest", [3, 2, 1]), ("title", [1, 2, 3])):
        hits = search.match("budget", sort=sort, limit=2).hits
        hits += search.match("budget", sort=sort, limit=2, after=2).hits
        assert [hit.object_id for hit in hits] == expected


def test_filters_reach_beyond_what_is_counted(monkeypatch):
    monkeypatch.setattr(found, "COUNTED", 5)
    search.index([entry(number, type="law" if number < 4 else "plan") for number in range(1, 13)])
    assert search.match("budget").capped
    results = search.match("budget", narrow={"type": ["law"]})
    assert (results.total, results.capped) == (3, False)
    assert {hit.object_id for hit in results.hits} == {1, 2, 3}


def test_all_pages_of_a_common_word_together_have_everything():
    search.index([entry(number) for number in range(1, 151)])
    seen = []
    after = 0
    while after is not None:
        page = search.match("budget", limit=40, after=after)
        seen += [hit.object_id for hit in page.hits]
        after = page.next
    assert sorted(seen) == list(range(1, 151))
