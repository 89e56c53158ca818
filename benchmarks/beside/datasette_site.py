"""Datasette: one table with full-text search, opened immutable, tuned as its documentation says.

`python -m benchmarks.beside.datasette_site COUNT FOLDER` makes FOLDER/city.db with its counts.
"""

import json
import sqlite3
import subprocess
import sys
from itertools import islice
from pathlib import Path

from benchmarks.beside.rows import rows

# Nothing is computed that the page doesn't show: no facets, no suggestions, whole cells.
SETTINGS = {
    "default_page_size": "20",
    "suggest_facets": "off",
    "allow_facet": "off",
    "truncate_cells_html": "0",
    "cache_size_kb": "32000",
    "num_sql_threads": "1",  # as many as the other programs have threads
    "default_cache_ttl": "0",
}
_TABLES = """
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, type TEXT, department TEXT, topics TEXT, reference TEXT, day TEXT,
    language TEXT, title TEXT, summary TEXT, teaser TEXT, body TEXT, formats TEXT
);
CREATE INDEX documents_by_day ON documents (day DESC, id);
CREATE TABLE files (
    id INTEGER PRIMARY KEY, document_id INTEGER REFERENCES documents (id), name TEXT,
    sha256 TEXT, size INTEGER, media_type TEXT, format TEXT
);
CREATE INDEX files_of_document ON files (document_id);
CREATE VIRTUAL TABLE documents_fts USING fts5 (
    title, reference, summary, body, content='documents', content_rowid='id'
);
"""
_NAMES = ("id", "type", "department", "topics", "reference", "day", "language", "title")
_NAMES += ("summary", "teaser", "body")


def command(folder: Path, port: int) -> list[str]:
    """How it is started, without the interpreter."""
    options = ["-m", "datasette", "serve", "-i", str(folder / "city.db"), "--port", str(port)]
    options += ["--inspect-file", str(folder / "inspect.json")]
    for name, value in SETTINGS.items():
        options += ["--setting", name, value]
    return options


def main() -> None:
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(folder / "city.db")
    base.executescript(_TABLES)
    source = rows(count)
    while batch := list(islice(source, 1000)):
        _add(base, batch)
    base.execute("INSERT INTO documents_fts (documents_fts) VALUES ('rebuild')")
    base.execute("INSERT INTO documents_fts (documents_fts) VALUES ('optimize')")
    base.execute("ANALYZE")
    base.commit()
    base.execute("VACUUM")
    base.close()
    inspected = subprocess.run(
        [sys.executable, "-m", "datasette", "inspect", str(folder / "city.db")],
        check=True,
        capture_output=True,
    )
    json.loads(inspected.stdout)
    (folder / "inspect.json").write_bytes(inspected.stdout)


def _add(base: sqlite3.Connection, batch: list[dict]) -> None:
    marks = ", ".join("?" * (len(_NAMES) + 1))
    base.executemany(
        f"INSERT INTO documents VALUES ({marks})",
        [
            [
                *(str(row[name]) if name == "day" else row[name] for name in _NAMES),
                " ".join(sorted({file["format"] for file in row["files"]})),
            ]
            for row in batch
        ],
    )
    base.executemany(
        "INSERT INTO files (document_id, name, sha256, size, media_type, format)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(row["id"], *file.values()) for row in batch for file in row["files"]],
    )


if __name__ == "__main__":
    main()
