"""What is public, for everybody: programmes, measures, verified reports, indicators, notices."""

from collections.abc import Mapping

from django.db.models import Prefetch
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view

from infocenter.filtersets import ById, Since, departments
from portal.pagecache.clock import holds_until
from portal.rest.pages import Order
from portal.rest.views import PublicThings
from tracking.mirrored import public_notices
from tracking.models import (
    Indicator,
    Measure,
    Milestone,
    Observation,
    Programme,
    ProgressReport,
    Standing,
)
from tracking.serializers import (
    IndicatorSerializer,
    MeasureSerializer,
    NoticeSerializer,
    ProgrammeSerializer,
    ReportSerializer,
)
from tracking.states.measures import Health


class ProgrammeFilters(filters.FilterSet):
    """Programmes, by what they carry out."""

    department = departments()
    policy = ById("policy", "policy")
    updated_since = Since("programmes")


@extend_schema_view(
    list=extend_schema(summary="Public programmes", description="Work plans with their phases."),
    retrieve=extend_schema(summary="One programme", description="Its measures: `measures`."),
)
class Programmes(PublicThings):
    serializer_class = ProgrammeSerializer
    filterset_class = ProgrammeFilters
    queryset = Programme.objects.public().select_related("department").prefetch_related("phases")
    orders: Mapping[str, Order] = {"newest": Order("start"), "changed": Order("updated_at")}


class MeasureFilters(filters.FilterSet):
    """Measures, as on their page."""

    department = departments()
    programme = ById("programme", "programme")
    policy = ById("policy", "programme__policy")
    health = filters.MultipleChoiceFilter(
        method="of_health", choices=Health.choices, help_text="How they stand today."
    )
    updated_since = Since("measures")

    def of_health(self, rows, _name, values):
        """Those that stand so today."""
        if not values:
            return rows
        standing = Standing.objects.now().on(timezone.localdate()).filter(health__in=values)
        return rows.filter(pk__in=standing.values("measure"))


@extend_schema_view(
    list=extend_schema(summary="Public measures", description="Milestones, and how they stand."),
    retrieve=extend_schema(summary="One measure", description="Its plan, and how it stands."),
)
class Measures(PublicThings):
    serializer_class = MeasureSerializer
    filterset_class = MeasureFilters
    orders: Mapping[str, Order] = {
        "due": Order("due", descending=False),
        "newest": Order("pk"),
    }

    def get_queryset(self):
        return self.known(Measure.objects.public())

    @staticmethod
    def known(rows):
        """Measures with all that is said of them."""
        standings = Standing.objects.now().on(timezone.localdate())
        return rows.select_related("department").prefetch_related(
            "supporting",
            "depends_on",
            Prefetch("standings", standings, to_attr="now"),
            Prefetch("milestones", Milestone.objects.current(), to_attr="steps"),
        )

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        return holds_until(response)


class ReportFilters(filters.FilterSet):
    """Reports, by what they are on."""

    measure = ById("measure", "measure")
    programme = ById("programme", "measure__programme")
    department = departments("measure__department")
    updated_since = Since("reports")


@extend_schema_view(
    list=extend_schema(summary="Verified reports", description="Of public programmes."),
    retrieve=extend_schema(summary="One verified report", description="Claims and findings."),
)
class Reports(PublicThings):
    serializer_class = ReportSerializer
    filterset_class = ReportFilters
    queryset = ProgressReport.objects.public().prefetch_related("claims", "evidence")
    orders: Mapping[str, Order] = {"newest": Order("period_end")}


def observations() -> Prefetch:
    """The values of indicators that hold."""
    holding = Observation.objects.filter(replaced_at=None).order_by("on")
    return Prefetch("observations", holding, to_attr="known")


class IndicatorFilters(filters.FilterSet):
    """Indicators, by their measure."""

    measure = ById("measure", "measure")
    updated_since = Since("indicators")


@extend_schema_view(
    list=extend_schema(summary="Indicators", description="Of public measures, with their values."),
    retrieve=extend_schema(summary="One indicator", description="With its values."),
)
class Indicators(PublicThings):
    serializer_class = IndicatorSerializer
    filterset_class = IndicatorFilters
    queryset = Indicator.objects.filter(measure__programme__is_public=True).prefetch_related(
        observations()
    )


class NoticeFilters(filters.FilterSet):
    """Notices, by what they are about."""

    measure = ById("measure", "measure")
    department = departments()
    updated_since = Since("notices")


@extend_schema_view(
    list=extend_schema(summary="Public notices", description="Those that residents see."),
    retrieve=extend_schema(summary="One notice", description="With all that happened to it."),
)
class Notices(PublicThings):
    serializer_class = NoticeSerializer
    filterset_class = NoticeFilters
    orders: Mapping[str, Order] = {"newest": Order("opened_on")}

    def get_queryset(self):
        return public_notices().select_related("department").prefetch_related("steps")
