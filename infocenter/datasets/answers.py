"""Asking a table: the query's answer, or its slice as a file; or clearly why there is none.

The API calls these two functions as the pages do.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infocenter.datasets import store
from infocenter.datasets.engine import client
from infocenter.datasets.published import Source
from infocenter.datasets.query import Query, names

FORMAT = 1  # of answers: a change makes other entity tags
RETRY_AFTER = {"busy": 3, "working": 2, "away": 5}  # seconds
MEMORY_OR_TIME = ("time", "memory")


class Unanswered(Exception):
    """`code` says why: busy, working, away (try again), time, memory, too_many_rows, missing."""

    def __init__(self, code: str, total: int | None = None):
        super().__init__(code)
        self.code, self.total = code, total

    @property
    def retry_after(self) -> int | None:
        """In how many seconds to ask again; None if that wouldn't help."""
        return RETRY_AFTER.get(self.code)


@dataclass(frozen=True)
class Answer:
    """Rows of one page, and how many there are in all."""

    names: Sequence[str]  # what the columns are called: keys, groups, measures
    rows: Sequence[Sequence[Any]]
    total: int


def run(source: Source, query: Query, *, who: str = "", patience: float | None = None) -> Answer:
    """One page of the answer to a valid query. Raises Unanswered.

    `who` is the network that asks: none takes more than its share of the engine's time.
    """
    whole = not (query.is_grouped or query.filters or query.words)
    total = source.rows if whole else None
    told = _ask(source, query, {"form": "", "total": total}, who, patience)
    return Answer(names(query, source.fields), told["rows"], told["total"])


def slice_of(
    source: Source, query: Query, form: str, told: Mapping[str, Any], *, who: str = ""
) -> Path:
    """The file with all rows of the answer, as `form` (engine/slices.py). Raises Unanswered.

    `told` has `labels` of the columns for spreadsheets, and for JSON `columns` and `dataset`.
    """
    _ask(source, query, {"form": form, "told": told}, who, None)
    return store.answers() / key_of(source, query, {"form": form, "told": told})


def key_of(source: Source, query: Query, more: Mapping[str, Any]) -> str:
    """What names the answer: the same for the same question about the same data."""
    fields = {key: vars(each) for key, each in source.fields.items()}
    told = json.dumps([FORMAT, source.key, fields, query.to_json(), more], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:48]


def _ask(
    source: Source, query: Query, more: Mapping[str, Any], who: str, patience: float | None
) -> dict[str, Any]:
    table = store.location(source.key).relative_to(store.folder()).as_posix()
    question = {
        "key": key_of(source, query, more),
        "who": who,
        "table": table,
        "fields": {key: vars(each) for key, each in source.fields.items()},
        "query": query.to_json(),
        **more,
    }
    told = client.ask(question, patience)
    if "error" in told:
        raise Unanswered(told["error"], told.get("total"))
    return told
