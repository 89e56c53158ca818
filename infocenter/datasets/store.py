"""Where the Parquet of tables lies: beside the files that they were read from, by their key."""

import hashlib
import json
import time
from pathlib import Path

from infocenter.datasets.reading.job import LATEST, Choices
from portal.files import storage

FOLDER = "datasets"
ANSWERS = "answers"  # slices on their way to readers, for an hour
ANSWERS_KEPT = 3600  # seconds
ANSWERS_MOST = 1024**3  # bytes in all


def folder() -> Path:
    """The folder of all of it."""
    return storage.root() / FOLDER


def key_of(sha256: str, choices: dict) -> str:
    """The name of what is read of a file by these choices: the same bytes and choices, once."""
    told = json.dumps([LATEST, sha256, choices], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()


def location(key: str) -> Path:
    """Where the Parquet of this key lies."""
    return folder() / key[:2] / key[2:4] / f"{key}.parquet"


def answers() -> Path:
    """The folder of slices."""
    found = folder() / ANSWERS
    found.mkdir(parents=True, exist_ok=True)
    return found


def remove_answers() -> int:
    """Remove slices that nobody took lately, and the oldest of too many; how many it was."""
    there = []
    for path in answers().iterdir():
        try:
            there.append((path.stat().st_mtime, path.stat().st_size, path))
        except FileNotFoundError:
            continue  # the engine was first
    removed, kept = 0, 0
    for moment, size, path in sorted(there, reverse=True):
        kept += size
        if kept > ANSWERS_MOST or time.time() - moment > ANSWERS_KEPT:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def as_stored(choices: Choices) -> dict:
    """Choices for the database: only what was chosen."""
    columns = {
        name: {"kind": each.kind, "writing": each.writing} for name, each in choices.columns.items()
    }
    values = {
        "sheet": choices.sheet,
        "encoding": choices.encoding,
        "delimiter": choices.delimiter,
        "header": choices.header,
        "columns": columns,
    }
    return {name: value for name, value in values.items() if value not in ("", None, {})}
