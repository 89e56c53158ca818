"""What is public, for everybody: policies, consultations with their results, answers."""

from collections.abc import Mapping

from django.db.models import Prefetch
from django.http import Http404
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.response import Response as Answered

from infocenter.filtersets import ById, Since, departments, topics
from infocenter.models import Document
from infocenter.serializers import HOME
from policies import consultation_figures
from policies.models import Consultation, Policy, PublishedAnswer, Response
from policies.serializers import (
    AnswerSerializer,
    ConsultationRowSerializer,
    ConsultationSerializer,
    PolicyRowSerializer,
    PolicySerializer,
    ResponseSerializer,
    ResultsSerializer,
)
from policies.states.policies import PolicyStatus
from portal.pagecache.clock import holds_until
from portal.rest.pages import Order
from portal.rest.views import PublicThings


def documents() -> Prefetch:
    """The documents of things, as far as residents see them."""
    public = Document.objects.filter(editions__is_current=True)
    return Prefetch("documents", public.only("pk"))


class PolicyFilters(filters.FilterSet):
    """Policies, as on their page."""

    status = filters.MultipleChoiceFilter(
        field_name="standing", choices=PolicyStatus.choices, help_text="The state today."
    )
    department = departments()
    topic = topics()
    updated_since = Since("policies")


@extend_schema_view(
    list=extend_schema(summary="Public policies", description="Without their articles."),
    retrieve=extend_schema(summary="One policy", description="With its articles and its life."),
)
class Policies(PublicThings):
    serializer_class = PolicySerializer
    filterset_class = PolicyFilters
    orders: Mapping[str, Order] = {"newest": Order("date"), "changed": Order("updated_at")}

    def get_queryset(self):
        rows = Policy.objects.public().as_of(timezone.localdate())
        rows = rows.select_related("department", "replaced_by")
        rows = rows.prefetch_related("supporting", "topics", "translations")
        if self.action == "list":
            return rows
        return rows.prefetch_related("articles__translations", "stages", documents())

    def get_serializer_class(self):
        return PolicyRowSerializer if self.action == "list" else PolicySerializer

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        return holds_until(response)


class ConsultationFilters(filters.FilterSet):
    """Consultations, by what they are on."""

    policy = ById("policy")
    department = departments()
    updated_since = Since("consultations")


@extend_schema_view(
    list=extend_schema(summary="Public consultations", description="Without their questions."),
    retrieve=extend_schema(summary="One consultation", description="What is asked, and answered."),
)
class Consultations(PublicThings):
    serializer_class = ConsultationSerializer
    filterset_class = ConsultationFilters
    lists = ("responses",)
    orders: Mapping[str, Order] = {"newest": Order("closes_at"), "changed": Order("updated_at")}

    def get_queryset(self):
        rows = Consultation.objects.public().select_related("department")
        rows = rows.prefetch_related("translations")
        if self.action != "retrieve":
            return rows
        return rows.prefetch_related("questions__choices", documents())

    def get_serializer_class(self):
        return ConsultationRowSerializer if self.action == "list" else self.serializer_class

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        return holds_until(response, Consultation.objects.next_change(timezone.now()))

    @extend_schema(
        summary="What a consultation found",
        description="Figures, once it has closed. Small numbers are hidden. Until then: 404.",
        responses=ResultsSerializer,
    )
    @action(detail=True, serializer_class=ResultsSerializer, has_fields=False)
    def results(self, request, pk: str):
        consultation = self.get_object()
        if not consultation.is_closed():
            raise Http404
        found = consultation_figures.results(consultation, HOME)
        return Answered(ResultsSerializer(found).data)

    @extend_schema(
        summary="Published responses",
        description="Those whose senders agreed, names masked.",
        responses=ResponseSerializer(many=True),
        operation_id="consultations_responses_list",
        filters=False,
    )
    @action(
        detail=True,
        orders={"first": Order("pk", descending=False)},
        filterset_class=None,
        serializer_class=ResponseSerializer,
    )
    def responses(self, request, pk: str):
        rows = Response.objects.published().filter(consultation=self.get_object())
        rows = self.paginate_queryset(rows.prefetch_related("replies"))
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)


class AnswerFilters(filters.FilterSet):
    """Answers, as on their page."""

    department = departments()
    topic = topics("topic")
    updated_since = Since("answers")


@extend_schema_view(
    list=extend_schema(summary="Published answers", description="To what residents have asked."),
    retrieve=extend_schema(summary="One published answer", description="Question and answer."),
)
class Answers(PublicThings):
    serializer_class = AnswerSerializer
    filterset_class = AnswerFilters
    queryset = (
        PublishedAnswer.objects.public()
        .select_related("department", "topic")
        .prefetch_related("translations", "policies", documents())
    )
    orders: Mapping[str, Order] = {"newest": Order("published_at")}
