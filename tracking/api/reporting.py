"""What departments report, and what supervisors find."""

from __future__ import annotations  # a method is called `list`

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.http import Http404
from django_filters import rest_framework as filters
from drf_spectacular.utils import (
    OpenApiResponse,
    extend_schema,
    extend_schema_field,
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
from portal.rest.stepping import Nothing, add_steps, step
from portal.rest.views import Work
from tracking import services
from tracking.api.reading import Measures, observations
from tracking.models import Claim, Indicator, Measure, Milestone, Notice, ProgressReport
from tracking.serializers import (
    EvidenceSerializer,
    IndicatorSerializer,
    MeasureSerializer,
    NoticeSerializer,
    ObservationSerializer,
    ReportSerializer,
)
from tracking.services import ClaimLine
from tracking.services.writing import columns
from tracking.states.reports import ReportStatus, Verdict


@extend_schema_view(
    list=extend_schema(summary="Measures of the own departments", description="Public or not."),
    retrieve=extend_schema(summary="One measure", description="With the ids of its milestones."),
)
class WorkingMeasures(mixins.ListModelMixin, Work):
    scope = Scope.TRACKING
    serializer_class = MeasureSerializer
    orders: Mapping[str, Order] = {"due": Order("due", descending=False)}
    queryset = Measure.objects.none()

    def get_queryset(self):
        return Measures.known(Measure.objects.managed_by(self.request.user))


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
        measure = Measure.objects.managed_by(request.user).filter(pk=key).first()
        if measure is None:
            raise Http404
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
        found = report.evidence.filter(pk=evidence).first()
        if found is None:
            raise Http404
        services.remove_evidence(found, by=request.user)
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
    document = Document.objects.filter(pk=key, editions__is_current=True).first()
    if document is None:
        raise Http404
    return document


def _milestone(report: ProgressReport, key: int | None) -> Milestone | None:
    if key is None:
        return None
    milestone = report.measure.planned_milestones().filter(pk=key).first()
    if milestone is None:
        raise Http404
    return milestone


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


@extend_schema_field({"type": "string", "pattern": r"^-?[0-9]{1,14}(\.[0-9]{1,4})?$"})
class Number(serializers.DecimalField):
    """A number as a text, so that no digit of it is lost."""


class NewObservationSerializer(serializers.Serializer):
    """A value on a day."""

    on = serializers.DateField(help_text="The day.")
    value = Number(max_digits=18, decimal_places=4, help_text="The value.")
    source = Words(longest=300, required=False, help_text="Where it comes from.")


@extend_schema_view(
    list=extend_schema(summary="Indicators of the own departments", description="With values."),
    retrieve=extend_schema(summary="One indicator", description="With its values."),
)
class WorkingIndicators(mixins.ListModelMixin, mixins.RetrieveModelMixin, Work):
    scope = Scope.TRACKING
    serializer_class = IndicatorSerializer
    queryset = Indicator.objects.none()

    def get_queryset(self):
        mine = Measure.objects.managed_by(self.request.user)
        return Indicator.objects.filter(measure__in=mine).prefetch_related(observations())

    def retrieve(self, request, *args, **kwargs):
        return mixins.RetrieveModelMixin.retrieve(self, request, *args, **kwargs)

    @extend_schema(
        summary="Report a value",
        description="It replaces what was reported for that day.",
        operation_id="work_indicators_observe",
        request=NewObservationSerializer,
        responses={201: ObservationSerializer},
    )
    @action(detail=True, methods=["post"], url_path="observations", url_name="observations")
    def observe(self, request, pk: str):
        indicator = self.get_object()
        self.need("tracking.add_progressreport", indicator.measure)
        asked = NewObservationSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        told = asked.validated_data
        source: Any = columns("source", told.get("source", {}))
        found = services.observe(
            indicator, by=request.user, on=told["on"], value=told["value"], **source
        )
        return Response(ObservationSerializer(found).data, 201)


class PlanSerializer(serializers.Serializer):
    """What the department does, and until when."""

    plan = Words(allow_empty=False, help_text="What is done about it.")
    until = serializers.DateField(help_text="Done by.")


class WordsSerializer(serializers.Serializer):
    """Why."""

    words = Words(allow_empty=False, help_text="Why, for everybody to read.")


class ProofSerializer(serializers.Serializer):
    """On which report."""

    proof = serializers.IntegerField(
        min_value=1, max_value=LARGEST, help_text="The id of a verified report on the measure."
    )
    words = Words(required=False, help_text="What is said about it.")


class WorkingNoticeSerializer(NoticeSerializer):
    """A notice, with the version that is needed to act on it."""

    class Meta(NoticeSerializer.Meta):
        fields = (*NoticeSerializer.Meta.fields, "version")
        read_only_fields = fields
        extra_kwargs = NoticeSerializer.Meta.extra_kwargs | {
            "version": {"help_text": "Counts the changes."}
        }


@extend_schema_view(
    list=extend_schema(summary="Notices to the own departments", description="Of any level."),
    retrieve=extend_schema(summary="One notice", description="With all that happened to it."),
)
class WorkingNotices(mixins.ListModelMixin, Work):
    scope = Scope.TRACKING
    serializer_class = WorkingNoticeSerializer
    orders: Mapping[str, Order] = {"newest": Order("opened_on")}
    versioned: ClassVar[tuple[str, ...]] = ()
    queryset = Notice.objects.none()

    def get_queryset(self):
        rows = Notice.objects.managed_by(self.request.user).select_related("department")
        return rows.prefetch_related("steps")

    def step(self, name: str, asked: dict) -> Response:
        """Answer it, or supervise it."""
        notice = self.get_object()
        self.need(f"tracking.{'answer' if name == 'answer' else 'change'}_notice", notice)
        about: dict[str, Any] = {"by": self.request.user, "seen_version": self.seen(notice)}
        if name == "answer":
            until: date = asked["until"]
            services.answer_notice(notice, plan=asked["plan"], until=until, **about)
        elif name == "raise":
            services.raise_notice(notice, reason=asked["words"], **about)
        elif name == "pause":
            services.pause_notice(notice, reason=asked["words"], **about)
        elif name == "resume":
            services.resume_notice(notice, **about)
        else:
            words = asked.get("words", {})
            services.close_notice(notice, proof=_proof(notice, asked), words=words, **about)
        return self.shown(notice)


def _proof(notice: Notice, asked: dict) -> ProgressReport:
    reports = ProgressReport.objects.verified().filter(measure=notice.measure_id)
    report = reports.filter(pk=asked["proof"]).first()
    if report is None:
        raise Http404
    return report


add_steps(
    WorkingNotices,
    *(
        step("notices", name, summary, takes=takes, gives=WorkingNoticeSerializer)
        for name, summary, takes in (
            ("answer", "Say what is done about it", PlanSerializer),
            ("raise", "Raise it to the next level", WordsSerializer),
            ("pause", "Let its clock stand still", WordsSerializer),
            ("resume", "Let its clock go on", Nothing),
            ("close", "Close it on proof", ProofSerializer),
        )
    ),
)
