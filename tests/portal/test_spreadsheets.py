"""What is written for spreadsheets runs nowhere as a formula."""

import io
import re
from pathlib import Path

import pytest

from portal.spreadsheets import CsvWriter, harmless

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_words_that_look_like_a_formula_get_a_mark(words):
    assert harmless(words) == f"'{words}"


def test_every_cell_of_words_is_looked_at_and_numbers_stay_numbers():
    out = io.StringIO()
    CsvWriter(out).writerow(["=HYPERLINK(1)", "年", -5, None])
    assert out.getvalue() == "'=HYPERLINK(1),年,-5,\r\n"


def test_tables_for_people_are_written_in_one_place_only():
    own = {"portal/spreadsheets.py", "infocenter/datasets/reading/rows.py"}  # for DuckDB alone
    found = {
        str(path.relative_to(ROOT))
        for app in ("portal", "infocenter", "policies", "tracking")
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"csv\.(writer|DictWriter)", path.read_text())
    }
    demonstration = {each for each in found if each.startswith("portal/demonstration/")}
    assert found - demonstration == own


def test_workbooks_hold_texts_as_texts():
    """Nothing of ours calls xlsxwriter's `write`, which makes formulas of words by itself."""
    for app in ("portal", "infocenter", "policies", "tracking"):
        for path in (ROOT / app).rglob("*.py"):
            text = path.read_text()
            if "xlsxwriter" in text:
                assert not re.search(
                    r"(sheet|page|cover)\.write(_row|_column|_formula)?\(", text
                ), path
