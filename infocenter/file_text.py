"""The text of a file as people read it on a page: by the file's own pages, in bearable parts.

What a program took out of a file breaks lines where the paper did. Lines that were broken only
because they were full are joined again, so that they fit a telephone and are read out in one go.
"""

import re
from dataclasses import dataclass

from portal.files.models import PAGE_BREAK

MOST = 40_000  # characters of a part, unless a single page has more
_FULL = 0.7  # of the longest lines: a line as long as that was broken for want of room
_ENDS = re.compile(r"[.:;!?。：；！？…]['\"”’」』)）]*$")
_BEGINS = re.compile(
    r"^\s*([-–—•*·▪]|\(?[0-9IVXivxa-z]{1,4}[.)、）]|第.{1,6}[條条章節节]|[一二三四五六七八九十]+、)"
)
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_LEADERS = re.compile(r"\.{5,}")


@dataclass(frozen=True)
class Piece:
    """A page of the file, or a part of one; `page` is None where files have no pages."""

    page: int | None
    is_first: bool  # of its page: the place to which others lead
    text: str

    @property
    def paragraphs(self) -> list[str]:
        """The text without the line breaks of the paper."""
        return reflowed(self.text)


def parts(text: str) -> list[list[Piece]]:
    """The pieces of the text in parts, each to be shown on one page of ours."""
    pages = text.split(PAGE_BREAK)
    found: list[list[Piece]] = []
    room = 0
    for number, page in enumerate(pages, 1):
        for at, words in enumerate(_cut(page)):
            if not found or len(words) > room:
                found.append([])
                room = MOST
            found[-1].append(Piece(number if len(pages) > 1 else None, at == 0, words))
            room -= len(words)
    return found


def part_of(page: int, shown: list[list[Piece]]) -> int:
    """In which part (from 0) a page of the file begins; the last one if there is no such page."""
    for at, pieces in enumerate(shown):
        if any(each.page == page for each in pieces):
            return at
    return len(shown) - 1


def _cut(page: str) -> list[str]:
    """A page in pieces that are short enough, parted at the end of a line if possible."""
    pieces = []
    while len(page) > MOST:
        at = page.rfind("\n", MOST // 2, MOST) + 1 or MOST
        pieces.append(page[:at])
        page = page[at:]
    return [*pieces, page]


def reflowed(text: str) -> list[str]:
    """The paragraphs of a page."""
    lines = [_LEADERS.sub(" … ", line.strip()) for line in text.split("\n")]
    full = _FULL * max((_width(line) for line in lines), default=0)
    found: list[str] = []
    is_open = False  # whether the next line goes on with the paragraph
    for line in lines:
        if not line:
            is_open = False
            continue
        if is_open and not _BEGINS.match(line):
            found[-1] = _joined(found[-1], line)
        else:
            found.append(line)
        is_open = _width(line) >= full and not _ENDS.search(line)
    return found


def _width(line: str) -> int:
    """How much room a line takes on paper: a character of Chinese as much as two letters."""
    return len(line) + len(_HAN.findall(line))


def _joined(before: str, line: str) -> str:
    if _HAN.match(before[-1]) and _HAN.match(line[0]):
        return before + line
    return f"{before} {line}"
