"""The generation number, as several processes and hosts see it."""

import os

import pytest
from django.db import connection, transaction

from portal import pagecache
from portal.pagecache import shared as module
from portal.pagecache.shared import Shared
from tests.serving import manage


@pytest.fixture(autouse=True)
def settled(transactional_db):
    """This process has just compared with the row, as it stands after other tests."""
    module.shared().compare_at = 0
    pagecache.generation()
    yield
    connection.close()
    module.shared().compare_at = 0


@pytest.fixture
def another_host(tmp_path, settings):
    """The shared file of a host that sees the same database."""

    def look() -> int:
        other.compare()
        return other.view[module.COUNTER]

    other = Shared(tmp_path / "generation")
    other.compare()
    return look


def test_moves_when_the_transaction_commits_and_not_before():
    before = pagecache.generation()
    with transaction.atomic():
        pagecache.invalidate()
        assert pagecache.generation() == before
    assert pagecache.generation() > before


def test_stays_when_the_transaction_is_rolled_back():
    before = pagecache.generation()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        pagecache.invalidate()
        _ = 1 / 0
    module.shared().compare_at = 0
    assert pagecache.generation() == before


def test_a_change_in_another_process_shows_at_once():
    before = pagecache.generation()
    module.shared().compare_at = float("inf")  # only the mapped file may tell
    manage("shell", "-v0", "-c", "from portal import pagecache; pagecache.invalidate()")
    after = pagecache.generation()
    module.shared().compare_at = 0
    assert after > before


def test_a_change_on_another_host_shows_at_the_next_comparison(another_host):
    before = another_host()
    pagecache.invalidate()
    assert another_host() > before
    assert another_host() == another_host()


def test_a_process_killed_between_commit_and_counter_is_made_good():
    before = pagecache.generation()
    with connection.cursor() as cursor:  # what the killed process had committed
        cursor.execute("UPDATE pagecache_generation SET number = number + 1")
    module.shared().compare_at = 0
    assert pagecache.generation() > before


def test_a_database_restored_with_lower_numbers_counts_as_a_change():
    for _ in range(3):
        pagecache.invalidate()
    before = pagecache.generation()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pagecache_generation SET number = 1")
    module.shared().compare_at = 0
    assert pagecache.generation() > before


def test_a_removed_file_is_made_anew_and_counts_as_a_change(tmp_path):
    host = Shared(tmp_path / "generation")
    host.compare()
    before = host.view[module.COUNTER]
    os.remove(tmp_path / "generation")
    host.compare()
    assert host.view[module.COUNTER] > before
    assert (tmp_path / "generation").stat().st_size == module.SIZE


def test_rows_kept_as_fragments_outlive_a_change_that_does_not_touch_them():
    before = pagecache.epoch()
    pagecache.invalidate()
    assert pagecache.epoch() == before
    pagecache.invalidate(rows=True)
    assert pagecache.epoch() > before


def test_the_number_still_stands_when_the_database_is_away(monkeypatch):
    before = pagecache.generation()
    connection.close()
    module.shared().compare_at = 0
    with monkeypatch.context() as away:
        away.setitem(connection.settings_dict, "NAME", "/no/such/folder/at-all")
        assert pagecache.generation() == before
    connection.close()


def test_a_server_in_front_is_told_of_a_change_for_a_while(another_host, tmp_path, monkeypatch):
    mark = tmp_path / "changed"
    os.utime(mark, (0, 0))  # of a change long ago
    another_host()
    assert not mark.exists()
    pagecache.invalidate()
    another_host()
    assert mark.exists()
    another_host()
    assert mark.exists()


def test_a_server_in_front_is_told_before_the_publishing_call_returns():
    mark = module.shared().changed
    mark.unlink(missing_ok=True)
    pagecache.invalidate()
    assert mark.exists()
