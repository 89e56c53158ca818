"""The government's answer to a consultation: written, point by point, and published."""

from __future__ import annotations  # a method is called `list`

from collections.abc import Mapping
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from policies import services
from policies.models import Consultation, Point
from policies.serializers import ConsultationRowSerializer
from policies.states.consultations import ConsultationStatus, Outcome
from portal.rest import entity_tags
from portal.rest.fields import Versions, Words
from portal.rest.pages import Order
from portal.rest.states import Scope
from portal.rest.stepping import add_steps, step
from portal.rest.views import Work


class WorkingPointSerializer(serializers.ModelSerializer):
    """You said, we did."""

    said = Words(help_text="What was said.", allow_empty=False)
    did = Words(help_text="What was done.", allow_empty=False)
    outcome = serializers.ChoiceField(Outcome.choices, help_text="What came of it.")
    article = serializers.CharField(
        source="article.anchor",
        required=False,
        allow_null=True,
        max_length=40,
        help_text="The anchor of the article that was changed by it, or null.",
    )

    class Meta:
        model = Point
        fields = ("id", "said", "did", "outcome", "article")
        read_only_fields = ("id",)
        extra_kwargs = {"id": {"help_text": "Within all points."}}


class WorkingConsultationSerializer(ConsultationRowSerializer):
    """A consultation as its department works on it."""

    status = serializers.ChoiceField(
        ConsultationStatus.choices, read_only=True, help_text="What was decided of it."
    )
    answer = Versions(required=False, help_text="The government's answer, in Markdown.")
    points = WorkingPointSerializer(many=True, read_only=True, help_text="Point by point.")

    class Meta(ConsultationRowSerializer.Meta):
        fields = (
            *ConsultationRowSerializer.Meta.fields,
            *("status", "version", "answer", "points"),
        )
        read_only_fields = tuple(each for each in fields if each != "answer")
        extra_kwargs = ConsultationRowSerializer.Meta.extra_kwargs | {
            "version": {"help_text": "Counts the changes."}
        }


@extend_schema_view(
    list=extend_schema(summary="Consultations of the own departments", description="All of them."),
    retrieve=extend_schema(summary="One consultation", description="With its answer as written."),
)
class WorkingConsultations(mixins.ListModelMixin, Work):
    scope = Scope.PUBLISH
    serializer_class = WorkingConsultationSerializer
    orders: Mapping[str, Order] = {"newest": Order("closes_at")}
    versioned: ClassVar[tuple[str, ...]] = ("partial_update", "add_point", "remove_point")
    queryset = Consultation.objects.none()

    def get_queryset(self):
        rows = Consultation.objects.managed_by(self.request.user).select_related("department")
        return rows.prefetch_related("translations", "points__article")

    @extend_schema(
        summary="Write the answer",
        description="Languages that are left out stay. Residents read it once it is published.",
        responses=WorkingConsultationSerializer,
    )
    def partial_update(self, request, pk: str):
        consultation = self.get_object()
        self.need("policies.change_consultation", consultation)
        seen = self.seen(consultation)
        asked = WorkingConsultationSerializer(consultation, data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        services.save_consultation(
            consultation,
            by=request.user,
            translations=_answers(consultation, asked.validated_data.get("answer", {})),
            seen_version=seen,
        )
        return self.shown(consultation)

    @extend_schema(
        summary="Add a point to the answer",
        operation_id="work_consultations_points_add",
        request=WorkingPointSerializer,
        responses={201: WorkingPointSerializer},
    )
    @action(detail=True, methods=["post"], url_path="points", url_name="points")
    def add_point(self, request, pk: str):
        consultation = self.get_object()
        self.need("policies.change_consultation", consultation)
        self.seen(consultation)
        asked = WorkingPointSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        point = self._point(consultation, dict(asked.validated_data))
        consultation.refresh_from_db()
        tag = {"ETag": entity_tags.of(consultation)}
        return Response(WorkingPointSerializer(point).data, 201, headers=tag)

    def _point(self, consultation: Consultation, asked: dict[str, Any]) -> Point:
        words = {name: asked.pop(name) for name in ("said", "did")}
        anchor = (asked.pop("article", None) or {}).get("anchor")
        articles = consultation.policy.articles
        article = get_object_or_404(articles, anchor=anchor) if anchor else None
        point = Point(consultation=consultation, article=article, **asked)
        return services.save_point(point, by=self.request.user, words=words)

    @extend_schema(
        summary="Take a point out of the answer",
        operation_id="work_consultations_points_remove",
        responses={204: OpenApiResponse(description="It is gone.")},
    )
    @action(
        detail=True,
        methods=["delete"],
        url_path="points/(?P<point>[1-9][0-9]{0,17})",
        url_name="point",
    )
    def remove_point(self, request, pk: str, point: str):
        consultation = self.get_object()
        self.need("policies.change_consultation", consultation)
        self.seen(consultation)
        services.delete_point(get_object_or_404(consultation.points, pk=point), by=request.user)
        return Response(status=204)

    def step(self, name: str, asked: dict) -> Response:
        """Publish the answer."""
        consultation = self.get_object()
        self.need("policies.publish_consultation", consultation)
        seen = self.seen(consultation)
        services.answer_consultation(consultation, by=self.request.user, seen_version=seen)
        return self.shown(consultation)


def _answers(consultation: Consultation, said: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The answer of each language version that there is; it brings no other into being."""
    there = {each.language for each in consultation.translations.all()}
    if set(said) - there:
        raise serializers.ValidationError(
            {"answer": {code: [_no_version()] for code in sorted(set(said) - there)}}
        )
    return {code: {"answer": words} for code, words in said.items()}


def _no_version() -> serializers.ErrorDetail:
    return serializers.ErrorDetail("", "does_not_exist")


add_steps(
    WorkingConsultations,
    step(
        "consultations",
        "answer",
        "Publish the answer",
        gives=WorkingConsultationSerializer,
        description="As it is written: as a whole, point by point, or both.",
    ),
)
