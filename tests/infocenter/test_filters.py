"""Filters in addresses: what is read is what is written."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from infocenter import filters
from infocenter.filters import FACETS, SORTS, read
from tests.factories import infocenter as make

QUERY = st.lists(
    st.tuples(
        st.sampled_from([*FACETS, "sort", "after", "before"]),
        st.one_of(
            st.sampled_from(
                [*SORTS, "law", "pdf", "pt", "2026", "2026-01-02.3", "1767225600000000.9"]
            ),
            st.text(max_size=20),
        ),
    ),
    max_size=8,
)


def queried(pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    return query


def without_labels(monkeypatch):
    for name in ("departments", "topics"):
        monkeypatch.setattr(filters.labels, name, lambda language: {})


@given(QUERY)
def test_anything_can_be_read_and_what_is_written_is_read_again(pairs):
    with pytest.MonkeyPatch.context() as patch:
        without_labels(patch)
        found = read(queried(pairs), "pt")
        again = read(QueryDict(found.query().removeprefix("?")), "pt")
    assert again.chosen == found.chosen
    assert again.sort == found.sort
    assert not again.problems


@pytest.mark.django_db
def test_departments_and_topics_are_known_by_their_addresses(in_english):
    topic = make.topic("water")
    found = read(QueryDict("topic=water&topic=fire"), "en")
    assert found.ids == {"topic": (topic.pk,)}
    assert found.problems == ("There is no topic “fire”; this filter was left out.",)


def test_unseen_characters_are_not_repeated():
    with pytest.MonkeyPatch.context() as patch:
        without_labels(patch)
        found = read(QueryDict("type=a%E2%80%AEb%00" + "c" * 100), "en")
    assert "\u202e" not in found.problems[0]
    assert "\x00" not in found.problems[0]
    assert len(found.problems[0]) < 110
