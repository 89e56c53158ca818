"""One document after another, each in its own transaction, through the services."""

import hashlib
import json
import logging
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from infocenter import services
from infocenter.importing import guessing, metadata
from infocenter.importing.report import (
    CREATED,
    FAILED,
    PUBLISHED,
    SKIPPED,
    UNCHANGED,
    Outcome,
)
from infocenter.importing.sources import Item, readable
from infocenter.models import Document, Topic
from infocenter.states import Status
from portal import languages
from portal.files import extraction
from portal.files import services as files
from portal.files.models import StoredFile
from portal.files.names import safe_name
from portal.files.states import TextState
from portal.organisation.models import Department
from portal.workflow import Refused

logger = logging.getLogger(__name__)

LONGEST_TEXT = 1_000_000  # characters of a document's own text
IN_FLIGHT = 4  # documents under way for each child process


@dataclass
class Work:
    """A document on its way: its key, its stored files, and the reading of their texts."""

    item: Item
    key: str = ""
    files: list[tuple[str, StoredFile]] = field(default_factory=list)
    readings: list[Future | None] = field(default_factory=list)
    outcome: Outcome | None = None  # already known


class Import:
    """An import into one department. Iterate over `outcomes`; stop whenever you like."""

    def __init__(self, department: Department, *, publish: bool, jobs: int):
        self.department = department
        self.publish = publish
        self.jobs = max(1, jobs)
        self.known = {
            key: (document, status)
            for key, document, status in Document.objects.filter(department=department)
            .exclude(import_key="")
            .values_list("import_key", "pk", "status")
        }
        self.topics: dict[str, Topic] = {}
        for topic in Topic.objects.all():
            names = [topic.slug, *(getattr(topic, f"name_{code}", "") for code in _columns())]
            self.topics |= {name.casefold(): topic for name in names if name}

    def outcomes(self, items: Iterator[Item]) -> Iterator[Outcome]:
        """Import everything. Files are read ahead in child processes, and taken in order."""
        ahead: deque[Work] = deque()
        with ThreadPoolExecutor(max_workers=self.jobs) as pool:
            try:
                for item in items:
                    ahead.append(self._begin(item, pool))
                    if len(ahead) > self.jobs * IN_FLIGHT:
                        yield self._finish(ahead.popleft())
                while ahead:
                    yield self._finish(ahead.popleft())
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _begin(self, item: Item, pool: ThreadPoolExecutor) -> Work:
        work = Work(item)
        if item.problem:
            outcome = SKIPPED if item.skipped else FAILED
            work.outcome = Outcome(item.name, outcome, message=item.problem)
            return work
        try:
            hashes = [_sha256(path) for path in item.paths]
            _check_hash(item, hashes)
            work.key = import_key(item, hashes)
            if work.key not in self.known:
                self._store(work, pool)
        except Exception as error:
            work.outcome = _failure(item, error)
        return work

    def _store(self, work: Work, pool: ThreadPoolExecutor) -> None:
        for path in work.item.paths:
            name = safe_name(readable(path.name))
            file = files.store(path, name)
            work.files.append((name, file))
            pending = file.text_state == TextState.PENDING
            work.readings.append(
                pool.submit(extraction.run, file.sha256, file.size, file.media_type)
                if pending
                else None
            )

    def _finish(self, work: Work) -> Outcome:
        if work.outcome:
            return work.outcome
        try:
            if work.key in self.known:
                return self._again(work)
            for (_name, file), reading in zip(work.files, work.readings, strict=True):
                if reading:
                    files.record(file, reading.result())
            return self._create(work)
        except Exception as error:
            return _failure(work.item, error)

    def _again(self, work: Work) -> Outcome:
        """What was imported before stays; an untouched draft is published if that is asked now."""
        number, status = self.known[work.key]
        if self.publish and status == Status.DRAFT:
            document = Document.objects.get(pk=number)
            if document.status == Status.DRAFT and not document.editions.exists():
                services.publish_document(document, by=None)
                self.known[work.key] = number, Status.PUBLISHED
                return Outcome(work.item.name, PUBLISHED, number, message=_("Imported before."))
        return Outcome(work.item.name, UNCHANGED, number)

    def _create(self, work: Work) -> Outcome:
        draft = Draft(work, self.topics)
        with transaction.atomic():
            document = services.create_document(
                by=None,
                department=self.department,
                import_key=work.key,
                translations=draft.translations,
                topics=draft.topics,
                **draft.description,
            )
            for name, file in work.files:
                services.attach_file(document, file, name=name, by=None, language=draft.language)
            if self.publish:
                services.publish_document(document, by=None)
        self.known[work.key] = document.pk, document.status
        return Outcome(
            work.item.name,
            PUBLISHED if self.publish else CREATED,
            document.pk,
            text=", ".join(dict.fromkeys(str(file.text_state) for _name, file in work.files)),
            message=" ".join(draft.notes),
        )


class Draft:
    """What is known about a document, said or found out, as the services take it."""

    def __init__(self, work: Work, topics: dict[str, Topic]):
        said = work.item.said
        self.notes = [
            file.explanation
            for _name, file in work.files
            if file.text_state != TextState.OK or file.text_message
        ]
        self.file_text = "\n".join(file.text[:20_000] for _name, file in work.files)
        self.translations = self._translations(work, said)
        self.language = self.translations[0]["language"]
        self.topics = self._known_topics(said, topics)
        self.description = self._description(said)

    def _translations(self, work: Work, said: dict) -> list[dict]:
        body = metadata.text_of(said, "body") or guessing.markdown(metadata.text_of(said, "text"))
        if len(body) > LONGEST_TEXT:
            raise Refused(
                _("The text is longer than %(limit)s characters: give it as a file.")
                % {"limit": f"{LONGEST_TEXT:,}"}
            )
        title, summary = metadata.text_of(said, "title"), metadata.text_of(said, "summary")
        whole = title
        if not title and work.files:
            title = guessing.title(work.files[0][0], metadata.clean(self.file_text))
        title = guessing.cut(title or guessing.title("", body or summary))
        if not title:
            raise Refused(_("There is no title, and none could be found."))
        if whole and len(whole) > guessing.TITLE_LENGTH:
            summary = "\n\n".join(filter(None, (whole, summary)))
            self.notes.append(_("The title was too long: it is whole in the summary."))
        language = guessing.reading_language(
            metadata.language_of(said), f"{summary} {body}", self.file_text, title
        )
        texts = {language: {"title": title, "summary": summary, "body": body}}
        for name, value in said.items():
            part, _colon, other = name.partition(":")
            if other:
                part = "body" if part == "text" else part
                texts.setdefault(other, {})[part] = "".join(value)
        return [{"language": each, **rest} for each, rest in texts.items() if rest.get("title")]

    def _known_topics(self, said: dict, topics: dict[str, Topic]) -> list[Topic]:
        names = metadata.list_of(said, "topics")
        unknown = [name for name in names if name.casefold() not in topics]
        if unknown:
            self.notes.append(_("Unknown topics: %(names)s.") % {"names": ", ".join(unknown)})
        return [topics[name.casefold()] for name in names if name.casefold() in topics]

    def _description(self, said: dict) -> dict:
        dates = {}
        for column, name in (("issue_date", "date"), ("effective_date", "effective")):
            written = metadata.text_of(said, name)
            dates[column] = metadata.date_of(written) if written else None
            if written and not dates[column]:
                self.notes.append(_("Not a date: %(text)s.") % {"text": written[:40]})
        return {
            "type": metadata.type_of(said),
            "number": metadata.text_of(said, "number")[:60],
            "licence": metadata.licence_of(metadata.text_of(said, "licence")),
            "source": guessing.cut(metadata.text_of(said, "source", "publisher"), 300),
            "source_url": metadata.url_of(metadata.text_of(said, "url")),
            **dates,
        }


def import_key(item: Item, hashes: list[str]) -> str:
    """By what the same document is known in a second run: its id, else what it consists of."""
    said = metadata.text_of(item.said, "id")
    if said:
        return f"id:{said}" if len(said) < 150 else f"id:{_digest(said)}"
    if hashes:
        return f"files:{_digest([*hashes, *(os_name(path) for path in item.paths)])}"
    return f"row:{_digest(item.said)}"


def os_name(path: Path) -> str:
    """The file's name as bytes say it, in letters that JSON takes."""
    return path.name.encode("utf-8", "surrogateescape").hex()


def _digest(content) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_hash(item: Item, hashes: list[str]) -> None:
    said = metadata.text_of(item.said, "sha256").lower()
    if len(said) == 64 and len(hashes) == 1 and said != hashes[0]:
        raise Refused(_("The file isn't the one in the manifest: its SHA-256 is another."))


def _failure(item: Item, error: Exception) -> Outcome:
    if isinstance(error, Refused):
        return Outcome(item.name, FAILED, message=str(error))
    if isinstance(error, OSError):
        message = _("The file can't be read: %(reason)s") % {"reason": error.strerror or error}
        return Outcome(item.name, FAILED, message=message)
    logger.warning("Could not import %r", item.name, exc_info=error)
    return Outcome(item.name, FAILED, message=f"{type(error).__name__}: {str(error)[:300]}")


def _columns() -> list[str]:
    return [code.replace("-", "_") for code in languages.CODES]
