"""The rows of any file as one plain CSV: without titles above and notes below, all of one width."""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from infocenter.datasets.reading import delimited, header, sheets
from infocenter.datasets.reading.job import Job, Read, Unreadable

TEXTS = frozenset(["text/csv", "text/tab-separated-values", "text/plain"])
MOST_NOTES = 20  # rows below the table that hold a single cell
Numbered = tuple[int, list[str]]


def write(job: Job, read: Read, target: Path) -> list[str]:
    """Write the rows into `target`, a number in front of each; the names of the columns."""
    rows = _numbered(job, read)
    head = list(islice(rows, header.LOOKED_AT))
    if not head:
        raise Unreadable("empty")
    texts = [cells for _number, cells in head]
    columns = header.width(texts)
    if columns > job.most_columns:
        raise Unreadable("too_many_columns", value=columns, most=job.most_columns)
    index = _header(job, head, texts)
    read.header = 0 if index is None else head[index][0]
    names = header.names(None if index is None else texts[index], columns)
    if index:
        read.warn("rows_above", count=index, row=read.header)
    data = head if index is None else head[index + 1 :]
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for number, cells in _without_notes(chain(data, rows), columns, read):
            read.rows += 1
            if read.rows > job.most_rows:
                raise Unreadable("too_many_rows", most=job.most_rows)
            writer.writerow([number, *_even(cells, columns, number)])
    if not read.rows:
        raise Unreadable("no_rows")
    return names


def _numbered(job: Job, read: Read) -> Iterator[Numbered]:
    """The rows that hold anything, with their number in the file."""
    found: Iterable[list[str]]
    if job.media_type in TEXTS:
        found = delimited.rows(job.path, job.media_type, job.choices, read)
    else:
        found = sheets.rows(job.path, job.choices, read)
    for number, row in enumerate(found, 1):
        cells = [cell.strip("\ufeff \t\r\n\u00a0\u3000") for cell in row]
        if any(cells):
            yield number, cells


def _header(job: Job, head: list[Numbered], texts: list[list[str]]) -> int | None:
    """The index of the header: what the editor says, or what it looks like."""
    chosen = job.choices.header
    if chosen is None:
        return header.row_of(texts)
    if chosen == 0:
        return None
    for index, (number, _cells) in enumerate(head):
        if number == chosen:
            return index
    raise Unreadable("no_header", row=chosen)


def _without_notes(rows: Iterable[Numbered], columns: int, read: Read) -> Iterator[Numbered]:
    """The rows but for notes at the end, which stand in one cell; a table may be of one column."""
    held: list[Numbered] = []
    for number, cells in rows:
        if columns > 2 and sum(map(bool, cells)) == 1 and len(held) < MOST_NOTES:
            held.append((number, cells))
            continue
        yield from held
        held = []
        yield number, cells
    if held:
        read.warn("rows_below", count=len(held), row=held[0][0])


def _even(cells: list[str], columns: int, number: int) -> list[str]:
    """Exactly so many cells. One too many is no table: its values would stand under other names."""
    if len(cells) < columns:
        return cells + [""] * (columns - len(cells))
    if any(cells[columns:]):
        raise Unreadable("too_many_cells", row=number, value=len(cells), most=columns)
    return cells[:columns]
