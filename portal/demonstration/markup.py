"""Markdown as blocks (headings, paragraphs, lists, tables), for those who lay out files."""

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt


@dataclass(frozen=True)
class Run:
    """A piece of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass
class Block:
    """A heading, paragraph, list item, quotation or table."""

    kind: str  # heading, paragraph, item, quote, table
    runs: list[Run] = field(default_factory=list)
    level: int = 0  # of a heading (2, 3...), or depth of an item
    mark: str = ""  # what stands before an item: "1." or a bullet
    rows: list[list[str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The block's words without style."""
        return "".join(run.text for run in self.runs)


BULLET = "•"
_parser = MarkdownIt("commonmark").enable("table")


def blocks(markdown: str) -> list[Block]:
    """The blocks of a text, in order."""
    return _Reader().read(_parser.parse(markdown))


class _Reader:
    """Follows the parser's tokens and remembers in what it is."""

    def __init__(self):
        self.found: list[Block] = []
        self.lists: list[int | None] = []  # the next number of each open list; None for bullets
        self.mark = ""
        self.level = 0
        self.quoted = False
        self.row: list[str] | None = None

    def read(self, tokens) -> list[Block]:
        for token in tokens:
            handle = getattr(self, token.type, None)
            if handle:
                handle(token)
        return self.found

    def heading_open(self, token):
        self.level = int(token.tag[1])

    def heading_close(self, token):
        self.level = 0

    def bullet_list_open(self, token):
        self.lists.append(None)

    def ordered_list_open(self, token):
        self.lists.append(int(token.attrGet("start") or 1))

    def bullet_list_close(self, token):
        self.lists.pop()

    ordered_list_close = bullet_list_close

    def list_item_open(self, token):
        number = self.lists[-1]
        self.mark = BULLET if number is None else f"{number}."
        if number is not None:
            self.lists[-1] = number + 1

    def blockquote_open(self, token):
        self.quoted = True

    def blockquote_close(self, token):
        self.quoted = False

    def table_open(self, token):
        self.found.append(Block("table"))

    def tr_open(self, token):
        self.row = []
        self.found[-1].rows.append(self.row)

    def tr_close(self, token):
        self.row = None

    def inline(self, token):
        if self.row is not None:
            self.row.append("".join(run.text for run in _runs(token)).strip())
        elif self.level:
            self.found.append(Block("heading", _runs(token), self.level))
        elif self.lists:
            self._item(_runs(token))
        else:
            self.found.append(Block("quote" if self.quoted else "paragraph", _runs(token)))

    def _item(self, runs):
        task = re.match(r"\[[ x]\] ", runs[0].text) if runs else None
        if task:
            runs[0] = Run("□ " + runs[0].text[task.end() :], runs[0].bold, runs[0].italic)
        mark, self.mark = ("" if task else self.mark), ""
        self.found.append(Block("item", runs, len(self.lists), mark))


def _runs(token) -> list[Run]:
    runs: list[Run] = []
    bold = italic = 0
    for child in token.children or []:
        match child.type:
            case "strong_open":
                bold += 1
            case "strong_close":
                bold -= 1
            case "em_open":
                italic += 1
            case "em_close":
                italic -= 1
            case "softbreak" | "hardbreak":
                runs.append(Run("\n"))
            case _ if child.content:
                runs.append(Run(child.content, bool(bold), bool(italic)))
    return runs
