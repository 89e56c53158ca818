"""Where in a sheet the table begins: the row that names the columns, and how wide it is."""

from collections import Counter
from collections.abc import Sequence

from infocenter.datasets import kinds
from infocenter.datasets.reading import recognise

LOOKED_AT = 50  # rows
LONGEST_NAME = 200
NO_NAME = "#"  # and the number of the column

Row = Sequence[str]


def width(rows: Sequence[Row]) -> int:
    """How many columns most of the rows have that are no mere title or note."""
    counts = Counter(_filled(row) for row in rows)
    full = {columns: number for columns, number in counts.items() if columns > 1}
    if not full:
        return max(counts, default=0)
    usual = max(full.values())
    return max(columns for columns, number in full.items() if number * 3 >= usual)


def _filled(row: Row) -> int:
    """How far the row reaches: cells up to the last one that holds something."""
    return max((place for place, cell in enumerate(row, 1) if cell), default=0)


def row_of(rows: Sequence[Row]) -> int | None:
    """The index of the row that names the columns; None where the first row is data already."""
    columns = width(rows)
    for index, row in enumerate(rows[:20]):
        filled = [cell for cell in row if cell]
        if len(filled) * 10 >= columns * 6 and (columns < 2 or len(filled) > 1):
            return index if _names(row, rows[index + 1 :]) else None
    return None


def _names(row: Row, below: Sequence[Row]) -> bool:
    """Whether these are names: short texts, none twice, of another sort than what is below."""
    filled = [cell for cell in row if cell]
    if len({*filled}) < len(filled) and len({*filled}) * 2 < len(filled):
        return False
    if any(len(cell) > LONGEST_NAME for cell in filled):
        return False
    numbers = sum(recognise.kind_of([cell]).kind != kinds.TEXT for cell in filled)
    if numbers == 0:
        return True
    if not below:
        return False
    years = all(_is_year(cell) for cell in filled if recognise.kind_of([cell]).kind != kinds.TEXT)
    return years and numbers < len(filled)  # a table by years: 2024, 2025, 2026 beside a name


def _is_year(cell: str) -> bool:
    return cell.isdecimal() and len(cell) == 4 and cell[:2] in ("19", "20")


def names(row: Row | None, columns: int) -> list[str]:
    """A name for each column, none of them empty, none twice."""
    found: list[str] = []
    used: set[str] = set()
    for place in range(columns):
        cell = " ".join(row[place].split())[:LONGEST_NAME] if row and place < len(row) else ""
        name = first = cell or f"{NO_NAME}{place + 1}"
        number = 1
        while name in used:
            number += 1
            name = f"{first} ({number})"
        used.add(name)
        found.append(name)
    return found
