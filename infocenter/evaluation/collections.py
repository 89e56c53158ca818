"""Collections of documents, questions and known answers, in the format of retrieval research.

A folder holds `docs.jsonl` (id, title, text, lang), `queries.tsv` (id, language, text and perhaps
its kind) and `qrels.tsv` (question, document, grade: the higher, the better an answer it is).
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from portal import languages

FILES = ("docs.jsonl", "queries.tsv", "qrels.tsv")
UNKNOWN_LANGUAGE = "en"


class NotACollection(Exception):
    """What is wrong with a folder, for whoever named it."""


@dataclass(frozen=True)
class Document:
    """A document that may be an answer."""

    id: str
    language: str
    title: str
    text: str


@dataclass(frozen=True)
class Question:
    """A question, and the grade of each document that answers it."""

    id: str
    language: str
    text: str
    kind: str
    grades: dict[str, int]


@dataclass(frozen=True)
class Collection:
    name: str
    documents: tuple[Document, ...]
    questions: tuple[Question, ...]
    asked: str = ""  # how, if not as written

    @property
    def label(self) -> str:
        return f"{self.name}, {self.asked}" if self.asked else self.name

    def sample(self, most: int | None) -> "Collection":
        """With `most` of its questions, taken evenly from all of them."""
        if not most or most >= len(self.questions):
            return self
        step = len(self.questions) / most
        chosen = tuple(self.questions[int(place * step)] for place in range(most))
        return replace(self, questions=chosen)

    def in_simplified(self) -> "Collection":
        """The questions in Traditional Chinese, written in Simplified."""
        asked = tuple(
            replace(each, text=languages.to_simplified(each.text))
            for each in self.questions
            if each.language == "zh-hant"
        )
        return replace(self, questions=asked, asked="in Simplified")


def folders(path: Path) -> list[Path]:
    """The folders of collections that a folder is or holds."""
    found = [path] if (path / FILES[0]).is_file() else []
    found = found or sorted(each.parent for each in path.glob(f"*/{FILES[0]}"))
    if not found:
        raise NotACollection(f"{path} has no {FILES[0]}, nor has a folder in it.")
    return found


def read(folder: Path) -> Collection:
    """The collection of a folder; questions without an answer are left out."""
    for name in FILES:
        if not (folder / name).is_file():
            raise NotACollection(f"{folder} has no {name}.")
    documents = tuple(_documents(folder / FILES[0]))
    known = {each.id for each in documents}
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for place, (question, document, grade) in _rows(folder / FILES[2], 3):
        if document not in known:
            raise NotACollection(f"{place}: {document} is not among the documents.")
        if not grade.isdecimal():
            raise NotACollection(f"{place}: the grade {grade} is not a number.")
        if int(grade):
            grades[question][document] = int(grade)
    questions = tuple(
        Question(name, _language(tag), text, kind, grades[name])
        for _place, (name, tag, text, kind) in _rows(folder / FILES[1], 4)
        if name in grades
    )
    if not questions:
        raise NotACollection(f"{folder}: no question has an answer.")
    return Collection(folder.name, documents, questions)


def _documents(path: Path) -> Iterator[Document]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                each = json.loads(line)
                language = _language(each.get("lang", ""))
                yield Document(each["id"], language, each.get("title", ""), each["text"])
            except (ValueError, KeyError, AttributeError) as problem:
                raise NotACollection(f"{path}:{number}: not a document ({problem!r}).") from problem


def _rows(path: Path, columns: int) -> Iterator[tuple[str, list[str]]]:
    """Where each line is, and its columns; the fourth may be missing."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            found = line.rstrip("\r\n").split("\t")
            if len(found) < 3:
                raise NotACollection(f"{path}:{number}: fewer than three columns.")
            yield f"{path}:{number}", [*found, ""][:columns]


def _language(tag: str) -> str:
    return languages.from_tag(tag) or UNKNOWN_LANGUAGE
