"""A row with what it would do: what the fields refuse in it, and what it would change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from infocenter.models import Document, DocumentTranslation, Topic
from infocenter.sheets.columns import COLUMNS
from infocenter.sheets.reading import Fault, Row
from portal import languages
from portal.files.models import StoredFile
from portal.organisation.models import Department


@dataclass
class Planned:
    """One row: the document as it is (None: a new one), and what would be said of it."""

    row: Row
    document: Document | None
    department: Department
    description: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    topics: list[Topic] | None = None
    files: list[tuple[str, StoredFile]] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)  # headings of what differs

    @property
    def title(self) -> str:
        """What the row is about, in words."""
        titles = [texts["title"] for texts in self.texts.values() if texts.get("title")]
        return titles[0] if titles else str(self.document or "")

    @property
    def is_unchanged(self) -> bool:
        """Whether everything is as the row says."""
        return self.document is not None and not self.changes


@dataclass
class Plan:
    """All rows, and all that stands in the way."""

    rows: list[Planned] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def created(self) -> list[Planned]:
        return [each for each in self.rows if each.document is None]

    @property
    def changed(self) -> list[Planned]:
        return [each for each in self.rows if each.document and each.changes]

    @property
    def unchanged(self) -> list[Planned]:
        return [each for each in self.rows if each.is_unchanged]


def faults_of(planned: Planned) -> Iterator[Fault]:
    """What the fields themselves refuse: too long, no address, a text without its title."""
    row, document = planned.row, planned.document
    whole = Document(**planned.description)
    exclude = {each.name for each in Document._meta.fields} - set(planned.description)
    yield from _refused(row, whole, exclude, "")
    written = {each.language: each for each in document.translations.all()} if document else {}
    for code, texts in planned.texts.items():
        there = written.get(code)
        title = texts.get("title", there.title if there else "")
        if not title.strip():
            message = _("A text needs a title in its language.")
            yield row.fault(f"title {code}", message)
        version = DocumentTranslation(language=code, **texts)
        others = {each.name for each in DocumentTranslation._meta.fields} - set(texts)
        yield from _refused(row, version, others | {"title"} if not title else others, f" {code}")
    if document is None and not planned.texts:
        yield row.fault(f"title {languages.CODES[0]}", _("A new document needs a title."))


def _refused(row: Row, thing, exclude, suffix: str) -> Iterator[Fault]:
    try:
        thing.clean_fields(exclude=exclude)
    except ValidationError as refusal:
        for name, messages in refusal.message_dict.items():
            yield row.fault(f"{name}{suffix}", " ".join(messages))


def changes_of(planned: Planned) -> list[str]:
    """The headings of what the row would change of a document that is there."""
    document = planned.document
    if document is None:
        return []
    written: Mapping = {each.language: each for each in document.translations.all()}
    found = []
    for column in COLUMNS:
        if column.language and column.field in planned.texts.get(column.language, {}):
            there = written.get(column.language)
            now = getattr(there, column.field) if there else ""
            different = planned.texts[column.language][column.field] != now
        elif column.key in planned.description:
            value = getattr(document, column.key)
            different = (planned.description[column.key] or None) != (value or None)
        else:
            different = _others_differ(planned, column.key, document)
        if different:
            found.append(column.heading)
    return found


def _others_differ(planned: Planned, key: str, document: Document) -> bool:
    if key == "department":
        return planned.department.pk != document.department_id
    if key == "topics" and planned.topics is not None:
        return {each.pk for each in planned.topics} != {each.pk for each in document.topics.all()}
    if key == "files":
        there = {
            (each.name, each.file_id) for each in document.attachments.all() if not each.removed_at
        }
        return any((name, file.pk) not in there for name, file in planned.files)
    return False
