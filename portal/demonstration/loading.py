"""Putting the documents into the portal, by the services that editors and publishers use too."""

import re
from datetime import datetime, timedelta
from io import BytesIO

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from infocenter import services
from infocenter.models import Document, Topic
from infocenter.states import Status
from portal import languages
from portal.demonstration import data, read_toml
from portal.demonstration.content import DocumentSpec, EditionSpec, Malformed, Text
from portal.demonstration.makers import Letterhead, make_file
from portal.files.services import store
from portal.organisation.models import Department

_LINK = re.compile(r"\]\(doc:([a-z0-9-]+)\)")


class DocumentLoader:
    """Loads documents one by one, each whole in a transaction of its own."""

    def __init__(self, specs: list[DocumentSpec]):
        self.departments = {each.code: each for each in Department.objects.all()}
        self.topics = {each.slug: each for each in Topic.objects.all()}
        self.users = {each.username: each for each in get_user_model().objects.all()}
        self.government = read_toml("city.toml")["government"]
        self.replaces: dict[str, list[DocumentSpec]] = {}
        for spec in specs:
            if spec.superseded_by:
                self.replaces.setdefault(spec.superseded_by, []).append(spec)

    def load(self, spec: DocumentSpec) -> bool:
        """Load the document unless it is there, whatever has been made of it since."""
        if self._is_there(spec):
            return False
        with transaction.atomic():
            document = self._draft(spec)
            self._bring_to_state(document, spec)
            for each in self.replaces.get(spec.slug, ()):
                self._supersede(each, document)
        return True

    def _is_there(self, spec: DocumentSpec) -> bool:
        """Loaded before, or the department has given the number to something else."""
        own = Document.objects.filter(department=self.departments[spec.department])
        if own.filter(import_key=_key(spec)).exists():
            return True
        return bool(spec.number) and own.filter(number=spec.number).exists()

    def _draft(self, spec: DocumentSpec) -> Document:
        editor = self.users[f"{spec.department.lower()}.editor"]
        document = services.create_document(
            by=editor,
            department=self.departments[spec.department],
            topics=[self.topics[slug] for slug in spec.topics],
            translations=[
                {
                    "language": language,
                    "translated_from": spec.translated.get(language, ""),
                    **self._linked(text, language),
                }
                for language, text in spec.texts().items()
            ],
            import_key=_key(spec),
            **spec.description(),
        )
        self._bring_files(document, spec, spec.texts(), editor)
        return document

    def _bring_to_state(self, document: Document, spec: DocumentSpec) -> None:
        editor = self.users[f"{spec.department.lower()}.editor"]
        publisher = self.users[f"{spec.department.lower()}.publisher"]
        if spec.state == "draft":
            return
        services.submit_document(document, by=editor)
        if spec.state == "returned":
            services.return_document(document, by=publisher, reason=spec.reason)
        elif spec.state == "scheduled":
            day = timezone.localtime() + timedelta(days=spec.publish_in_days)
            at = day.replace(hour=9, minute=0, second=0, microsecond=0)
            services.schedule_document(document, by=publisher, at=at)
        elif spec.state != "in_review":
            services.publish_document(document, by=publisher, at=_moment(spec.published))
            for number, edition in enumerate(spec.editions, start=1):
                self._publish_next(document, spec, number, edition)
            if spec.state == "withdrawn":
                services.withdraw_document(document, by=publisher, reason=spec.withdrawal_reason)

    def _publish_next(
        self, document: Document, spec: DocumentSpec, number: int, edition: EditionSpec
    ) -> None:
        """Publish the later edition `number`, with what it changes in texts and files."""
        editor = self.users[f"{spec.department.lower()}.editor"]
        publisher = self.users[f"{spec.department.lower()}.publisher"]
        texts = spec.texts(number)
        document.change_kind = edition.kind
        services.save_document(
            document,
            by=editor,
            changed=["change_kind"],
            translations={
                language: self._linked(text, language)
                | edition.told(language)
                | ({"translated_edition": None} if language in edition.languages else {})
                for language, text in texts.items()
            },
        )
        self._bring_files(document, spec, texts, editor)
        services.submit_document(document, by=editor)
        services.publish_document(document, by=publisher, at=_moment(edition.at))

    def _linked(self, text: Text, language: str) -> dict[str, str]:
        """The text, with links to documents by NAME as links to their pages."""

        def address(found: re.Match) -> str:
            key = f"demonstration:{found[1]}"
            document = Document.objects.filter(import_key=key).first()
            if document is None:
                raise Malformed(f"There is no document {found[1]} before the one that links to it")
            return f"](/{language}/documents/{document.pk}/)"

        return vars(text) | {"body": _LINK.sub(address, text.body)}

    def _bring_files(
        self, document: Document, spec: DocumentSpec, texts: dict[str, Text], by
    ) -> None:
        """Make the files; attach the new ones, replace those that have come out different."""
        there = {each.name: each for each in document.kept_attachments()}
        for each in spec.files:
            text = texts.get(each.language)
            content = make_file(each, text, self._letterhead(spec, each.language))
            stored = store(BytesIO(content), each.name)
            old = there.get(each.name)
            if old is None:
                attachment = services.attach_file(
                    document, stored, name=each.name, by=by, language=each.language
                )
                if each.queried:
                    data.offer(attachment, each, by)
            elif old.file.sha256 != stored.sha256:
                services.replace_attachment(old, stored, name=each.name, by=by)

    def _letterhead(self, spec: DocumentSpec, language: str) -> Letterhead:
        department = self.departments[spec.department]
        name = getattr(department, f"name_{language.replace('-', '_')}")
        with override(language):
            day = date_format(spec.issue_date, "DATE_FORMAT") if spec.issue_date else ""
        reference = " · ".join(filter(None, (spec.number, day)))
        return Letterhead(f"{self.government[language]} · {name}", reference)

    def _supersede(self, old: DocumentSpec, successor: Document) -> None:
        """Point from the old document to `successor`, unless somebody is at work on the old one."""
        document = Document.objects.filter(import_key=_key(old), status=Status.PUBLISHED).first()
        if document:
            publisher = self.users[f"{old.department.lower()}.publisher"]
            services.supersede_document(document, by=publisher, successor=successor)


def count_by_language(specs: list[DocumentSpec]) -> dict[str, int]:
    """How many documents have a version in each language."""
    return {
        language: sum(language in spec.sections for spec in specs) for language in languages.CODES
    }


def _key(spec: DocumentSpec) -> str:
    return f"demonstration:{spec.slug}"


def _moment(naive: datetime | None) -> datetime:
    """A content file's time in the city, or now; never in the future, should a clock be behind."""
    now = timezone.now()
    return min(timezone.make_aware(naive), now) if naive else now
