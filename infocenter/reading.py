"""Published editions as the public pages read them: never the working copy."""

import datetime
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import JSONArray
from django.utils.safestring import SafeString

from infocenter.models import Document, DocumentLink, Edition, EditionFile, EditionTranslation
from infocenter.presentation import gathered, titled
from infocenter.querysets import EditionQuerySet
from portal import languages
from portal.files.states import TextState
from portal.labels import columns
from portal.pagecache.fragments import kept
from portal.prepared import Prepared


class Version(NamedTuple):
    """A language version of an edition, but for its long text."""

    language: str
    title: str
    summary: str
    teaser: str
    translated_from: str
    translated_edition: int | None
    behind_since: int | None


@dataclass(frozen=True)
class Change:
    """What residents are told about an edition: texts by language."""

    notes: dict[str, str]
    credits: dict[str, str]


class File(NamedTuple):
    """A file of an edition; what serving needs to know, and what a page says about it."""

    attachment_id: int
    name: str
    language: str
    sha256: str
    size: int
    media_type: str
    format: str
    pages: int | None
    drawn_pages: int
    encoding: str
    text_state: str

    @property
    def has_text(self) -> bool:
        """Whether its text can be read on a page of ours."""
        return self.text_state == TextState.OK


class Published(NamedTuple):
    """An edition of a document that is public now, with all that belongs to it.

    Read in one query, so that its parts agree, whatever is published meanwhile.
    """

    pk: int
    document_id: int
    edition_number: int
    kind: str
    published_at: datetime.datetime
    date: datetime.date
    is_current: bool
    is_superseded: bool
    sha256: str
    type: str
    department_id: int
    number: str
    issue_date: datetime.date | None
    effective_date: datetime.date | None
    licence: str
    source: str
    source_url: str
    verified_by: str
    verified_on: datetime.date | None
    review_on: datetime.date | None
    topics: set[int]
    versions: dict[str, Version]
    files: list[File]
    html: SafeString  # made safe when it was published; left out of lists of editions
    is_linked: bool  # whether anything public links to the document; not known in lists


_OF_EDITION = Published._fields[: Published._fields.index("topics")]


@dataclass(frozen=True)
class Gone:
    """A document that was public and was taken down: all that may still be said."""

    titles: dict[str, str]
    at: datetime.datetime
    reasons: dict[str, str]


class _Gathered(Subquery):
    """The rows of a query in one column, as JSON: what belongs to a row comes with it."""

    template = "(SELECT json_group_array(json(item)) FROM (%(subquery)s) gathered)"
    output_field = TextField()

    def __init__(self, rows: QuerySet, *fields: str):
        super().__init__(rows.filter(edition_id=OuterRef("pk")).values(item=JSONArray(*fields)))

    def as_postgresql(self, compiler, connection):
        template = "(SELECT json_agg(item)::text FROM (%(subquery)s) gathered)"
        return self.as_sql(compiler, connection, template=template)


_FILE = (*File._fields[:-4], *[f"attachment__file__{each}" for each in File._fields[-4:]])


def _published(
    editions: EditionQuerySet, *more: Subquery | Exists, in_order: bool = True
) -> QuerySet:
    rows = editions.order_by("-edition_number") if in_order else editions
    return rows.values_list(
        *_OF_EDITION,
        _Gathered(Edition.topics.through.objects.all(), "topic_id"),
        _Gathered(EditionTranslation.objects.all(), *Version._fields),
        _Gathered(EditionFile.objects.order_by("position", "pk"), *_FILE),
        *more,
    )


def _shown(editions: EditionQuerySet, *codes: str) -> QuerySet:
    """With the text of the language version that comes first in `codes`, and whether it is linked:
    that is asked here so that the many documents to which nothing links cost no query of their own.
    """
    rank = Case(*[When(language=code, then=Value(at)) for at, code in enumerate(codes)])
    texts = EditionTranslation.objects.filter(edition_id=OuterRef("pk")).order_by(rank)
    linked = Exists(DocumentLink.objects.filter(document_id=OuterRef("document_id")))
    return _published(editions, Subquery(texts.values("body_html")[:1]), linked)


_current = Prepared(
    lambda document_id, *codes: _shown(
        Edition.objects.current().filter(document_id=document_id), *codes
    )
)
_numbered = Prepared(
    lambda document_id, number, *codes: _shown(
        Edition.objects.of_public().filter(document_id=document_id, edition_number=number), *codes
    )
)
_editions = Prepared(
    lambda document_id: _published(Edition.objects.of_public().filter(document_id=document_id))
)
_replaced_by = Prepared(
    lambda document_id: EditionTranslation.objects.filter(
        edition__is_current=True, edition__document__supersedes=document_id
    ).values_list("edition__document_id", "language", "title")
)
_replaces = Prepared(
    lambda document_id: EditionTranslation.objects.filter(
        edition__is_current=True,
        edition__is_superseded=True,
        edition__document__superseded_by=document_id,
    ).values_list("edition__document_id", "language", "title")
)
_published_file = Prepared(
    lambda document_id, attachment_id: (
        EditionFile.objects.filter(
            attachment_id=attachment_id,
            edition__document_id=document_id,
            edition__document__editions__is_current=True,
        )
        .order_by()
        .values_list(*_FILE)[:1]
    )
)


def _made(row: tuple) -> Published:
    facts = row[: len(_OF_EDITION)]
    topics, versions, files, *shown = row[len(_OF_EDITION) :]
    html, is_linked = shown or ("", False)
    belonging = (
        {topic for (topic,) in json.loads(topics or "[]")},
        {each[0]: Version._make(each) for each in json.loads(versions or "[]")},
        [File._make(each) for each in json.loads(files or "[]")],
        SafeString(html),  # nosec B703  # made by markdown.render when it was published
        bool(is_linked),
    )
    return Published._make((*facts, *belonging))


def current(document_id: int, language: str) -> Published | None:
    """What residents see of a document now, with its text for a reader of `language`.

    None if there is nothing to see.
    """
    rows = _current(document_id, *languages.fallbacks(language))
    return _made(rows[0]) if rows else None


def numbered(document_id: int, number: int, language: str) -> Published | None:
    """An edition of a public document, old or current, with its text as `current` has it."""
    rows = _numbered(document_id, number, *languages.fallbacks(language))
    return _made(rows[0]) if rows else None


def editions(document_id: int) -> list[Published]:
    """All editions of a public document, the newest first, without their long texts."""
    return [_made(row) for row in _editions(document_id)]


def listed(editions: EditionQuerySet) -> list[Published]:
    """Editions of a slice that is in an order, without their long texts: one query."""
    return [_made(row) for row in _published(editions, in_order=False)]


def bodies(edition: Published) -> dict[str, str]:
    """The text of each language version as it was written: Markdown."""
    written = EditionTranslation.objects.filter(edition_id=edition.pk)
    return dict(written.values_list("language", "body"))


def changes(document_id: int) -> dict[int, Change]:
    """What is told about each edition of a document that is public, by the edition's id."""
    rows = EditionTranslation.objects.filter(edition__document=document_id).values_list(
        "edition_id", "language", "change_note", "credit"
    )
    found: dict[int, Change] = defaultdict(lambda: Change({}, {}))
    for edition, language, note, credit in rows:
        found[edition].notes[language] = note
        found[edition].credits[language] = credit
    return found


def markdown(edition: Published, language: str) -> str:
    """The text of a language version as it was written; empty if there is none."""
    written = EditionTranslation.objects.filter(edition_id=edition.pk, language=language)
    return written.values_list("body", flat=True).first() or ""


def languages_ever(document_id: int) -> set[str]:
    """The languages in which any edition of a public document was written."""
    written = EditionTranslation.objects.filter(edition__in=Edition.objects.of_public())
    rows = written.filter(edition__document=document_id).values_list("language", flat=True)
    return set(rows.distinct())


def published_file(document_id: int, attachment_id: int) -> File | None:
    """A file of any edition of a document that is public now."""
    rows = _published_file(document_id, attachment_id)
    return File._make(rows[0]) if rows else None


def successors(edition: Published, language: str) -> list[tuple[int, str, str]]:
    """What replaces a superseded document, if it is public: (document, title, lang)."""
    return _titles(_replaced_by(edition.document_id), language) if edition.is_superseded else []


def predecessors(edition: Published, language: str) -> list[tuple[int, str, str]]:
    """The public documents that this one replaces: (document, title, lang)."""
    if edition.document_id not in kept("replacing documents", _replacing):
        return []
    return _titles(_replaces(edition.document_id), language)


def _replacing() -> frozenset[int]:
    """The few documents that replace a public one: so most pages need not ask."""
    superseded = Edition.objects.current().filter(is_superseded=True)
    return frozenset(superseded.values_list("document__superseded_by_id", flat=True))


def _titles(rows, language) -> list[tuple[int, str, str]]:
    found = gathered(rows, lambda row: row[0], lambda row: row[1:])
    return [(document, *titled(language, dict(titles))) for document, titles in found.items()]


def titles(document_id: int) -> dict[str, str] | None:
    """The titles of a public document by language; None if there is nothing to see."""
    rows = EditionTranslation.objects.filter(
        edition__document=document_id, edition__is_current=True
    )
    return dict(rows.values_list("language", "title")) or None


def gone(document_id: int) -> Gone | None:
    """What may be said of a withdrawn document; None if it is public, or never was."""
    last = Edition.objects.filter(document=document_id).order_by("-edition_number").first()
    if last is None:
        return None
    titles = dict(last.translations.values_list("language", "title"))
    # Asked last, and in one go: somebody may publish or withdraw between two questions.
    newer = Edition.objects.filter(document=document_id, edition_number__gt=last.edition_number)
    current = Edition.objects.current().filter(document=document_id)
    document = (
        Document.objects.filter(~Exists(current), ~Exists(newer), pk=document_id)
        .only("withdrawn_at", *(column for _code, column in columns("withdrawal_reason")))
        .first()
    )
    if document is None:
        return None
    reasons = {code: getattr(document, column) for code, column in columns("withdrawal_reason")}
    return Gone(titles, document.withdrawn_at or last.published_at, reasons)
