"""docs/threats.md and docs/asvs.md name tests that exist, and claim nothing without one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("threats.md", "asvs.md")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def text(page: str) -> str:
    return (ROOT / "docs" / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_is_named_exists(page):
    named = set(NAMED.findall(text(page)))
    assert len(named) > 40
    missing = [
        f"{file}::{name}"
        for file, name in sorted(named)
        if not (ROOT / file).exists() or f"def {name}(" not in (ROOT / file).read_text()
    ]
    assert missing == []


def test_every_threat_and_every_pass_names_a_test():
    rows = [row for row in text("threats.md").splitlines() if row.startswith("| ")]
    rows += [row for row in text("asvs.md").splitlines() if "| pass |" in row]
    without = [row for row in rows if not NAMED.search(row) and "| threat |" not in row]
    assert without == []
    assert len(rows) > 60
