"""What departments report, and what supervisors find."""

from __future__ import annotations  # a method is called `list`

from collections.abc import Mapping
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.utils import (
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from infocenter.filtersets import ById
from infocenter.models import Document
from portal.rest import entity_tags
from portal.rest.fields import Moment, Words
from portal.rest.pages import LARGEST, Order
from portal.rest.problems import one_of
from portal.rest.states import Scope
from portal.rest.stepping import add_steps, step
from portal.rest.views import Work
from tracking import services
from tracking.models import Claim, Measure, Milestone, ProgressReport
from tracking.serializers import (
    EvidenceSerializer,
    ReportSerializer,
)
from tracking.services import ClaimLine
from tracking.states.reports import ReportStatus, Verdict


class ClaimLineSerializer(serializers.ModelSerializer):
    """What a milestone has reached."""

    milestone = serializers.IntegerField(
        source="milestone_id", min_value=1, max_value=LARGEST, help_text="The id of a milestone."
    )
    percent = serializers.IntegerField(min_value=0, max_value=100, help_text="How far it is.")
    reached_on = serializers.DateField(
        required=False, allow_null=True, help_text="Complete since, at 100 percent."
    )

    class Meta:
        model = Claim
        fields = ("milestone", "percent", "reached_on")


class WorkingReportSerializer(ReportSerializer):
    """A report as it is written, submitted and decided."""

    narrative = Words(required=False, help_text="What was done.")
    obstacles = Words(required=False, help_text="What stood in the way.")
    claims = ClaimLineSerializer(many=True, required=False, help_text="By milestone.")
    status = serializers.ChoiceField(
        ReportStatus.choices, read_only=True, help_text="Where it stands."
    )
    submitted_at = Moment(read_only=True, allow_null=True, help_text="When it was submitted.")
    decided_at = Moment(read_only=True, allow_null=True, help_text="When it was decided.")
    period_end = serializers.DateField(
        required=False, help_text="The last day that it is about: the end of its month is taken."
    )

    class Meta(ReportSerializer.Meta):
        fields = (*ReportSerializer.Meta.fields, "status", "version", "submitted_at")
        read_only_fields = ("id", "measure", "period_start", "verdict", "status", "version")
        extra_kwargs = ReportSerializer.Meta.extra_kwargs | {
            "version": {"help_text": "Counts the changes."}
        }


class NewReportSerializer(serializers.Serializer):
    """On which measure."""

    measure = serializers.IntegerField(
        min_value=1, max_value=LARGEST, help_text="The id of a measure."
    )
    period_end = serializers.DateField(
        required=False, help_text="In the last month that it is about; else the last that is over."
    )


class NewEvidenceSerializer(serializers.Serializer):
    """A published document or a file."""

    document = serializers.IntegerField(
        required=False, min_value=1, max_value=LARGEST, help_text="The id of a public document."
    )
    file = serializers.FileField(
        required=False, allow_empty_file=True, help_text="The bytes of a file."
    )
    milestone = serializers.IntegerField(
        required=False, min_value=1, max_value=LARGEST, help_text="What it proves; else all."
    )
    is_public = serializers.BooleanField(
        required=False, default=False, help_text="Whether residents may open it."
    )

    def validate(self, attrs):
        if ("file" in attrs) == ("document" in attrs):
            raise one_of("file", "document")
        return attrs


class VerdictSerializer(serializers.Serializer):
    """What was found."""

    verdict = serializers.ChoiceField(Verdict.choices, help_text="What was found.")
    remark = Words(required=False, help_text="What is said about it.")


class RemarkSerializer(serializers.Serializer):
    """What must be better."""

    remark = Words(allow_empty=False, help_text="What must be better.")


class ReportFilters(filters.FilterSet):
    """Reports, by where they stand."""

    status = filters.MultipleChoiceFilter(
        choices=ReportStatus.choices, help_text="Where they stand."
    )
    measure = ById("measure", "measure")


@extend_schema_view(
    list=extend_schema(summary="Reports of the own departments", description="In any state."),
    retrieve=extend_schema(summary="One report", description="As it is now."),
)
class WorkingReports(mixins.ListModelMixin, Work):
    scope = Scope.TRACKING
    serializer_class = WorkingReportSerializer
    filterset_class = ReportFilters
    orders: Mapping[str, Order] = {"newest": Order("period_end")}
    versioned: ClassVar[tuple[str, ...]] = (
        "partial_update", "destroy", "add_evidence", "remove_evidence",
    )  # fmt: skip
    queryset = ProgressReport.objects.none()

    def get_queryset(self):
        rows = ProgressReport.objects.managed_by(self.request.user).select_related("measure")
        return rows.prefetch_related("claims", "evidence")

    @extend_schema(
        summary="Begin a report",
        description="Or the one that is being written on this measure, as it is.",
        request=NewReportSerializer,
        responses={201: WorkingReportSerializer},
    )
    def create(self, request):
        asked = NewReportSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        key, period_end = (asked.validated_data.get(each) for each in ("measure", "period_end"))
        measure = get_object_or_404(Measure.objects.managed_by(request.user), pk=key)
        self.need("tracking.add_progressreport", measure)
        report = services.open_report(measure, by=request.user, period_end=period_end)
        return self.shown(report, 201, Location=f"/api/v1/work/reports/{report.pk}/")

    @extend_schema(
        summary="Write a report",
        description="What is left out stays. It need not be whole until it is submitted.",
        responses=WorkingReportSerializer,
    )
    def partial_update(self, request, pk: str):
        report = self.get_object()
        self.need("tracking.change_progressreport", report)
        seen = self.seen(report)
        asked = WorkingReportSerializer(report, data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        told = asked.validated_data
        services.save_report(
            report,
            by=request.user,
            texts={name: told[name] for name in ("narrative", "obstacles") if name in told},
            claims=_lines(told.get("claims", ())),
            period_end=told.get("period_end"),
            seen_version=seen,
        )
        return self.shown(report)

    @extend_schema(
        summary="Throw a report away",
        description="A draft that was never submitted.",
        responses={204: OpenApiResponse(description="It is gone.")},
    )
    def destroy(self, request, pk: str):
        report = self.get_object()
        self.need("tracking.change_progressreport", report)
        self.seen(report)
        services.discard_report(report, by=request.user)
        return Response(status=204)

    @extend_schema(
        summary="Add evidence",
        description="A public document, or a file.",
        operation_id="work_reports_evidence_add",
        request={"multipart/form-data": NewEvidenceSerializer},
        responses={201: EvidenceSerializer},
    )
    @action(
        detail=True,
        methods=["post"],
        url_path="evidence",
        url_name="evidence",
        parser_classes=(MultiPartParser,),
    )
    def add_evidence(self, request, pk: str):
        report = self.get_object()
        self.need("tracking.change_progressreport", report)
        self.seen(report)
        asked = NewEvidenceSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        told = asked.validated_data
        found = services.add_evidence(
            report,
            by=request.user,
            document=_document(told.get("document")),
            upload=told.get("file"),
            milestone=_milestone(report, told.get("milestone")),
            is_public=told["is_public"],
        )
        tag = {"ETag": entity_tags.of(report)}
        return Response(EvidenceSerializer(found).data, 201, headers=tag)

    @extend_schema(
        summary="Take evidence out",
        operation_id="work_reports_evidence_remove",
        responses={204: OpenApiResponse(description="It is gone.")},
    )
    @action(
        detail=True,
        methods=["delete"],
        url_path="evidence/(?P<evidence>[1-9][0-9]{0,17})",
        url_name="evidence-one",
    )
    def remove_evidence(self, request, pk: str, evidence: str):
        report = self.get_object()
        self.need("tracking.change_progressreport", report)
        self.seen(report)
        services.remove_evidence(get_object_or_404(report.evidence, pk=evidence), by=request.user)
        return Response(status=204)

    def step(self, name: str, asked: dict) -> Response:
        """Submit it, or decide on it."""
        report = self.get_object()
        permission = "change" if name == "submit" else "verify"
        self.need(f"tracking.{permission}_progressreport", report)
        about: dict[str, Any] = {"by": self.request.user, "seen_version": self.seen(report)}
        if name == "submit":
            services.submit_report(report, **about)
        elif name == "verify":
            remark = asked.get("remark")
            services.verify_report(report, verdict=asked["verdict"], remark=remark, **about)
        else:
            services.return_report(report, remark=asked["remark"], **about)
        return self.shown(report)


def _lines(claims) -> dict[int, ClaimLine]:
    return {
        each["milestone_id"]: ClaimLine(each["percent"], each.get("reached_on")) for each in claims
    }


def _document(key: int | None) -> Document | None:
    if key is None:
        return None
    return get_object_or_404(Document, pk=key, editions__is_current=True)


def _milestone(report: ProgressReport, key: int | None) -> Milestone | None:
    if key is None:
        return None
    return get_object_or_404(report.measure.planned_milestones(), pk=key)


add_steps(
    WorkingReports,
    step("reports", "submit", "Hand it to the supervisor", gives=WorkingReportSerializer),
    step(
        "reports", "verify", "Let it count", takes=VerdictSerializer, gives=WorkingReportSerializer
    ),
    step(
        "reports",
        "return",
        "Return it to the department",
        takes=RemarkSerializer,
        gives=WorkingReportSerializer,
    ),
)
