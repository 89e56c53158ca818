"""Counting without a write for each time."""

from collections import Counter

import pytest
from django.core.signals import request_finished
from django.db import DatabaseError

from portal import tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def written():
    return []


def test_counts_are_written_together(written):
    counts = tally.Tally("Things", written.append)
    counts.add("a", "b")
    counts.add("a")
    assert written == []
    counts.flush()
    assert written == [Counter(a=2, b=1)]
    assert not counts.pending


def test_they_are_written_after_an_answer_when_it_is_time(written, monkeypatch):
    counts = tally.Tally("Things in time", written.append)
    counts.add("a")
    request_finished.send(None)
    assert written == []
    counts.since -= tally.EVERY
    request_finished.send(None)
    assert written == [Counter(a=1)]


def test_a_busy_database_gets_them_the_next_time():
    def refuse(counts):
        raise DatabaseError("locked")

    counts = tally.Tally("Things refused", refuse)
    counts.add("a")
    counts.flush()
    assert counts.pending == Counter(a=1)
    counts.pending.clear()


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(tally, "FULL", 3)
    counts = tally.Tally("Things without end", lambda counts: None)
    for number in range(10):
        counts.add(number)
    assert len(counts.pending) == 3
    counts.pending.clear()
