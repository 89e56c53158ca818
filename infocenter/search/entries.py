"""The words of the interface: what is put into the index, what is asked, what is found."""

import datetime
from collections.abc import Mapping
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
    topics: tuple[int, ...] = ()
    formats: tuple[str, ...] = ()  # of its files
    anchors: tuple[tuple[int, str], ...] = ()  # place in the body and id of each heading
    links: frozenset[int] = frozenset()  # the documents that it links to


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
        files += text.tokens(each.text[:room], language)
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


FACETS = ("type", "topic", "department", "year", "format", "language")


@dataclass(frozen=True)
class Filters:
    """Only entries like these: of one of the values in each respect. Nothing stands for any."""

    kinds: tuple[str, ...] = ()
    narrow: Mapping[str, frozenset] = field(default_factory=dict)  # by name of the facet
    entries: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kinds or self.narrow or self.entries)

    def signature(self) -> tuple:
        """The same for the same filters."""
        return self.kinds, tuple(sorted(self.narrow.items())), self.entries

    def sql(self, table: str) -> tuple[str, list]:
        """Conditions on the entry's columns, each beginning with AND, and their values."""
        found = ""
        values: list = []
        columns = {"department": "department_id", "type": "type", "language": "language"}
        asked = {columns[name]: self.narrow[name] for name in columns if name in self.narrow}
        for column, wanted in {"id": self.entries, "kind": self.kinds, **asked}.items():
            if wanted:
                found += f" AND {table}.{column} IN ({', '.join(['%s'] * len(wanted))})"
                values += sorted(wanted)
        for name in ("topic", "format"):
            if name in self.narrow:
                some = [f",{each}," for each in sorted(self.narrow[name])]
                found += f" AND ({' OR '.join([f'{table}.{name}s LIKE %s'] * len(some))})"
                values += [f"%{each}%" for each in some]
        if "year" in self.narrow:
            years = sorted(self.narrow["year"])
            found += f" AND ({' OR '.join([f'{table}.date BETWEEN %s AND %s'] * len(years))})"
            values += [day for year in years for day in (f"{year}-01-01", f"{year}-12-31")]
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
    anchor: str = ""  # id of the heading in the text below which the snippet stands


@dataclass(frozen=True)
class Results:
    """A page of hits. `total` and `facets` count things; they are lower bounds if `capped`."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    capped: bool = False
    facets: dict[str, dict] = field(default_factory=dict)  # counts by value, by name of the facet
    wider: dict[str, int] = field(default_factory=dict)  # how many without the filter of a facet
    next: int | None = None  # give it as `after` for the next page
    whole: bool = False  # some text has all the words: they are spelt well
    relaxed: bool = False  # no text has the exact phrase: these have its words
    elsewhere: list[Hit] = field(default_factory=list)  # what exists only in other languages
    provisional: bool = False  # meaning couldn't be asked: the same question may soon find more
