"""Documents in the hands of departments: written, sent with their files, published, withdrawn."""

from __future__ import annotations  # a method is called `list`

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.exceptions import APIException
from rest_framework.parsers import JSONParser
from rest_framework.response import Response

from infocenter import services
from infocenter.api.drafting import (
    ManyRowSerializer,
    ManySerializer,
    NewDocumentForm,
    NewFileSerializer,
    OutcomesSerializer,
    PublicReasonSerializer,
    ReasonSerializer,
    SuccessorSerializer,
    TimeSerializer,
    WorkingFileSerializer,
    WorkingRowSerializer,
    WorkingSerializer,
    split,
)
from infocenter.models import Attachment, Document
from infocenter.steps import may_edit, may_supersede
from portal.files.services import store
from portal.rest import entity_tags, problems
from portal.rest.pages import Order
from portal.rest.parsing import WholeInOne, json_part
from portal.rest.problems import Problem
from portal.rest.states import Scope
from portal.rest.stepping import add_steps, step
from portal.rest.views import Work
from portal.workflow import Refused

STEPS: Mapping[str, str] = {
    "submit": "infocenter.submit_document",
    "retract": "infocenter.submit_document",
    "return": "infocenter.publish_document",
    "schedule": "infocenter.publish_document",
    "publish": "infocenter.publish_document",
    "withdraw": "infocenter.withdraw_document",
}

_PLAIN: Mapping[str, Callable] = {
    "submit": services.submit_document,
    "retract": services.retract_document,
    "publish": services.publish_document,
}


@extend_schema_view(
    list=extend_schema(
        summary="Documents of the own departments", description="As they are worked on."
    ),
    retrieve=extend_schema(summary="One document", description="As it is worked on, with files."),
)
class WorkingDocuments(mixins.ListModelMixin, Work):
    scope = Scope.PUBLISH
    serializer_class = WorkingSerializer
    orders: Mapping[str, Order] = {"changed": Order("updated_at"), "newest": Order("pk")}
    versioned: ClassVar[tuple[str, ...]] = ("partial_update", "destroy", "add_file", "remove_file")
    queryset = Document.objects.none()

    def get_queryset(self):
        rows = Document.objects.managed_by(self.request.user).select_related("department")
        return rows.prefetch_related("translations", "topics")

    def get_parsers(self):
        """Forms are taken where files are."""
        method = self.request.method.lower() if self.request else ""
        name = self.action_map.get(method)
        if name == "add_file":
            return [WholeInOne()]
        return [JSONParser(), WholeInOne()] if name == "create" else [JSONParser()]

    def get_serializer_class(self):
        return WorkingRowSerializer if self.action == "list" else WorkingSerializer

    @extend_schema(
        summary="Write a document",
        description="A draft: nobody outside sees it until it is published. As JSON, or with its "
        "files as a form.",
        request={"application/json": WorkingSerializer, "multipart/form-data": NewDocumentForm},
        responses={201: WorkingSerializer},
    )
    def create(self, request):
        files = []
        data = request.data
        if hasattr(data, "getlist"):
            files = [each for each in data.getlist("files") if isinstance(each, UploadedFile)]
            data = json_part(data, "document")
        document = self.made(data)
        for each in files:
            self._attach(document, store(each), each.name or "")
        return self.shown(document, 201, Location=f"/api/v1/work/documents/{document.pk}/")

    def made(self, data: Any, serializer_class=WorkingSerializer) -> Document:
        """A new draft."""
        serializer = serializer_class(data=data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        columns, texts, topics = split(_told(serializer))
        self.need("infocenter.add_document", columns["department"])
        _refuse_twins(columns["department"], columns.get("import_key", ""))
        return services.create_document(
            by=self.request.user,
            topics=topics or (),
            translations=[{"language": code, **each} for code, each in texts.items() if each],
            **columns,
        )

    @extend_schema(
        summary="Change a document",
        description="What is left out stays; of texts, languages that are left out. A title that "
        "is emptied takes its language version out. What is public stays as it is until the next "
        "publication.",
        responses=WorkingSerializer,
    )
    def partial_update(self, request, pk: str):
        document = self.get_object()
        self._may_edit(document)
        seen = self.seen(document)
        self.changed(document, request.data, seen)
        return self.shown(document)

    def changed(self, document: Document, data: Any, seen: int | None) -> Document:
        """The working copy with changes."""
        self._may_edit(document)
        serializer = WorkingSerializer(
            document, data=data, partial=True, context=self.get_serializer_context()
        )
        serializer.is_valid(raise_exception=True)
        columns, texts, topics = split(_told(serializer))
        if columns.get("department", document.department) != document.department:
            self.need("infocenter.change_document", columns["department"])
        for name, value in columns.items():
            setattr(document, name, value)
        return services.save_document(
            document,
            by=self.request.user,
            changed=columns,
            seen_version=seen,
            topics=topics,
            translations=texts,
        )

    def _may_edit(self, document: Document) -> None:
        self.need("infocenter.change_document", document)
        if not may_edit(self.request.user, document):
            raise Refused(problems.TITLES["refused"])

    @extend_schema(
        summary="Throw a draft away",
        description="One that was never public. Others are withdrawn.",
        responses={204: OpenApiResponse(description="It is gone.")},
    )
    def destroy(self, request, pk: str):
        document = self.get_object()
        self.need("infocenter.delete_document", document)
        self.seen(document)
        services.delete_draft(document, by=request.user)
        return Response(status=204)

    # --- Files ---------------------------------------------------------------------------------

    @extend_schema(
        summary="Add a file",
        description="Sent along, or sent before piece by piece (`work/uploads`).",
        operation_id="work_documents_files_add",
        request={"multipart/form-data": NewFileSerializer},
        responses={201: WorkingFileSerializer},
    )
    @action(detail=True, methods=["post"], url_path="files", url_name="files")
    def add_file(self, request, pk: str):
        document = self.get_object()
        self._may_edit(document)
        self.seen(document)
        asked = NewFileSerializer(data=request.data, context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        attachment = self._added(document, asked.validated_data)
        document.refresh_from_db()
        data = WorkingFileSerializer(attachment).data
        return Response(data, 201, headers={"ETag": entity_tags.of(document)})

    def _added(self, document: Document, asked: dict) -> Attachment:
        if "upload" in asked:
            file, name = asked["upload"].file, asked.get("name") or asked["upload"].name
        else:
            file, name = store(asked["file"]), asked.get("name") or asked["file"].name
        if "instead_of" in asked:
            old = document.kept_attachments().filter(pk=asked["instead_of"]).first()
            if old is None:
                raise Problem("not-found")
            attachment = services.replace_attachment(old, file, name=name, by=self.request.user)
        else:
            attachment = self._attach(document, file, name, asked.get("language", ""))
        if asked["is_dataset"]:
            services.offer_dataset(attachment, by=self.request.user)
        return attachment

    def _attach(self, document: Document, file, name: str, language: str = "") -> Attachment:
        self.need("infocenter.change_document", document)
        by = self.request.user
        return services.attach_file(document, file, name=name, language=language, by=by)

    @extend_schema(
        summary="Take a file out",
        description="Published editions keep it.",
        operation_id="work_documents_files_remove",
        responses={204: OpenApiResponse(description="It is out of the working copy.")},
    )
    @action(
        detail=True,
        methods=["delete"],
        url_path="files/(?P<file>[1-9][0-9]{0,17})",
        url_name="file",
    )
    def remove_file(self, request, pk: str, file: str):
        document = self.get_object()
        self._may_edit(document)
        self.seen(document)
        attachment = get_object_or_404(document.kept_attachments(), pk=file)
        services.remove_attachment(attachment, by=request.user)
        return Response(status=204)

    # --- Steps ---------------------------------------------------------------------------------

    def step(self, name: str, asked: dict) -> Response:
        """One step of the workflow, as the button of the same name in admin."""
        document = self.get_object()
        about: dict[str, Any] = {"by": self.request.user}
        if name == "supersede":
            return self._supersede(document, asked["successor"])
        self.need(STEPS[name], document)
        about["seen_version"] = self.seen(document)
        if name == "schedule":
            services.schedule_document(document, at=asked["at"], **about)
        elif name == "return":
            services.return_document(document, reason=asked["reason"], **about)
        elif name == "withdraw":
            services.withdraw_document(document, reason=asked["reason"], **about)
        else:
            act: Callable = _PLAIN[name]
            act(document, **about)
        return self.shown(document)

    def _supersede(self, document: Document, successor_id: int) -> Response:
        self.need("infocenter.withdraw_document", document)
        seen = self.seen(document)
        if not may_supersede(self.request.user, document):
            raise Refused(problems.TITLES["refused"])
        successor = get_object_or_404(Document, pk=successor_id, editions__is_current=True)
        services.supersede_document(
            document, by=self.request.user, successor=successor, seen_version=seen
        )
        return self.shown(document)

    # --- Many ----------------------------------------------------------------------------------

    @extend_schema(
        summary="Write or change many documents",
        description="Each by its department and `external_id`: made if there is none, else changed "
        "if it says anything else. Each alone: one that fails holds no other back.",
        operation_id="work_documents_many",
        request=ManySerializer,
        responses=OutcomesSerializer,
    )
    @action(detail=False, methods=["post"], url_path="many", parser_classes=(JSONParser,))
    def many(self, request):
        asked = ManySerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        rows = asked.validated_data["documents"]
        return Response({"results": [self._one(at, row) for at, row in enumerate(rows)]})

    def _one(self, index: int, row: Any) -> dict:
        named = row.get("external_id", "") if isinstance(row, dict) else ""
        told = {"index": index, "external_id": str(named)[:200]}
        try:
            if not isinstance(row, dict):
                raise Problem("malformed")
            with transaction.atomic():
                document, outcome = self._upserted(row)
        except (Refused, APIException, Http404) as error:
            problem = problems.as_problem(error)
            said = problems.body(problem) if problem else None
            return told | {"outcome": "failed", "id": None, "problem": said}
        return told | {"outcome": outcome, "id": document.pk, "problem": None}

    def _upserted(self, row: dict) -> tuple[Document, str]:
        serializer = ManyRowSerializer(data=row, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        asked = serializer.validated_data
        publish = asked["publish"]
        document = self.get_queryset().filter(
            department=asked["department"], import_key=asked["import_key"]
        ).first()  # fmt: skip
        if document is None:
            document, outcome = self.made(row, ManyRowSerializer), "created"
        elif not _differs(document, _told(serializer)):
            return document, "unchanged"
        else:
            known = {name: each for name, each in row.items() if name != "publish"}
            document, outcome = self.changed(document, known, None), "changed"
        if publish:
            self.need(STEPS["publish"], document)
            services.publish_document(document, by=self.request.user)
        return document, outcome


def _told(serializer) -> dict:
    """What was sent, without what defaults say of a change."""
    return {name: value for name, value in serializer.validated_data.items() if name != "publish"}


def _refuse_twins(department, key: str) -> None:
    if key and Document.objects.filter(department=department, import_key=key).exists():
        raise Problem("refused", f"external_id: {key}")


def _differs(document: Document, asked: dict) -> bool:
    columns, texts, topics = split(asked)
    if any(getattr(document, name) != value for name, value in columns.items()):
        return True
    if topics is not None and {each.pk for each in topics} != {
        each.pk for each in document.topics.all()
    }:
        return True
    known = {each.language: each for each in document.translations.all()}
    return any(
        code not in known or getattr(known[code], name) != words
        for code, said in texts.items()
        for name, words in (said or {"title": ""}).items()
        if name != "change_note"
    )


def _step(name: str, summary: str, **more):
    return step("documents", name, summary, gives=WorkingSerializer, **more)


add_steps(
    WorkingDocuments,
    _step("submit", "Ask for a review"),
    _step("retract", "Take it back from the review"),
    _step("return", "Return it to its editor", takes=ReasonSerializer),
    _step("schedule", "Publish it later", takes=TimeSerializer),
    _step("publish", "Publish it", description="What is saved becomes the next edition."),
    _step(
        "withdraw",
        "Take it down",
        takes=PublicReasonSerializer,
        description="Its address stays and says so, with the reason.",
    ),
    _step("supersede", "Say what replaces it", takes=SuccessorSerializer),
)
