"""Datasets as residents see them: what current editions hold, and never the working copy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from infocenter import addresses
from infocenter.datasets.query import Field
from infocenter.models import Column, EditionDataset
from infocenter.presentation import titled
from portal.labels import Label, label
from portal.pagecache.fragments import kept


@dataclass(frozen=True)
class ShownColumn:
    """A column as a reader of one language gets it."""

    key: str
    field: Field
    writing: str
    source: str
    name: Label
    description: Label
    unit: Label
    statistics: Mapping[str, Any]

    @property
    def kind(self) -> str:
        """The kind of its values."""
        return self.field.kind


@dataclass(frozen=True)
class Source:
    """A table that can be asked, public or not."""

    key: str  # of its Parquet
    rows: int
    columns: Mapping[str, ShownColumn]

    @property
    def fields(self) -> dict[str, Field]:
        """What the engine knows of the columns."""
        return {key: each.field for key, each in self.columns.items()}


@dataclass(frozen=True)
class Shown:
    """A public dataset, with the edition that it belongs to."""

    pk: int
    source: Source
    title: str
    lang: str
    summary: str
    document_id: int
    edition_number: int
    updated: datetime
    date: date
    department_id: int
    topics: frozenset[int]
    licence: str
    origin: str
    origin_url: str
    superseded: bool
    attachment_id: int
    file_name: str
    file_sha256: str
    sheet: str

    def address(self, language: str) -> str:
        """Its page."""
        return address(self.pk, language)


def address(dataset_id: int, language: str) -> str:
    """The page of a dataset; its slices lie below."""
    return f"{addresses.page('infocenter:dataset-list', language)}{dataset_id}/"


def source_of(table, language: str) -> Source:
    """What can be asked of a `Table` that is ready."""
    columns = Column.objects.filter(table=table)
    return Source(table.key, table.rows, {each.key: _column(each, language) for each in columns})


def _column(column: Column, language: str) -> ShownColumn:
    name = label(column, "name", language)
    if not name:
        name = Label(column.source)
        name.lang = ""
    return ShownColumn(
        column.key,
        Field(column.position, column.kind, column.sql),
        column.writing,
        column.source,
        name,
        label(column, "description", language),
        label(column, "unit", language),
        column.statistics,
    )


def of(dataset_id: int, language: str) -> Shown | None:
    """A public dataset; None if residents may not see it."""
    return kept(("dataset", dataset_id, language), lambda: _read(dataset_id, language))


def _read(dataset_id: int, language: str) -> Shown | None:
    rows = EditionDataset.objects.public().filter(dataset=dataset_id)
    shown = rows.select_related("edition", "dataset", "table", "table__attachment__file").first()
    if shown is None:
        return None
    edition, table = shown.edition, shown.table
    versions = {each.language: each for each in edition.translations.defer("body", "body_html")}
    title, lang = titled(language, {code: each.title for code, each in versions.items()})
    summary, _lang = titled(language, {code: each.teaser for code, each in versions.items()})
    file = edition.files.filter(attachment=table.attachment_id).first()
    name = file.name if file else table.attachment.name
    sheet = shown.dataset.sheet
    if edition.datasets.count() > 1:
        title = f"{title}: {sheet or name}"
    return Shown(
        pk=dataset_id,
        source=source_of(table, language),
        title=title,
        lang=lang,
        summary=summary,
        document_id=edition.document_id,
        edition_number=edition.edition_number,
        updated=edition.published_at,
        date=edition.date,
        department_id=edition.department_id,
        topics=frozenset(edition.topics.values_list("pk", flat=True)),
        licence=edition.licence,
        origin=edition.source,
        origin_url=edition.source_url,
        superseded=edition.is_superseded,
        attachment_id=table.attachment_id,
        file_name=name,
        file_sha256=table.attachment.file.sha256,
        sheet=sheet,
    )


def document_of(dataset_id: int) -> int | None:
    """The document whose editions ever had this dataset; None if none had."""
    found = EditionDataset.objects.filter(dataset=dataset_id, table__status="ready")
    return found.values_list("edition__document_id", flat=True).first()


def of_attachments() -> dict[int, list[tuple[int, str]]]:
    """The public datasets of each attachment: (dataset, sheet). Kept: they are few."""
    return kept("datasets of attachments", _of_attachments)


def _of_attachments() -> dict[int, list[tuple[int, str]]]:
    rows = EditionDataset.objects.public().order_by("dataset")
    found: dict[int, list[tuple[int, str]]] = {}
    for attachment, dataset, sheet in rows.values_list(
        "table__attachment", "dataset", "dataset__sheet"
    ):
        found.setdefault(attachment, []).append((dataset, sheet))
    return found
