"""Nobody can find out from published figures what a few people said."""

from collections import defaultdict
from itertools import product

import pytest

from policies.suppression import hide_extreme, hide_small

FEW = 3  # the same rule as with five, in tables small enough to look at all of them


@pytest.mark.parametrize(("cells", "most"), [(2, 30), (3, 16), (4, 10)])
def test_every_hidden_count_could_be_another_one(cells, most):
    """Whoever knows the rule and the sum finds two tables at least that look the same."""
    alike = defaultdict(list)
    for table in product(range(most), repeat=cells):
        alike[sum(table), tuple(hide_small(table, FEW))].append(table)
    for (total, shown), tables in alike.items():
        for at, count in enumerate(shown):
            if count is None and FEW < total < most:  # all tables of such a sum were made
                assert len({table[at] for table in tables}) > 1, (total, shown, tables)


def test_a_small_count_never_shows():
    for table in product(range(10), repeat=4):
        assert all(each is None or each == 0 or each >= FEW for each in hide_small(table, FEW))


def test_counts_show_when_none_is_small():
    assert hide_small([40, 0, 12]) == [40, 0, 12]


def test_a_large_count_is_hidden_with_a_small_one():
    assert hide_small([40, 3, 22, 0]) == [40, None, None, 0]


def test_all_are_hidden_where_none_is_large_enough():
    assert hide_small([6, 3, 0]) == [None, None, None]


def test_of_any_of_several_few_who_did_and_few_who_did_not_are_hidden():
    assert hide_extreme([20, 3, 18, 10, 0], 20) == [20, None, None, 10, 0]


def test_nothing_is_told_of_few_people():
    assert hide_small([2, 1]) == [None, None]
    assert hide_extreme([2, 1], 3) == [None, None]
