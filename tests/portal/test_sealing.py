"""What is sealed can be read with a key only."""

import pytest

from portal import sealing


def test_sealed_words_say_nothing_and_are_never_the_same_twice():
    first, second = sealing.seal("Ana 陳"), sealing.seal("Ana 陳")
    assert "Ana" not in first
    assert first != second
    assert sealing.unseal(first) == sealing.unseal(second) == "Ana 陳"


def test_keys_change_one_after_the_other(settings):
    settings.FAROL_PERSONAL_KEYS = ["old"]
    sealed = sealing.seal({"name": "Ana"})
    settings.FAROL_PERSONAL_KEYS = ["new", "old"]
    assert sealing.unseal(sealed) == {"name": "Ana"}
    newer = sealing.seal({"name": "Ana"})
    settings.FAROL_PERSONAL_KEYS = ["new"]
    assert sealing.unseal(newer) == {"name": "Ana"}
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealed)


@pytest.mark.parametrize("broken", ["", "x", "gAAAAA"])
def test_what_was_changed_is_not_read(broken):
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(broken)
