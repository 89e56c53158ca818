"""Put the documents into an empty, migrated portal: `python -m benchmarks.fill_portal COUNT`.

In bulk, but with the rows that publishing makes: editions by the same renderer and digest, files
in the store, index entries by `search.index`. Only the history of who did what stays empty.
"""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

import django

from benchmarks.documents import DEPARTMENTS, TOPICS, File, documents
from benchmarks.documents import Document as Wanted

BATCH = 500


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    fill(int(sys.argv[1]))
    _tidy()


def fill(count: int) -> None:
    """Everything, in one transaction for each batch."""
    from django.db import transaction

    from infocenter import search

    departments, topics = _departments(), _topics()
    for batch in _batches(documents(count)):
        with transaction.atomic():
            _publish(batch, departments, topics)
    search.refresh_statistics()


def _tidy() -> None:
    """Tell the database how its tables have grown."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _batches(rows) -> Iterator[list]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _departments() -> dict:
    from portal.organisation.models import Department

    made = {}
    for position, code in enumerate(DEPARTMENTS):
        names = {"name_zh_hant": f"{code} 局", "name_pt": f"Direcção {code}"}
        names |= {"name_zh_hans": f"{code} 局", "name_en": f"Department {code}"}
        made[code] = Department.objects.create(code=code, position=position, **names)
    return made


def _topics() -> dict:
    from infocenter.models import Topic

    made = {}
    for position, slug in enumerate(TOPICS):
        names = {f"name_{each}": slug.capitalize() for each in ("zh_hant", "pt", "en", "zh_hans")}
        made[slug] = Topic.objects.create(slug=slug, position=position, **names)
    return made


def _publish(batch: list[Wanted], departments: dict, topics: dict) -> None:
    from infocenter import indexing, search
    from infocenter.models import Document, Edition, Record

    rows = Document.objects.bulk_create(_document(each, departments) for each in batch)
    _work(batch, rows, topics)
    editions = Edition.objects.bulk_create(
        _edition(each, row) for each, row in zip(batch, rows, strict=True)
    )
    _content(batch, editions, topics)
    attachments = _attach(batch, rows)
    _edition_files(editions, attachments)
    Record.objects.bulk_create(
        Record(document_id=each.document_id, edition=each, changed_at=each.published_at)
        for each in editions
    )
    found = Edition.objects.filter(pk__in=[each.pk for each in editions])
    found = found.prefetch_related("translations", "files")
    search.index(entry for edition in found for entry in indexing.entries_of(edition))


def _document(each: Wanted, departments: dict):
    from infocenter.models import Document
    from infocenter.states import Status

    at = _moment(each)
    return Document(
        type=each.type,
        department=departments[each.department],
        number=each.reference,
        issue_date=each.day,
        status=Status.PUBLISHED,
        created_at=at,
        updated_at=at,
    )


def _moment(each: Wanted) -> datetime:
    return datetime(each.day.year, each.day.month, each.day.day, 4, tzinfo=UTC)


def _work(batch, rows, topics) -> None:
    """Language versions and topics of the working copies."""
    from infocenter.models import Document, DocumentTranslation

    DocumentTranslation.objects.bulk_create(
        DocumentTranslation(document=row, **texts)
        for each, row in zip(batch, rows, strict=True)
        for texts in _texts(each)
    )
    through = Document.topics.through
    through.objects.bulk_create(
        through(document=row, topic=topics[slug])
        for each, row in zip(batch, rows, strict=True)
        for slug in each.topics
    )


def _texts(each: Wanted) -> list[dict]:
    return [
        {
            "language": version.language,
            "title": version.title,
            "summary": version.summary,
            "body": version.markdown,
        }
        for version in sorted(each.versions, key=lambda version: version.language)
    ]


def _edition(each: Wanted, row):
    from infocenter import editions
    from infocenter.models import Edition
    from infocenter.states import EditionKind

    described = {name: str(value or "") for name, value in row.description().items()}
    content = {
        "description": described,
        "topics": sorted(each.topics),
        "translations": _texts(each),
        "files": [
            {"name": file.name, "language": "", "sha256": file.sha256} for file in each.files
        ],
    }
    return Edition(
        document=row,
        edition_number=1,
        kind=EditionKind.FIRST,
        published_at=_moment(each),
        date=each.day,
        is_current=True,
        sha256=editions.digest(content),
        **row.description(),
    )


def _content(batch, made, topics) -> None:
    """Language versions, as people read them, and topics of the editions."""
    from django.utils.text import Truncator

    from infocenter import editions, markdown
    from infocenter.models import Edition, EditionTranslation

    EditionTranslation.objects.bulk_create(
        EditionTranslation(
            edition=row,
            teaser=Truncator(texts["summary"]).chars(editions.TEASER_CHARACTERS),
            body_html=markdown.render(texts["body"]),
            **texts,
        )
        for each, row in zip(batch, made, strict=True)
        for texts in _texts(each)
    )
    through = Edition.topics.through
    through.objects.bulk_create(
        through(edition=row, topic=topics[slug])
        for each, row in zip(batch, made, strict=True)
        for slug in each.topics
    )


def _attach(batch, rows) -> list[list]:
    """The files of each document, stored and with their text read."""
    from infocenter.models import Attachment

    stored = _stored({file.sha256: file for each in batch for file in each.files})
    made = [
        [
            Attachment(
                document=row,
                file=stored[file.sha256],
                name=file.name,
                position=position,
                added_at=_moment(each),
            )
            for position, file in enumerate(each.files)
        ]
        for each, row in zip(batch, rows, strict=True)
    ]
    Attachment.objects.bulk_create(each for files in made for each in files)
    return made


def _stored(files: dict[str, File]) -> dict:
    from portal.files import storage
    from portal.files.models import StoredFile
    from portal.files.states import TextState

    for sha256, file in files.items():
        place = storage.location(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.content)
    rows = StoredFile.objects.bulk_create(
        StoredFile(
            sha256=sha256,
            size=len(file.content),
            media_type=file.media_type,
            text_state=TextState.OK,
            text="" if file.name.startswith("large") else file.content.decode(),
            encoding="utf-8",
            pages=1,
            extracted_at=datetime.now(UTC),
        )
        for sha256, file in files.items()
    )
    return {row.sha256: row for row in rows}


def _edition_files(made, attachments) -> None:
    from infocenter.models import EditionFile

    EditionFile.objects.bulk_create(
        EditionFile(
            edition=edition,
            attachment=each,
            name=each.name,
            language=each.language,
            position=position,
            sha256=each.file.sha256,
            size=each.file.size,
            media_type=each.file.media_type,
            format=each.format,
        )
        for edition, files in zip(made, attachments, strict=True)
        for position, each in enumerate(files)
    )


if __name__ == "__main__":
    main()
