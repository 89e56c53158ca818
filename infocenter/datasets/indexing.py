"""Datasets as search finds them: by the document's title, and by what the columns are called."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from infocenter import search
from infocenter.datasets import published
from infocenter.models import Column, Dataset, EditionDataset
from infocenter.search.kinds import Kind
from infocenter.states import Format
from portal import labels


def entries(dataset: Dataset) -> Iterator[search.Entry]:
    """An entry for each language in which the edition is written."""
    shown = EditionDataset.objects.public().filter(dataset=dataset).select_related("edition").get()
    edition = shown.edition
    columns = list(Column.objects.filter(table=shown.table_id))
    topics = tuple(edition.topics.order_by("pk").values_list("pk", flat=True))
    several = edition.datasets.count() > 1
    for version in edition.translations.defer("body", "body_html"):
        title = f"{version.title}: {dataset}" if several else version.title
        yield search.Entry(
            kind=DATASETS.name,
            object_id=dataset.pk,
            language=version.language,
            title=title[:500],
            number=edition.number,
            summary=version.teaser,
            body="\n".join(_words(each, version.language) for each in columns),
            department_id=edition.department_id,
            type=DATASETS.name,
            topics=topics,
            formats=(Format.TABLE,),
            date=edition.date,
            superseded=edition.is_superseded,
        )


def _words(column: Column, language: str) -> str:
    """What a column is called, in the file too, and what it means."""
    named = (labels.label(column, field, language) for field in ("name", "description", "unit"))
    return " ".join(dict.fromkeys(filter(None, [*named, column.source])))


def refresh(document_id: int) -> None:
    """Bring all datasets of a document in step with what is public of it."""
    for pk in Dataset.objects.filter(document=document_id).values_list("pk", flat=True):
        DATASETS.refresh(pk)


DATASETS = Kind(
    "data",
    _("Data to query"),
    lambda hit, language: published.address(hit.object_id, language),
    lambda: Dataset.objects.public(),
    entries,
)
