"""Copies get their names when they have reached the disk, and what is unfinished never counts."""

import pytest

from portal.backup import arrivals
from portal.backup.arrivals import Arrivals


@pytest.fixture
def source(tmp_path):
    file = tmp_path / "source"
    file.write_bytes(b"Some words.")
    return file


def test_names_are_given_many_at_a_time(source, tmp_path, monkeypatch):
    monkeypatch.setattr(arrivals, "TOGETHER", 3)
    targets = [tmp_path / "store" / f"{number}" for number in range(4)]
    there = []
    with Arrivals(tmp_path / "arriving") as arriving:
        for target in targets:
            part, sha256, size = arriving.copy(source)
            assert (len(sha256), size) == (64, 11)
            arriving.place(part, target)
            there.append(sum(each.exists() for each in targets))
    assert there == [0, 0, 3, 3]
    assert [each.read_bytes() for each in targets] == [b"Some words."] * 4
    assert not (tmp_path / "arriving").exists()


def test_nothing_gets_a_name_after_an_error(source, tmp_path):
    with pytest.raises(RuntimeError), Arrivals(tmp_path / "arriving") as arriving:
        part, _sha256, _size = arriving.copy(source)
        arriving.place(part, tmp_path / "target")
        raise RuntimeError
    assert {each.name for each in tmp_path.iterdir()} == {"source"}


def test_what_a_killed_one_left_is_removed(source, tmp_path):
    left = tmp_path / "arriving" / "left"
    left.parent.mkdir()
    left.touch()
    with Arrivals(left.parent):
        assert not left.exists()
