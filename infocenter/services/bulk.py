"""One change of many documents, each in a transaction of its own: described, and perhaps shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from infocenter.models import Document, Topic
from infocenter.services.attaching import replace_attachment
from infocenter.services.drafting import save_document
from infocenter.services.publication import publish_document
from portal import languages
from portal.files.models import StoredFile
from portal.workflow import Refused


@dataclass(frozen=True)
class Amendment:
    """What changes in each document: columns, topics, a file; and what residents are told of it."""

    values: Mapping[str, Any] = field(default_factory=dict)
    add_topics: Iterable[Topic] = ()
    take_topics: Iterable[Topic] = ()
    instead_of: StoredFile | None = None
    file: StoredFile | None = None
    name: str = ""  # of the file
    notes: Mapping[str, str] = field(default_factory=dict)  # by language
    publish: bool = False

    @property
    def changed(self) -> list[str]:
        """The names of what it changes, for the history."""
        has_topics = bool([*self.add_topics, *self.take_topics])
        return [*self.values, *(["topics"] if has_topics else [])]


@transaction.atomic
def amend_document(document: Document, amendment: Amendment, *, by, seen_version=None) -> Document:
    """Change one document by it. To publish it along with what others have begun is refused."""
    if amendment.publish and document.is_unpublished_work() and document.editions.exists():
        raise Refused(_("Somebody is at work on it: it was not changed."))
    for name, value in amendment.values.items():
        setattr(document, name, value)
    topics = {each.pk: each for each in document.topics.all()}
    topics |= {each.pk: each for each in amendment.add_topics}
    for each in amendment.take_topics:
        topics.pop(each.pk, None)
    save_document(
        document,
        by=by,
        changed=amendment.changed,
        seen_version=seen_version,
        topics=topics.values(),
        translations=_noted(document, amendment.notes),
    )
    if amendment.instead_of and amendment.file:
        _replace(document, amendment.instead_of, amendment.file, amendment.name, by)
    if amendment.publish:
        document.refresh_from_db()
        publish_document(document, by=by)
    return document


def _noted(document: Document, notes: Mapping[str, str]) -> dict[str, dict | None]:
    """The note in each of the document's languages that has one; else in the best it has."""
    written = {each.language: each.change_note for each in document.translations.all()}
    told = {code: note.strip() for code, note in notes.items() if note.strip()}
    if not told or not written:
        return {}
    fitting = {code: note for code, note in told.items() if code in written}
    if not fitting:
        code = next(each for each in languages.CODES if each in written)
        fitting = {code: told[languages.best(code, told) or next(iter(told))]}
    return {
        code: {"change_note": "\n".join(filter(None, (written[code], note)))}
        for code, note in fitting.items()
    }


def _replace(document: Document, old: StoredFile, new: StoredFile, name: str, by) -> None:
    """Put the new file in the place of the old one, wherever the document holds it."""
    holding = document.kept_attachments().defer("file__text").filter(file=old)
    if not holding:
        raise Refused(_("The file is no longer there."))
    for each in holding:
        replace_attachment(each, new, name=name, by=by)
