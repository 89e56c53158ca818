"""What the reading child is asked, and what it answers. Plain data: no Django here."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

RESULT = "result.json"
PARQUET = "table.parquet"
LATEST = 1  # of what the reader makes of a file: a change makes other Parquet files


class Unreadable(Exception):
    """Why a table can't be read: a code of datasets/messages.py, and where in the file."""

    def __init__(self, code: str, **where: Any):
        super().__init__(code)
        self.failure = {"code": code, **where}


@dataclass(frozen=True)
class Wish:
    """What an editor says about a column: its kind, and how its values are written."""

    kind: str
    writing: str = ""


@dataclass(frozen=True)
class Choices:
    """What an editor chose about a file; what is empty is recognised."""

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header: int | None = None  # the row that names the columns, from 1; 0: none does
    columns: dict[str, Wish] = field(default_factory=dict)  # by the name in the file

    @classmethod
    def of(cls, values: dict) -> "Choices":
        """Out of JSON."""
        columns = {name: Wish(**wish) for name, wish in values.get("columns", {}).items()}
        return cls(**{**values, "columns": columns})


@dataclass(frozen=True)
class Job:
    """One file to be read, and how much of everything may be spent on it."""

    path: str
    media_type: str
    folder: str
    seconds: int
    memory_mb: int
    threads: int
    most_rows: int
    most_columns: int
    time_zone: str
    choices: Choices

    @classmethod
    def from_json(cls, text: str) -> "Job":
        values = json.loads(text)
        return cls(**{**values, "choices": Choices.of(values["choices"])})

    def to_json(self) -> str:
        return json.dumps(asdict(self))


@dataclass
class Read:
    """What was read. `failure` and `warnings` name codes of datasets/messages.py."""

    failure: dict[str, Any] | None = None
    warnings: list[dict[str, Any]] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header: int = 0
    rows: int = 0
    columns: list[dict[str, Any]] = field(default_factory=list)

    def warn(self, code: str, **where: Any) -> None:
        """Say something that doesn't stop the reading."""
        self.warnings.append({"code": code, **where})

    def save(self, folder: str) -> None:
        """Write the answer, whole or not at all."""
        part = Path(folder) / "result.part"
        part.write_text(json.dumps(asdict(self)), encoding="ascii")
        part.replace(Path(folder) / RESULT)
