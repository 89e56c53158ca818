"""Making an edition: the snapshot of a working copy, and the hash of what it says."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from infocenter import markdown, origins
from infocenter.models import (
    Attachment,
    Document,
    Edition,
    EditionDataset,
    EditionFile,
    EditionTranslation,
)
from infocenter.states import EditionKind
from portal.workflow import Refused

TEASER_CHARACTERS = 220


def check_publishable(document: Document) -> None:
    """Refuse what can't be published: no title, or a change that residents aren't told about."""
    versions = document.translations.all()
    titles = [each.title.strip() for each in versions]
    if not titles or not all(titles):
        raise Refused(_("Every language version needs a title, and there must be at least one."))
    told = any(each.change_note.strip() for each in versions)
    if document.editions.exists() and not told:
        raise Refused(_("Say in a public change note, in one language at least, what changes."))
    origins.check(document)


def make(document: Document, *, by, at: datetime, kind: str) -> Edition:
    """The next edition of `document`, current from now on: a part of the publishing transaction."""
    last = document.editions.order_by("-edition_number").first()
    document.editions.current().update(is_current=False)
    content = snapshot(document)
    number = last.edition_number + 1 if last else 1
    edition = Edition.objects.create(
        document=document,
        edition_number=number,
        kind=kind if last else EditionKind.FIRST,
        published_at=at,
        published_by=by,
        date=document.issue_date or timezone.localtime(at).date(),
        is_current=True,
        sha256=digest(content),
        **document.description(),
    )
    edition.topics.set(document.topics.all())
    _add_texts(edition, content["translations"], _told(document, number))
    origins.settle(document, number)
    _add_files(edition, document.kept_attachments())
    _add_datasets(edition, document)
    return edition


def _told(document: Document, number: int) -> dict[str, dict]:
    """By language, what residents are told about the change and about the translation."""
    told = origins.of_edition(document, number)
    if number > 1:
        for each in document.translations.all():
            said = {"change_note": each.change_note, "credit": each.change_credit}
            told[each.language] = told.get(each.language, {}) | said
    return told


def _add_texts(edition: Edition, texts: list[dict[str, str]], told: dict[str, dict]) -> None:
    EditionTranslation.objects.bulk_create(
        EditionTranslation(
            edition=edition,
            teaser=Truncator(each["summary"] or plain(each["body"])).chars(TEASER_CHARACTERS),
            body_html=markdown.render(each["body"]),
            **each,
            **told.get(each["language"], {}),
        )
        for each in texts
    )


def _add_files(edition: Edition, attachments: Iterable[Attachment]) -> None:
    EditionFile.objects.bulk_create(
        EditionFile(
            edition=edition,
            attachment=attachment,
            name=attachment.name,
            language=attachment.language,
            position=position,
            sha256=attachment.file.sha256,
            size=attachment.file.size,
            media_type=attachment.file.media_type,
            format=attachment.format,
        )
        for position, attachment in enumerate(attachments)
    )


def _add_datasets(edition: Edition, document: Document) -> None:
    """The tables as they are now; one that is still being read is shown as soon as it is."""
    offered = document.datasets.offered()
    tables = [(each, each.working_table()) for each in offered]
    EditionDataset.objects.bulk_create(
        EditionDataset(edition=edition, dataset=each, table=table)
        for each, table in tables
        if table
    )


def snapshot(document: Document) -> dict:
    """Everything that an edition says, as JSON values."""
    return {
        "description": {name: str(value or "") for name, value in document.description().items()},
        "topics": sorted(document.topics.values_list("slug", flat=True)),
        "translations": list(
            document.translations.order_by("language").values(
                "language", "title", "summary", "body"
            )
        ),
        "files": [
            {"name": each.name, "language": each.language, "sha256": each.file.sha256}
            for each in document.kept_attachments()
        ],
    }


def digest(content: dict) -> str:
    """SHA-256 of the content in canonical JSON (sorted keys, no spaces, UTF-8)."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def plain(body: str) -> str:
    """The body as one line of text, for a teaser where there is no summary."""
    return " ".join(markdown.text(body[:2000]).split())
