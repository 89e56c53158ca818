"""The own departments' measures, and what their indicators show."""

from __future__ import annotations  # a method is called `list`

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import (
    extend_schema,
    extend_schema_field,
    extend_schema_view,
)
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from portal.rest.fields import Words
from portal.rest.pages import Order
from portal.rest.states import Scope
from portal.rest.views import Work
from tracking import services
from tracking.api.reading import Measures, observations
from tracking.models import Indicator, Measure
from tracking.serializers import (
    IndicatorSerializer,
    MeasureSerializer,
    ObservationSerializer,
)
from tracking.services.writing import columns


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
