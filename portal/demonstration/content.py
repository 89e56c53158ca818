"""Reading the content: one file for each document, TOML between +++ lines, then its languages.

    +++
    department = "TB"
    type = "notice"
    published = 2025-09-12T17:00:00
    +++

    === zh-hant
    # Title

    > Summary

    Text in Markdown.

Later editions say what they replace (`old` by `new`), so that a reader sees the difference at once.
"""

import tomllib
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from portal import languages
from portal.demonstration import CONTENT


class Malformed(ValueError):
    """A content file isn't as it should be. The message names the file."""


@dataclass(frozen=True)
class Text:
    """A language version."""

    title: str
    summary: str
    body: str


@dataclass(frozen=True)
class FileSpec:
    """A file that the loader makes: of the document's text, of another `text`, or of a `table`."""

    name: str
    make: str  # pdf, docx, odt, txt, md, xlsx, csv
    language: str
    text: str = ""
    table: str = ""
    heading: str = ""
    encoding: str = "utf-8"
    queried: bool = False  # residents query the table online; `data.toml` says what is in it


@dataclass(frozen=True)
class EditionSpec:
    """What a later edition changes, and why: notes and credits by language."""

    at: datetime
    kind: str
    note: dict[str, str]
    credit: dict[str, str] = field(default_factory=dict)
    changes: tuple[dict, ...] = ()

    @property
    def languages(self) -> set[str]:
        """The language versions that it changes."""
        return {each["language"] for each in self.changes}

    def told(self, language: str) -> dict[str, str]:
        """What the language version says about the change, as `save_translation` takes it."""
        return {
            "change_note": self.note.get(language, ""),
            "change_credit": self.credit.get(language, ""),
        }


@dataclass(frozen=True)
class DocumentSpec:
    """A document as its content file has it."""

    slug: str
    sections: dict[str, str]
    department: str
    type: str
    topics: tuple[str, ...]
    state: str = "published"
    number: str = ""
    licence: str = "cc-by-4.0"
    issue_date: date | None = None
    effective_date: date | None = None
    source: str = ""
    verified_by: str = ""
    verified_on: date | None = None
    review_on: date | None = None
    published: datetime | None = None
    publish_in_days: int = 0
    reason: str = ""
    withdrawal_reason: dict[str, str] = field(default_factory=dict)
    superseded_by: str = ""
    translated: dict[str, str] = field(default_factory=dict)
    files: tuple[FileSpec, ...] = ()
    editions: tuple[EditionSpec, ...] = field(default=())

    DESCRIPTION = (
        "type",
        "number",
        "licence",
        "issue_date",
        "effective_date",
        "source",
        "verified_by",
        "verified_on",
        "review_on",
    )

    def description(self) -> dict:
        """The described fields, as `create_document` takes them."""
        return {name: getattr(self, name) for name in self.DESCRIPTION}

    def texts(self, after: int = 0) -> dict[str, Text]:
        """The language versions after the first `after` later editions."""
        sections = dict(self.sections)
        for edition in self.editions[:after]:
            for change in edition.changes:
                section = sections[change["language"]]
                if section.count(change["old"]) != 1:
                    raise Malformed(f"{self.slug}: {change['old']!r} isn't there exactly once")
                sections[change["language"]] = section.replace(change["old"], change["new"])
        return {language: parse_text(section) for language, section in sections.items()}


def read_documents() -> list[DocumentSpec]:
    """All documents, oldest first, so that a successor comes after what it replaces."""
    found = [read_document(path) for path in sorted((CONTENT / "documents").glob("*.md"))]
    return sorted(found, key=lambda spec: (not spec.published, str(spec.published), spec.slug))


def read_document(path) -> DocumentSpec:
    """The document of one content file; raises Malformed."""
    try:
        _nothing, front, rest = path.read_text(encoding="utf-8").split("+++\n", 2)
        values = tomllib.loads(front)
        sections = split_sections(rest)
        unknown = set(values) - {each.name for each in fields(DocumentSpec)}
        if unknown:
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
        for name, make in (("files", FileSpec), ("editions", EditionSpec)):
            values[name] = tuple(make(**each) for each in values.get(name, ()))
        return DocumentSpec(slug=path.stem, sections=sections, **values)
    except (ValueError, TypeError) as error:
        raise Malformed(f"{path.name}: {error}") from error


def split_sections(text: str) -> dict[str, str]:
    """The sections of a content file by language."""
    sections = {}
    for part in f"\n{text}".split("\n=== ")[1:]:
        language, _line_end, section = part.partition("\n")
        if language not in languages.CODES or language in sections:
            raise ValueError(f"unknown or repeated language: {language}")
        sections[language] = section.strip()
    if not sections:
        raise ValueError("no language section")
    return sections


def parse_text(section: str) -> Text:
    """`# Title`, then `> Summary` (not needed), then the body."""
    title, _line_end, rest = section.partition("\n")
    if not title.startswith("# "):
        raise ValueError("a language section begins with # and the title")
    rest = rest.strip()
    summary = ""
    if rest.startswith("> "):
        summary, _line_end, rest = rest.partition("\n")
    return Text(title[2:].strip(), summary[2:].strip(), rest.strip())


def read_text(name: str) -> Text:
    """A text of `content/files/`, such as a form."""
    return parse_text((CONTENT / "files" / f"{name}.md").read_text(encoding="utf-8"))
