"""A public report as Markdown: what its document says in a language."""

from collections.abc import Iterable, Iterator

from tracking.report_contents import Cell, Contents, Table


def body(report: Contents) -> str:
    """The whole report in Markdown."""
    return "\n\n".join(_parts(report))


def _parts(report: Contents) -> Iterator[str]:
    for each in report.sentences:
        yield _written(each)
    for table in report.tables:
        yield f"## {_plain(table.title)}"
        yield f"```chart\n{_table(table)}\n```" if table.is_drawn else _table(table)


def _table(table: Table) -> str:
    head = [_line(map(_plain, table.columns)), _line("---" for _column in table.columns)]
    return "\n".join([*head, *(_line(map(_written, row)) for row in table.rows)])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _written(cell: Cell) -> str:
    words = _plain(str(cell.said))
    return f"[{words}]({cell.address})" if cell.address else words


def _plain(words: str) -> str:
    """Words that can't be taken for markup, on one line."""
    for each in "\\`*_[]<>|#":
        words = words.replace(each, f"\\{each}")
    return " ".join(words.split())
