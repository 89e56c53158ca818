"""The table of contents of a text: its headings, each a link to its anchor."""

import re
from html import escape

from django.utils.safestring import SafeString

LEAST = 3  # headings: a shorter text needs no table
MOST = 60  # then only those of the first level are listed

_HEADING = re.compile(r'<h([23]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def headings(html: str) -> list[tuple[int, str, str]]:
    """(level, id, words as HTML) of the headings of a rendered body."""
    found = _HEADING.findall(html)
    return [(int(level), name, _TAG.sub("", words).strip()) for level, name, words in found]


def table(html: str) -> SafeString:
    """Nested lists of links; nothing for a short text."""
    found = headings(html) if html.count("<h") >= LEAST else []
    if len(found) > MOST:
        found = [each for each in found if each[0] == 2]
    if len(found) < LEAST:
        return SafeString("")
    return SafeString(f"<ol>{''.join(_items(found))}</ol>")


def _items(found: list[tuple[int, str, str]]):
    """List items; those of level 3 in a list within the item before them."""
    is_inside = False
    for at, (level, name, words) in enumerate(found):
        if level == 3 and not is_inside and at:
            yield "<ol>"
            is_inside = True
        elif level == 2 and is_inside:
            yield "</ol></li>"
            is_inside = False
        link = f'<a href="#{escape(name, quote=True)}">{words}</a>'
        follows = found[at + 1][0] if at + 1 < len(found) else 2
        yield f"<li>{link}" if level == 2 and follows == 3 else f"<li>{link}</li>"
    if is_inside:
        yield "</ol></li>"
