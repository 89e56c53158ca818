"""What there is to import: files of a folder, rows of manifests, lines that are documents."""

import csv
import io
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from infocenter.importing import metadata
from portal.files import encodings

MANIFESTS = ("manifest.csv", "manifest.jsonl", "manifest.ndjson")
LINES = (".jsonl", ".ndjson")
LONGEST_LINE = 16 * 1024 * 1024
_IGNORED = ("thumbs.db", "desktop.ini", "__macosx")


@dataclass(frozen=True)
class Item:
    """One document to be: its name for the report, its files, what is said about it."""

    name: str
    paths: tuple[Path, ...] = ()
    said: dict = field(default_factory=dict)
    problem: str = ""  # why it can't be imported
    skipped: bool = False  # nothing is wrong with it: it isn't meant to be imported


class Folder:
    """A folder to import, with its manifest or without one."""

    def __init__(self, root: Path, manifest: Path | None = None):
        self.root = root.resolve(strict=True)
        self.given = manifest
        self.manifests = [manifest] if manifest else self._own_manifests()

    def items(self) -> Iterator[Item]:
        """Everything in a fixed order: rows of manifests, then the files that they don't name."""
        named: set[Path] = set()
        for manifest in self.manifests:
            for item in rows(manifest):
                item = self._located(item, manifest)
                named.update(item.paths)
                yield item
        for path in self._files():
            if path in named or path in self.manifests:
                continue
            yield from self._of_file(path)

    def _own_manifests(self) -> list[Path]:
        found = [each for each in self._files() if each.name.lower() in MANIFESTS]
        return [each for each in found if each.parent == self.root and describes(each)]

    def _of_file(self, path: Path) -> Iterator[Item]:
        name = readable(os.path.relpath(path, self.root))
        refusal = self._refusal(path)
        if self.given:
            yield Item(name, problem=_("Not named in the manifest."), skipped=True)
        elif refusal:
            yield Item(name, problem=refusal)
        elif path.suffix.lower() in LINES and describes(path):
            yield from (self._located(item, path) for item in rows(path))
        else:
            yield Item(name, (path,))

    def _files(self) -> list[Path]:
        found = []
        for folder, inner, names in os.walk(self.root):
            links = [each for each in inner if os.path.islink(os.path.join(folder, each))]
            inner[:] = sorted(each for each in inner if not ignored(each) and each not in links)
            found += [Path(folder, each) for each in [*names, *links] if not ignored(each)]
        return sorted(found)

    def _located(self, item: Item, manifest: Path) -> Item:
        """The item with its files, looked for in the folder and beside the manifest."""
        names = item.said.get("file") or []
        if item.problem or not names:
            return item
        paths = []
        for name in [names] if isinstance(names, str) else names:
            path = self._beside(name, manifest)
            problem = _("The file isn't there.") if path is None else self._refusal(path)
            if path is None or problem:
                return Item(item.name, problem=f"{name}: {problem}")
            paths.append(path)
        return Item(item.name, tuple(paths), item.said)

    def _beside(self, name: str, manifest: Path) -> Path | None:
        for base in dict.fromkeys((self.root, manifest.parent.resolve())):
            path = Path(os.path.normpath(base / name))
            if os.path.lexists(path):
                return path
        return None

    def _refusal(self, path: Path) -> str:
        """Why this path isn't opened; empty if it may be."""
        try:
            real = path.resolve(strict=True)
            mode = real.stat().st_mode
        except (OSError, RuntimeError, ValueError):
            return _("The file can't be read.")
        if not real.is_relative_to(self.root):
            return _("The file lies outside the folder.")
        if stat.S_ISDIR(mode):
            return _("This is a folder, not a file.")
        if not stat.S_ISREG(mode):
            return _("This is not a file.")
        return ""


def ignored(name: str) -> bool:
    """Whether a name is one of those that systems and programs leave lying about."""
    return name.startswith((".", "~$")) or name.lower() in _IGNORED


def readable(name: str) -> str:
    """A file's name as text, in whatever encoding its bytes are."""
    raw = os.fsencode(name)
    reading = encodings.read(raw)
    return reading.text if reading else raw.decode("utf-8", "replace")


def describes(path: Path) -> bool:
    """Whether the first row of a table or of JSON Lines says something about a document."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        first = next(rows(path), None)
    except (OSError, ValueError):
        return False
    return bool(first and first.said and {"file", "title", "text", "body"} & set(first.said))


def rows(path: Path) -> Iterator[Item]:
    """The rows of a manifest; a wrong row is an item with its problem."""
    read = _lines if path.suffix.lower() in (*LINES, ".json") else _table
    for number, row in read(path):
        name = f"{readable(path.name)}:{number}"
        if isinstance(row, str):
            yield Item(name, problem=row)
            continue
        said = metadata.known(row)
        missing = not ({"file", "text", "body", "summary"} & set(said))
        problem = _("The row names no file and has no text.") if missing else ""
        file = said.get("file")
        yield Item(file if isinstance(file, str) else name, said=said, problem=problem)


def _lines(path: Path) -> Iterator[tuple[int, dict | str]]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LONGEST_LINE):
            number += 1
            if len(line) >= LONGEST_LINE and not line.endswith(b"\n"):
                while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                    pass
                yield number, _("The line is too long.")
            elif line.strip(b"\xef\xbb\xbf \t\r\n"):
                yield number, _object(line)


def _object(line: bytes) -> dict | str:
    try:
        found = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return _("The line isn't JSON.")
    return found if isinstance(found, dict) else _("The line isn't a JSON object.")


def _table(path: Path) -> Iterator[tuple[int, dict | str]]:
    reading = encodings.read(path.read_bytes())
    if reading is None:
        yield 1, _("The table can't be read: its encoding is unknown.")
        return
    text = reading.text.removeprefix("\ufeff").replace("\0", "")
    csv.field_size_limit(LONGEST_LINE)
    header = text.partition("\n")[0]
    delimiter = max(",;\t|", key=header.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns: list[str] | None = None
    while True:
        try:
            row = next(table)
        except StopIteration:
            return
        except csv.Error:
            yield table.line_num, _("The row can't be read.")
            continue
        if columns is None:
            columns = row
        elif len(row) > len(columns):
            yield table.line_num, _("The row has more cells than the table has columns.")
        elif any(cell.strip() for cell in row):
            yield table.line_num, dict(zip(columns, row, strict=False))
