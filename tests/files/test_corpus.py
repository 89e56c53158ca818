"""Real files, many of them damaged or locked: each ends in a state that an editor understands."""

import csv
import re

import pytest

from portal.files.services import extract, store

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.slow]

# The manifest guesses from names. These open without a password (only changing them is locked, or
# only something attached to them): residents can read them, so their text is searched.
OPEN_ALTHOUGH_PROTECTED = {
    "tika__testPDF_protected.pdf",
    "pdfjs__encrypted-attachment.pdf",
    "pdfjs__empty_protected.pdf",
}
# Nothing but pictures, lines or white paper; pdftotext finds nothing either.
WITHOUT_TEXT = {"tika__testPDF_twoAuthors.pdf", "pdfjs__issue4246.pdf"}


def letters(text: str) -> int:
    return len(re.sub(r"\s", "", text))


def problem_with(row: dict, file) -> str:
    """What is not as it should be with a file of the manifest; empty if all is well."""
    name, expected, state = row["file"], row["expect"], file.text_state
    if state in ("pending", "timed_out", "too_large", "unsupported") or not file.explanation:
        return f"ended as {state}"
    if expected.startswith("encrypted") and name not in OPEN_ALTHOUGH_PROTECTED:
        return "" if state == "encrypted" else f"is locked, but ended as {state}"
    if expected == "text" and name not in WITHOUT_TEXT and state != "ok":
        return f"has text, but ended as {state}"
    known = int(row["pdftotext_chars"] or 0)
    if known >= 20 and name != "pdfjs__SimFang-variant.pdf":  # counts the layout's spaces
        found = len(re.sub(r"\s+", " ", file.text))
        if not 0.75 * known <= found <= 1.1 * known:
            return f"has {found} characters, where pdftotext finds {known}"
    if row["file"].endswith(".pdf") and state == "ok" and not (file.pages and file.preview):
        return "has no pages or no preview"
    return ""


def test_every_file_of_the_corpus_ends_in_a_state_with_a_message(corpus):
    with (corpus / "MANIFEST.csv").open(encoding="utf-8", newline="") as manifest:
        rows = list(csv.DictReader(manifest))
    problems = {}
    for row in rows:
        file = store(corpus / row["file"])
        assert file.sha256 == row["sha256"]
        problem = problem_with(row, extract(file))
        if problem:
            problems[row["file"]] = problem
    assert problems == {}
    assert len(rows) >= 100
