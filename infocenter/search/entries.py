"""The words of the interface: what is put into the index, what is asked, what is found."""

import datetime
from dataclasses import dataclass, field

from infocenter.search import text


@dataclass(frozen=True)
class FileText:
    """The text of a stored file, by name and hash; the text itself stays where the file is."""

    name: str
    sha256: str
    text: str


@dataclass(frozen=True)
class Entry:
    """Something public, in one language. One object has an entry for each language version."""

    kind: str
    object_id: int
    language: str
    title: str
    number: str = ""
    summary: str = ""
    body: str = ""
    files: tuple[FileText, ...] = ()
    department_id: int | None = None
    type: str = ""
    date: datetime.date | None = None
    superseded: bool = False


@dataclass(frozen=True)
class Tokens:
    """What an entry is found by."""

    title: list[str]
    number: list[str]
    body: list[str]
    files: list[str]


@dataclass(frozen=True)
class Prepared:
    """An entry with its tokens: analysed ahead of the transaction that writes it."""

    entry: Entry
    tokens: Tokens


FILES_LIMIT = 2_000_000  # characters of file text for one entry; what follows isn't searched


def prepare(entries) -> list[Prepared]:
    """Analyse entries. Slow for long texts, and needs no database: do it outside a transaction."""
    return [each if isinstance(each, Prepared) else _prepared(each) for each in entries]


def _prepared(entry: Entry) -> Prepared:
    language = entry.language
    files: list[str] = []
    room = FILES_LIMIT
    for each in entry.files:
        files += text.tokens(each.text[:room], language, words=False)
        room = max(0, room - len(each.text))
    return Prepared(
        entry,
        Tokens(
            title=text.tokens(entry.title, language, single=True),
            number=text.number_tokens(entry.number) if entry.number else [],
            body=text.tokens(f"{entry.summary}\n{entry.body}", language),
            files=files,
        ),
    )


@dataclass(frozen=True)
class Filters:
    """Only entries like these; None and empty stand for any."""

    kinds: tuple[str, ...] = ()
    department: int | None = None
    type: str | None = None

    def sql(self, table: str) -> tuple[str, list]:
        """Conditions on the entry's columns, each beginning with AND, and their values."""
        found = ""
        values: list[int | str] = []
        if self.kinds:
            found += f" AND {table}.kind IN ({', '.join(['%s'] * len(self.kinds))})"
            values += self.kinds
        if self.department is not None:
            found += f" AND {table}.department_id = %s"
            values.append(self.department)
        if self.type:
            found += f" AND {table}.type = %s"
            values.append(self.type)
        return found, values


@dataclass
class Candidate:
    """An entry that may be what is looked for, and what a backend knows about it."""

    entry_id: int
    score: float  # higher is better
    all_words: bool = False
    all_in_title: bool = False
    phrase: bool = False
    number: bool = False


@dataclass(frozen=True)
class Segment:
    """A piece of the original text, and whether it is what was looked for. Not escaped."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Hit:
    """A thing that was found, in the language version that fits best."""

    kind: str
    object_id: int
    language: str
    score: float
    title: tuple[Segment, ...]
    snippet: tuple[Segment, ...]
    number: str = ""
    department_id: int | None = None
    type: str = ""
    date: datetime.date | None = None
    superseded: bool = False
    recommended: bool = False  # by editors, for this question
    in_file: str = ""  # the name of the file that holds the snippet; empty if the text itself does
    file_sha256: str = ""
    page: int | None = None  # of that file, counted from 1


@dataclass(frozen=True)
class Results:
    """A page of hits. `total` is a lower bound if `capped` ("300+")."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    capped: bool = False
    next: int | None = None  # give it as `after` for the next page
