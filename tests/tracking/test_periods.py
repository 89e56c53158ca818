"""Names of months, quarters and years."""

from datetime import date

import pytest

from tracking import periods


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (" 2025 ", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_has_its_days(name, start, end):
    period = periods.read(name)
    assert (period.start, period.end) == (start, end)
    assert period.name == name.strip().upper()
    assert (period.start - period.before).days == 1


@pytest.mark.parametrize("name", ["", "2026-Q5", "2026-13", "26", "2026-Q", "0026", "2026-1", "x"])
def test_what_is_no_period_is_refused(name):
    with pytest.raises(ValueError):
        periods.read(name)
