"""Cases in the hands of their departments: every look at what they say is recorded."""

from __future__ import annotations  # a method is called `list`

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import UploadedFile
from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.response import Response

from infocenter.filtersets import ByNumber, departments
from policies import services
from policies.case_steps import STEPS, Typed, open_steps
from policies.models import Case, CaseFile, Message
from policies.services.clock import deadline_of
from policies.services.deadlines import current_rules
from policies.states.cases import CaseKind, CaseStatus
from portal.files import serving
from portal.organisation.models import Department
from portal.rest.fields import Code, Moment
from portal.rest.pages import Order
from portal.rest.states import Scope
from portal.rest.stepping import Nothing, add_steps, step
from portal.rest.views import Work


class CaseRowSerializer(serializers.ModelSerializer):
    """A case in a list: nothing that the resident has said."""

    department = Code(
        read_only=True, allow_null=True, help_text="The code of who handles it, or null."
    )
    officer = serializers.SlugRelatedField(
        "username",
        read_only=True,
        allow_null=True,
        help_text="The account that handles it, or null.",
    )
    topic = Code("slug", read_only=True, allow_null=True, help_text="What it is about, or null.")
    due = serializers.SerializerMethodField(
        help_text="To be answered by; null while its clock stands still, and once it is over."
    )
    received_at = Moment(read_only=True, help_text="When it came in.")
    answered_at = Moment(
        read_only=True, allow_null=True, help_text="When it was answered last, if it was."
    )

    class Meta:
        model = Case
        fields: tuple[str, ...] = (
            "id", "number", "kind", "status", "channel", "language", "department", "officer",
            "topic", "is_suspect", "is_extended", "received_at", "answered_at", "due", "version",
        )  # fmt: skip
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "It never changes."},
            "number": {"help_text": "As its receipt has it."},
            "kind": {"help_text": "What the resident wants."},
            "status": {"help_text": "Where it stands."},
            "channel": {"help_text": "How it came in."},
            "language": {"help_text": "The resident's language: answer in it."},
            "is_suspect": {"help_text": "Whether it is in quarantine: it may be spam."},
            "is_extended": {"help_text": "Whether it was given more time."},
            "version": {"help_text": "Counts the changes."},
        }

    def get_due(self, case: Case) -> serializers.DateField(allow_null=True):  # type: ignore[valid-type]
        if not case.is_open:
            return None
        return deadline_of(case, self.context.get("rules")).answer_by


class CaseFileSerializer(serializers.ModelSerializer):
    """A file of a case."""

    name = serializers.SerializerMethodField(help_text="Its name.")

    class Meta:
        model = CaseFile
        fields = ("id", "name", "media_type", "size")
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "Within all cases."},
            "media_type": {"help_text": "What it is, by its content."},
            "size": {"help_text": "Bytes."},
        }

    def get_name(self, file: CaseFile) -> str:
        return file.name()


class MessageSerializer(serializers.ModelSerializer):
    """Something that was said in a case, or noted about it."""

    text = serializers.SerializerMethodField(help_text="What was said.")
    author = serializers.SlugRelatedField(
        "username",
        read_only=True,
        allow_null=True,
        help_text="The account that wrote it; null: the resident.",
    )
    at = Moment(read_only=True, help_text="When.")
    files = CaseFileSerializer(many=True, read_only=True, help_text="What came with it.")

    class Meta:
        model = Message
        fields = ("id", "direction", "purpose", "author", "at", "text", "files")
        read_only_fields = fields
        extra_kwargs = {
            "id": {"help_text": "Within all cases."},
            "direction": {"help_text": "Who it is from, and for whom."},
            "purpose": {"help_text": "What it is for."},
        }

    def get_text(self, message: Message) -> str:
        return message.words()


class PersonSerializer(serializers.Serializer):
    """Who brings the matter; all of it may be empty."""

    name = serializers.CharField(read_only=True, help_text="Name.")
    email = serializers.CharField(read_only=True, help_text="E-mail.")
    phone = serializers.CharField(read_only=True, help_text="Telephone.")


class CaseSerializer(CaseRowSerializer):
    """A case whole: personal data. To read it is recorded."""

    subject = serializers.SerializerMethodField(help_text="What it is about.")
    resident = serializers.SerializerMethodField(help_text="Who brings it.")
    messages = MessageSerializer(many=True, read_only=True, help_text="What was said, in order.")
    draft = serializers.SerializerMethodField(help_text="The answer as it is written, or null.")
    steps = serializers.SerializerMethodField(help_text="What this account may do with it now.")

    class Meta(CaseRowSerializer.Meta):
        fields = (
            *CaseRowSerializer.Meta.fields,
            *("subject", "resident", "messages", "draft", "steps"),
        )
        read_only_fields = fields

    def get_subject(self, case: Case) -> str:
        return case.words()

    def get_resident(self, case: Case) -> PersonSerializer:
        return PersonSerializer(case.resident()).data

    def get_draft(self, case: Case) -> str | None:
        draft = getattr(case, "draft", None)
        return draft.words() if draft else None

    def get_steps(self, case: Case) -> list[str]:
        return sorted(set(open_steps(self.context["request"].user, case)) & set(OFFERED))


class CaseStateSerializer(CaseRowSerializer):
    """A case after a step: where it stands, and nothing that was said."""


# --- What steps need to know --------------------------------------------------------------------

LONGEST = 20_000


class TextSerializer(serializers.Serializer):
    """Words for the resident, or a note."""

    text = serializers.CharField(max_length=LONGEST, help_text="The words.")


class QuestionToResidentSerializer(TextSerializer):
    """What is missing."""

    is_incomplete = serializers.BooleanField(
        required=False, default=False, help_text="Whether it can't be dealt with as it came."
    )


class ReplySerializer(serializers.Serializer):
    """The answer, as text or as a form with files."""

    text = serializers.CharField(max_length=LONGEST, help_text="In the resident's language.")
    files = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True),
        required=False,
        help_text="What goes with it.",
    )


class CaseReasonSerializer(serializers.Serializer):
    """Why: the resident reads it."""

    reason = serializers.CharField(max_length=LONGEST, help_text="Why.")


class AcceptSerializer(serializers.Serializer):
    """For which department."""

    department = Code(
        queryset=Department.objects.active(), required=False, help_text="If none is set yet."
    )


class TransferSerializer(CaseReasonSerializer):
    """To which department, and why."""

    department = Code(queryset=Department.objects.active(), help_text="The code of the other one.")


class AssignSerializer(serializers.Serializer):
    """To whom."""

    officer = serializers.CharField(max_length=150, help_text="The name of an account.")


class CaseFilters(filters.FilterSet):
    """Cases, by what is not secret of them."""

    status = filters.MultipleChoiceFilter(choices=CaseStatus.choices, help_text="Where they stand.")
    kind = filters.MultipleChoiceFilter(choices=CaseKind.choices, help_text="What is wanted.")
    department = departments()
    number = ByNumber(help_text="The number of a receipt.")


# By name: what each takes, and the fields of the form in admin that it fills in.
OFFERED: Mapping[str, tuple[str, type[serializers.Serializer]]] = {
    "accept": ("Accept it", AcceptSerializer),
    "decline": ("Decline it, with the legal reason", CaseReasonSerializer),
    "release": ("Release it from quarantine", Nothing),
    "take": ("Take it on", Nothing),
    "assign": ("Give it to an officer", AssignSerializer),
    "start": ("Begin to work on it", Nothing),
    "ask": ("Ask the resident", QuestionToResidentSerializer),
    "consult": ("Stop the clock to hear others", CaseReasonSerializer),
    "go_on": ("Let the clock go on", Nothing),
    "transfer": ("Give it to another department", TransferSerializer),
    "extend": ("Give the answer more time", CaseReasonSerializer),
    "note": ("Note something for those who handle it", TextSerializer),
    "draft": ("Keep the answer as it stands", ReplySerializer),
    "submit": ("Have somebody approve the answer", ReplySerializer),
    "answer": ("Send the answer", ReplySerializer),
    "approve": ("Approve the answer, and send it", Nothing),
    "return": ("Return the answer to its author", CaseReasonSerializer),
}


@extend_schema_view(
    list=extend_schema(
        summary="Cases of the own departments", description="Without what residents have said."
    )
)
class Cases(mixins.ListModelMixin, Work):
    scope = Scope.CASES
    serializer_class = CaseSerializer
    filterset_class = CaseFilters
    orders: Mapping[str, Order] = {
        "oldest": Order("received_at", descending=False),
        "newest": Order("received_at"),
    }
    versioned: ClassVar[tuple[str, ...]] = ()
    queryset = Case.objects.none()

    def get_queryset(self):
        rows = Case.objects.handled_by(self.request.user)
        return rows.select_related("department", "officer", "topic").prefetch_related("pauses")

    def get_serializer_class(self):
        if self.action == "retrieve":
            return CaseSerializer
        return CaseRowSerializer if self.action == "list" else CaseStateSerializer

    def get_serializer_context(self):
        context = super().get_serializer_context()
        if self.action == "list" and not getattr(self, "swagger_fake_view", False):
            context["rules"] = current_rules()
        return context

    @extend_schema(
        summary="One case",
        description="With all that was said: personal data. That you have looked is recorded.",
        responses=CaseSerializer,
    )
    def retrieve(self, request, pk: str):
        case = self.get_object()
        services.look_at(case, by=request.user)
        return super().retrieve(request, pk)

    @extend_schema(
        summary="A file of a case",
        description="Personal data. That you have looked is recorded.",
        operation_id="work_cases_files_retrieve",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    @action(
        detail=True,
        url_path="files/(?P<file>[1-9][0-9]{0,17})",
        url_name="file",
        has_fields=False,
    )
    def file(self, request, pk: str, file: str):
        case = self.get_object()
        found = get_object_or_404(case.files, pk=file)
        services.look_at(case, by=request.user)
        return serving.serve_sealed(found.place, found.name())

    def step(self, name: str, asked: dict[str, Any]) -> Response:
        """One step, as the button of the same name in admin."""
        case = self.get_object()
        known = STEPS[name]
        self.need(known.permission, case)
        seen = self.seen(case)
        files = [each for each in asked.get("files", ()) if isinstance(each, UploadedFile)]
        known.act(case, self.request.user, Typed(_words(asked), files, seen))
        case.refresh_from_db()
        return self.shown(case)


def _words(asked: dict[str, Any]) -> dict[str, str]:
    """What was asked, as the form in admin would have it."""
    words = {name: str(each) for name, each in asked.items() if isinstance(each, str)}
    words["answer"] = words.get("text", "")
    words["reason-return"] = words.get("reason", "")
    words["is_incomplete"] = "on" if asked.get("is_incomplete") else ""
    if "department" in asked:
        words["department"] = str(asked["department"].pk)
    if "officer" in asked:
        words["officer"] = _officer(asked["officer"])
    return words


def _officer(name: str) -> str:
    found = get_user_model().objects.filter(username=name, is_active=True).first()
    return str(found.pk) if found else ""


def _step(name: str):
    summary, takes = OFFERED[name]
    parsers = (JSONParser, MultiPartParser) if takes is ReplySerializer else None
    return step("cases", name, summary, takes=takes, gives=CaseStateSerializer, parsers=parsers)


add_steps(Cases, *(_step(name) for name in OFFERED))
