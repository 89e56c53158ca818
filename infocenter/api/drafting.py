"""Documents in the hands of departments, as the API takes them and says them."""

import re
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from infocenter.models import Attachment, Document, Topic
from infocenter.states import DocumentType, EditionKind, Licence
from infocenter.steps import open_steps
from portal import languages
from portal.organisation.models import Department
from portal.rest.fields import Code, Moment, Versions, Words
from portal.rest.models import Upload
from portal.rest.problems import WORDS, Problem, one_of

TEXTS = ("title", "summary", "body", "change_note")


WEB = r"(https?://[A-Za-z0-9][!-~]*)?"


@extend_schema_field({"type": "string", "maxLength": 500, "pattern": f"^{WEB}$"})
class WebAddress(serializers.CharField):
    """An address of the web, or nothing."""

    def run_validation(self, data=serializers.empty):
        said = super().run_validation(data)
        if isinstance(said, str) and not re.fullmatch(WEB, said):
            self.fail("invalid")
        return said


class WorkingFileSerializer(serializers.ModelSerializer):
    """A file of the working copy."""

    language = serializers.CharField(read_only=True, help_text="In which language it is, or empty.")
    sha256 = serializers.CharField(
        source="file.sha256", read_only=True, help_text="SHA-256 of its bytes, in hex."
    )
    size = serializers.IntegerField(source="file.size", read_only=True, help_text="Bytes.")
    media_type = serializers.CharField(
        source="file.media_type", read_only=True, help_text="What it is, by its content."
    )

    class Meta:
        model = Attachment
        fields = ("id", "name", "language", "sha256", "size", "media_type")
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "Of the file within all documents."},
            "name": {"help_text": "The name to save it under."},
        }


class WorkingRowSerializer(serializers.ModelSerializer):
    """A document as its department works on it, in a list."""

    department = Code(queryset=Department.objects.all(), help_text="The code of whose it is.")
    title = Versions(longest=500, required=False, help_text="The title.")
    external_id = serializers.CharField(
        source="import_key",
        required=False,
        max_length=200,
        allow_blank=True,
        help_text="What your system calls it; unique within the department.",
    )
    updated_at = Moment(read_only=True, help_text="When it was changed last.")

    class Meta:
        model = Document
        fields: tuple[str, ...] = (
            "id", "external_id", "department", "number", "type", "title", "status", "version",
            "updated_at",
        )  # fmt: skip
        read_only_fields: tuple[str, ...] = ("id", "status", "version")
        extra_kwargs = {
            "id": {"help_text": "It never changes; the public document has the same."},
            "number": {"help_text": "The official number; unique within the department."},
            "type": {"help_text": "What sort it is."},
            "status": {"help_text": "Where the work stands."},
            "version": {"help_text": "Counts the changes."},
        }


class WorkingSerializer(WorkingRowSerializer):
    """A document as its department works on it, whole."""

    type = serializers.ChoiceField(
        DocumentType.choices, required=False, help_text="What sort it is."
    )
    licence = serializers.ChoiceField(
        Licence.choices, required=False, help_text="What may be done with it."
    )
    topics = Code(
        "slug", many=True, required=False, queryset=Topic.objects.all(), help_text="On what."
    )
    summary = Versions(required=False, help_text="Two or three sentences.")
    body = Versions(required=False, help_text="The text in Markdown.")
    change_note = Versions(required=False, help_text="What the next edition changes, for readers.")
    source_url = WebAddress(
        required=False, allow_blank=True, max_length=500, help_text="The address of the source."
    )
    change_kind = serializers.ChoiceField(
        [each for each in EditionKind.choices if each[0] != EditionKind.FIRST],
        required=False,
        help_text="What the next edition is, if there has been one.",
    )
    files = serializers.SerializerMethodField(help_text="Its files, in order.")
    steps = serializers.SerializerMethodField(help_text="What this account may do with it now.")
    is_public = serializers.SerializerMethodField(help_text="Whether an edition is public.")
    scheduled_for = Moment(
        read_only=True, allow_null=True, help_text="When it will be published, if that is set."
    )

    class Meta(WorkingRowSerializer.Meta):
        fields = (
            *WorkingRowSerializer.Meta.fields,
            *("topics", "summary", "body", "issue_date", "effective_date", "licence", "source"),
            *("source_url", "verified_by", "verified_on", "review_on", "change_note"),
            *("change_kind", "files", "steps", "is_public", "status_reason", "scheduled_for"),
        )
        read_only_fields = (
            *WorkingRowSerializer.Meta.read_only_fields, "status_reason",
        )  # fmt: skip
        validators: list = []  # the services say it, whoever asks
        extra_kwargs = WorkingRowSerializer.Meta.extra_kwargs | {
            "issue_date": {"help_text": "The official date; null: of publication."},
            "effective_date": {"help_text": "From when it holds."},
            "source": {"help_text": "Where it came from."},
            "verified_by": {"help_text": "Who has looked whether it is right."},
            "verified_on": {"help_text": "When."},
            "review_on": {"help_text": "When to look at it next."},
            "status_reason": {"help_text": "Why it was returned or withdrawn."},
        }

    def get_files(self, document: Document) -> WorkingFileSerializer(many=True):  # type: ignore[valid-type]
        kept = document.kept_attachments().defer("file__text")
        return WorkingFileSerializer(kept, many=True).data

    def get_steps(self, document: Document) -> list[str]:
        request = self.context.get("request")
        return sorted(open_steps(request.user, document)) if request else []

    def get_is_public(self, document: Document) -> bool:
        return document.editions.current().exists()

    def validate(self, attrs: dict) -> dict:
        """A language version needs a title."""
        refuse_untitled(self.instance, attrs)
        return attrs


def refuse_untitled(thing: Any, asked: dict, names: tuple[str, ...] = TEXTS) -> None:
    """A language version needs a title: that of `thing`, or one that is sent."""
    titles = asked.get("title", {})
    known = thing.translations.all() if thing else ()
    titled = {each.language for each in known if each.title} | {c for c, t in titles.items() if t}
    titled -= {code for code, words in titles.items() if not words}
    for name in names:
        for code, words in asked.get(name, {}).items():
            if words and code not in titled:
                raise _without_title(code)


def _without_title(code: str) -> Problem:
    """Well formed, and yet it can't be kept."""
    told = {"pointer": f"#/title/{code}", "detail": str(WORDS["required"]), "code": "required"}
    return Problem("refused", errors=[told])


def split(
    asked: dict, names: tuple[str, ...] = TEXTS
) -> tuple[dict[str, Any], dict[str, dict | None], list | None]:
    """(columns, texts by language, topics) of what was asked; a title that is emptied: None."""
    columns = dict(asked)
    topics = columns.pop("topics", None)
    texts: dict[str, dict | None] = {}
    for name in names:
        for code, words in columns.pop(name, {}).items():
            if texts.get(code, {}) is None:
                continue
            if name == "title" and not words:
                texts[code] = None
            else:
                texts.setdefault(code, {})[name] = words  # type: ignore[index]
    return columns, texts, topics


class NewFileSerializer(serializers.Serializer):
    """A file to add: sent along, or sent before as an upload."""

    file = serializers.FileField(required=False, allow_empty_file=True, help_text="Its bytes.")
    upload = serializers.PrimaryKeyRelatedField(
        required=False, queryset=Upload.objects.none(), help_text="The id of an upload of yours."
    )
    name = serializers.CharField(
        required=False,
        max_length=255,
        help_text="To save it under; else that of the file.",
    )
    language = serializers.ChoiceField(
        languages.LANGUAGES, required=False, help_text="In which language it is."
    )
    instead_of = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        help_text="The id of a file of the document that it replaces.",
    )
    is_dataset = serializers.BooleanField(
        required=False, default=False, help_text="Whether it is a table that everybody can ask."
    )

    def get_fields(self):
        fields = super().get_fields()
        request = self.context.get("request")
        if request is not None and request.user.is_authenticated:
            mine = Upload.objects.filter(user=request.user, file__isnull=False)
            fields["upload"].queryset = mine
        return fields

    def validate(self, attrs):
        if ("file" in attrs) == ("upload" in attrs):
            raise one_of("file", "upload")
        return attrs


class NewDocumentForm(serializers.Serializer):
    """A document and its files in one request."""

    document = WorkingSerializer(help_text="As JSON.")
    files = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True),
        required=False,
        help_text="Its files, in order.",
    )


class ReasonSerializer(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=5000, help_text="For the editor.")


class PublicReasonSerializer(serializers.Serializer):
    """Why, for residents."""

    reason = Words(allow_empty=False, help_text="Why, for everybody to read.")


class TimeSerializer(serializers.Serializer):
    """When."""

    at = Moment(help_text="The moment of publication, with its offset.")


class SuccessorSerializer(serializers.Serializer):
    """By what."""

    successor = serializers.IntegerField(
        min_value=1,
        max_value=2**63 - 1,
        help_text="The id of the document that replaces it.",
    )


class ManyRowSerializer(WorkingSerializer):
    """A document to make, or to change if there is one of its `external_id`."""

    external_id = serializers.CharField(
        source="import_key", max_length=200, help_text="What your system calls it."
    )
    publish = serializers.BooleanField(
        required=False, default=False, help_text="Whether to publish what has changed."
    )

    class Meta(WorkingSerializer.Meta):
        fields = (*WorkingSerializer.Meta.fields, "publish")


class ManySerializer(serializers.Serializer):
    """Several documents at once."""

    documents = serializers.ListField(
        child=serializers.JSONField(allow_null=True),
        min_length=1,
        max_length=100,
        help_text="Up to 100, each an object with the fields of a document, `external_id`, and "
        "`publish`: whether to publish what has changed.",
    )


class OutcomeSerializer(serializers.Serializer):
    """What became of one of them."""

    index = serializers.IntegerField(help_text="Which one, from 0.")
    external_id = serializers.CharField(help_text="As it was sent, or empty.")
    outcome = serializers.ChoiceField(
        ["created", "changed", "unchanged", "failed"], help_text="What was done."
    )
    id = serializers.IntegerField(allow_null=True, help_text="Of the document, or null.")
    problem = serializers.DictField(
        allow_null=True, help_text="Why it failed, as problems are told; or null."
    )


class OutcomesSerializer(serializers.Serializer):
    """What became of each."""

    results = OutcomeSerializer(many=True, help_text="In the order in which they were sent.")
