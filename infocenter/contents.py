"""The table of contents of a text: its headings, each a link to its anchor."""

import re
from html import unescape

from django.utils.safestring import SafeString

from portal.markup import joined

LEAST = 3  # headings: a shorter text needs no table
MOST = 60  # then only those of the first level are listed

_HEADING = re.compile(r'<h([23]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_LIST, _LIST_END = SafeString("<ol>"), SafeString("</ol>")
_TO, _SAID = SafeString('<li><a href="#'), SafeString('">')
_OPEN, _CLOSED = SafeString("</a>"), SafeString("</a></li>")  # with a list in it, or none
_INNER_END = SafeString("</ol></li>")


def headings(html: str) -> list[tuple[int, str, str]]:
    """(level, id, words) of the headings of a rendered body."""
    found = _HEADING.findall(html)
    return [
        (int(level), unescape(name), unescape(_TAG.sub("", words)).strip())
        for level, name, words in found
    ]


def table(html: str) -> SafeString:
    """Nested lists of links; nothing for a short text."""
    found = headings(html) if html.count("<h") >= LEAST else []
    if len(found) > MOST:
        found = [each for each in found if each[0] == 2]
    if len(found) < LEAST:
        return SafeString("")
    return joined([_LIST, *_items(found), _LIST_END])


def _items(found: list[tuple[int, str, str]]) -> list[str]:
    """List items, in pieces; those of level 3 in a list within the item before them."""
    pieces: list[str] = []
    is_inside = False
    for at, (level, name, words) in enumerate(found):
        if level == 3 and not is_inside and at:
            pieces.append(_LIST)
            is_inside = True
        elif level == 2 and is_inside:
            pieces.append(_INNER_END)
            is_inside = False
        follows = found[at + 1][0] if at + 1 < len(found) else 2
        pieces += _TO, name, _SAID, words, _OPEN if level == 2 and follows == 3 else _CLOSED
    if is_inside:
        pieces.append(_INNER_END)
    return pieces
