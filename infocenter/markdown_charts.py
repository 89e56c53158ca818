"""Tables that are drawn: a fenced block `chart` in a text holds a table whose numbers become bars.

Its first column names each row, the others are numbers. The table itself stands below the bars.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markdown_it.token import Token

from portal import charts

CHART = "chart"
MOST_ROWS = 60  # what is longer is read as a table
_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)*\s?%?")
_THOUSANDS = re.compile(r"[.,](?=\d{3}(?:\D|$))")


@dataclass(frozen=True)
class Table:
    """The words of a table: what its columns are called, and its rows."""

    columns: list[str]
    rows: list[list[str]]


def number_of(words: str) -> float | None:
    """What a cell says, if it is a number; in 1,234 and 1.234 it is a thousand that is parted."""
    found = words.replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    if not _NUMBER.fullmatch(found):
        return None
    bare = _THOUSANDS.sub("", found.rstrip("%").replace("−", "-")).replace(",", ".")
    return float(bare) if bare.count(".") < 2 else None


def table_of(tokens: Sequence[Token]) -> Table | None:
    """The one table that the tokens are; None if they are anything else."""
    if not tokens or tokens[0].type != "table_open" or tokens[-1].type != "table_close":
        return None
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append("".join(each.content for each in token.children or []).strip())
    head, *lines = rows
    return Table(head, lines)


def drawn(table: Table) -> str:
    """The bars as HTML, or nothing if there is nothing to draw. Readers of tables skip it."""
    numbers = [[number_of(cell) for cell in row[1:]] for row in table.rows]
    if not 0 < len(table.rows) <= MOST_ROWS or not any(n is not None for r in numbers for n in r):
        return ""
    width = len(table.columns) - 1
    flat, zero = charts.bars([row[at] for row in numbers for at in range(width)])
    items = [
        "".join(_item(row, table.columns, flat[at * width : (at + 1) * width], zero))
        for at, row in enumerate(table.rows)
    ]
    bars = f'<ol class="chart-bars">{"".join(items)}</ol>'
    return f'<figure class="chart" aria-hidden="true">{bars}</figure>'


def _item(
    row: list[str], columns: list[str], bars: Sequence[charts.Bar | None], zero: str
) -> Iterator[str]:
    """A row: its name, and a bar for each of its numbers."""
    yield f'<li><span class="chart-label">{escape(row[0])}</span>'
    for number, (name, words, bar) in enumerate(zip(columns[1:], row[1:], bars, strict=True)):
        if len(bars) > 1:
            yield f'<span class="chart-series">{escape(name)}</span>'
        yield f'<span class="chart-value">{escape(words)}</span>'
        yield '<svg width="100%" height="14" focusable="false">'
        if bar:
            place = f'x="{bar.x}" width="{bar.width}"'
            yield f'<rect class="chart-bar" data-number="{number}" {place} height="100%"/>'
        yield f'<line class="chart-zero" x1="{zero}" x2="{zero}" y1="0" y2="100%"/></svg>'
    yield "</li>"
