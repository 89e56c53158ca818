"""Kinds of text: HTML, XML, JSON, tables, Markdown, calendar, plain."""

import csv
import json
import re

from portal.files.containers import extension

PLAIN = "text/plain"
CSV = "text/csv"
TSV = "text/tab-separated-values"
MARKDOWN = "text/markdown"
JSON = "application/json"
JSON_LINES = "application/x-ndjson"

# Possessive (*+): what a comment has taken is never given back, or hostile text takes for ever.
_PROLOGUE = re.compile(
    r"\s*+(?:(?:<!--(?:(?!-->).)*+-->|<\?xml(?:(?!\?>).)*+\?>|<!doctype(?!\s+html)[^>]*+>)\s*+)*+",
    re.I | re.S,
)
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|script|iframe|style|table|div|font|h1|p|a|br|b|meta|"
    r"link|form|center)(?=[\s>/])",
    re.I,
)
_ROOT = re.compile(r"<([\w.-]+:)?(\w+)")
_ROOTS = {"svg": "image/svg+xml", "html": "application/xhtml+xml"}
_CALENDAR = re.compile(r"\s*BEGIN:VCALENDAR\b")
_MARKDOWN_SIGNS = re.compile(
    r"^(?:#{1,6} \S|```|[-*] \S|> \S|\|(?: ?:?-{3,}:? ?\|)+)|\[[^\[\]\n]{1,200}\]\([^)\n]", re.M
)
_BY_EXTENSION = {
    "md": MARKDOWN,
    "markdown": MARKDOWN,
    "csv": CSV,
    "tsv": TSV,
    "tab": TSV,
    "json": JSON,
    "geojson": JSON,
    "jsonl": JSON_LINES,
    "ndjson": JSON_LINES,
}


def is_readable(text: str) -> bool:
    """Whether this is text for people: next to no control characters and unknown ones."""
    if not text:
        return False
    odd = sum(
        (char < " " and char not in "\t\n\r\f\x1b") or char == "\x7f" or char == "\ufffd"
        for char in text
    )
    return odd <= len(text) * 0.02


def _markup(text: str) -> str | None:
    prologue = _PROLOGUE.match(text)
    start = prologue.end() if prologue else 0
    if _HTML.match(text, start):
        is_xml = text.lstrip().startswith("<?xml")
        return "application/xhtml+xml" if is_xml else "text/html"
    root = _ROOT.match(text, start)
    if not root:
        return None
    if root[2].lower() in _ROOTS:
        return _ROOTS[root[2].lower()]
    is_xml = (start > 0 and "<?xml" in text[:start]) or "xmlns" in text[start : start + 500]
    return "application/xml" if is_xml else None


def _parses(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _json(text: str, name: str, whole: bool) -> str | None:
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start not in ("{", "["):
        return None
    lines = [line for line in text.splitlines() if line.strip()]
    complete = lines if whole else lines[:-1]
    if len(complete) > 1 and all(line.startswith("{") and _parses(line) for line in complete[:20]):
        return JSON_LINES
    if whole:
        return JSON if _parses(text) else None
    said = _BY_EXTENSION.get(extension(name))
    return said if said in (JSON, JSON_LINES) else None


def _columns(lines: list[str], delimiter: str) -> int:
    """In how many columns all the lines are parted alike; 0 if they are not."""
    try:
        counts = {len(row) for row in csv.reader(lines, delimiter=delimiter) if row}
    except csv.Error:
        return 0
    return counts.pop() if len(counts) == 1 else 0


def _table(text: str, whole: bool) -> str | None:
    """A table that nobody named as such: at least three rows, parted alike."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    if not whole or len(text.splitlines()) > 200:
        lines = lines[:-1]
    if len(lines) < 3:
        return None
    if _columns(lines, "\t") >= 2:
        return TSV
    needed = 3 if len(lines) < 5 else 2
    return CSV if any(_columns(lines, each) >= needed for each in ",;|") else None


def kind(text: str, name: str = "", *, whole: bool = True) -> str:
    """The media type of a text, `whole` or only its beginning."""
    text = text.removeprefix("\ufeff")
    found = _markup(text) or _json(text, name, whole)
    if found:
        return found
    if _CALENDAR.match(text):
        return "text/calendar"
    said = _BY_EXTENSION.get(extension(name))
    if said in (CSV, TSV, MARKDOWN):
        return said
    if extension(name) in ("txt", "text", "log"):
        return PLAIN
    found = _table(text, whole)
    if found:
        return found
    return MARKDOWN if len(_MARKDOWN_SIGNS.findall(text[:20_000])) >= 3 else PLAIN
