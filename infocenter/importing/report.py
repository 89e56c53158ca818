"""What became of everything: shown at the end, and kept as a table while it grows."""

from collections import Counter
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from portal.spreadsheets import CsvWriter

CREATED, PUBLISHED, UNCHANGED = "created", "published", "unchanged"
SKIPPED, FAILED = "skipped", "failed"


@dataclass(frozen=True)
class Outcome:
    """One line of the report."""

    source: str
    outcome: str
    document: int | None = None
    text: str = ""  # the state of the file's text
    message: str = ""

    def line(self) -> str:
        """The outcome in one line, for a terminal."""
        number = f"#{self.document}" if self.document else ""
        return f"{self.outcome:10}{number:8}{self.text:12}{self.source}  {self.message}".rstrip()


class Report:
    """Counts outcomes and writes each to a CSV file at once: a killed import leaves what it did."""

    def __init__(self, path: Path):
        self.path = path
        self.outcomes: Counter[str] = Counter()
        self.texts: Counter[str] = Counter()
        self.lines: list[str] = []

    def __enter__(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self.path.open("w", encoding="utf-8-sig", errors="replace", newline="")
        self._table = CsvWriter(self._file)
        self._table.writerow([each.name for each in fields(Outcome)])
        return self

    def __exit__(self, *exception):
        self._file.close()

    def add(self, outcome: Outcome) -> None:
        """Take note of an outcome."""
        self.outcomes[outcome.outcome] += 1
        if outcome.text:
            self.texts[outcome.text] += 1
        self.lines.append(outcome.line())
        self._table.writerow(astuple(outcome))
        self._file.flush()

    @property
    def total(self) -> int:
        return sum(self.outcomes.values())
