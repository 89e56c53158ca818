"""What is public, for everybody: departments, topics, documents and their editions, datasets."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import ClassVar

from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from infocenter import reading
from infocenter.filtersets import DatasetFilters, DocumentFilters
from infocenter.models import Edition, EditionDataset, Topic
from infocenter.serializers import (
    HOME,
    DatasetRowSerializer,
    DatasetSerializer,
    DepartmentSerializer,
    DocumentRowSerializer,
    DocumentSerializer,
    TopicSerializer,
)
from portal.organisation.models import Department
from portal.pagecache import fragments
from portal.rest.pages import Order
from portal.rest.problems import Problem
from portal.rest.schema import ProblemSerializer
from portal.rest.views import Public, PublicThings


@extend_schema_view(
    list=extend_schema(summary="All departments", description="Departments that are active."),
    retrieve=extend_schema(summary="One department", description="By its code."),
)
class Departments(PublicThings):
    queryset = Department.objects.active().select_related("parent")
    serializer_class = DepartmentSerializer
    lookup_field = "code"
    lookup_value_regex = "[A-Z][A-Z0-9-]{0,11}"
    orders: Mapping[str, Order] = {"code": Order("code", descending=False)}


@extend_schema_view(
    list=extend_schema(summary="All topics", description="Subjects under which things are found."),
    retrieve=extend_schema(summary="One topic", description="By its `slug`."),
)
class Topics(PublicThings):
    queryset = Topic.objects.all()
    serializer_class = TopicSerializer
    lookup_field = "slug"
    lookup_value_regex = "[A-Za-z0-9_-]{1,50}"
    orders: Mapping[str, Order] = {"position": Order("position", descending=False)}


Places = list[tuple[int, int]]
GONE = OpenApiResponse(
    ProblemSerializer, "It was public, and was taken down: `withdrawn_at`, and perhaps `reason`."
)


@extend_schema_view(
    list=extend_schema(
        summary="Public documents",
        description="Each as its current edition has it, without its long text.",
    )
)
class Documents(Public):
    serializer_class = DocumentRowSerializer
    filterset_class = DocumentFilters
    queryset = Edition.objects.current()
    orders: Mapping[str, Order] = {
        "newest": Order("date", "document_id"),
        "oldest": Order("date", "document_id", descending=False),
        "changed": Order("published_at", "document_id"),
    }
    problems: ClassVar[Mapping[str, Collection[int]]] = {"retrieve": [410], "editions": [410]}

    def list(self, request, *args, **kwargs):
        rows = self.filter_queryset(self.get_queryset())
        places = self._places(rows)
        texts = fragments.rows("api document", places, "", self._made)
        if "fields" in request.query_params:
            return self._thinned([json.loads(each) for each in texts])
        return self._joined(texts)

    def _places(self, rows) -> Places:
        """(edition, whether it is superseded) of a page; the rest of a row never changes."""
        order = self.orders[self._sort()]
        columns = ("pk", "is_superseded", order.field, order.unique)
        found = self.paginate_queryset(rows.values_list(*columns))
        return [(edition, int(superseded)) for edition, superseded, *_place in found]

    def _sort(self) -> str:
        sort = self.request.query_params.get("sort", "")
        return sort if sort in self.orders else next(iter(self.orders))

    def _made(self, ids: Collection[int]) -> dict[int, str]:
        """The JSON of rows: made once, and kept as long as no name in it changes."""
        found = reading.listed(Edition.objects.filter(pk__in=ids))
        rows = DocumentRowSerializer(found, many=True).data
        return {
            each.pk: json.dumps(row, cls=JSONEncoder, ensure_ascii=False, separators=(",", ":"))
            for each, row in zip(found, rows, strict=True)
        }

    def _thinned(self, rows: Iterable[dict]) -> Response:
        kept = [*self.get_serializer().fields]
        thin = [{name: row[name] for name in kept} for row in rows]
        return self.get_paginated_response(thin)

    def _joined(self, texts: Iterable[str]) -> HttpResponse:
        following = self.paginator.page.next
        body = f'{{"results":[{",".join(texts)}],"next":{json.dumps(following)}}}'
        response = HttpResponse(body, content_type="application/json")
        if following:
            response["Link"] = f'<{following}>; rel="next"'
        return response

    @extend_schema(
        summary="One document",
        description="Its current edition, whole.",
        responses={200: DocumentSerializer, 410: GONE},
    )
    def retrieve(self, request, pk: str):
        return self._whole(reading.current(int(pk), HOME), int(pk))

    @extend_schema(
        summary="All editions of a document",
        description="The newest first, without their long texts.",
        operation_id="documents_editions_list",
        responses={200: DocumentRowSerializer(many=True), 410: GONE},
        filters=False,
    )
    @action(detail=True, pagination_class=None)
    def editions(self, request, pk: str):
        found = reading.editions(int(pk))
        if not found:
            raise self._absent(int(pk))
        return Response(self.get_serializer(found, many=True).data)

    @extend_schema(
        summary="One edition of a document",
        description="As it was published, whole.",
        responses={200: DocumentSerializer, 410: GONE},
    )
    @action(detail=True, url_path="editions/(?P<number>[1-9][0-9]{0,8})", url_name="edition")
    def edition(self, request, pk: str, number: str):
        return self._whole(reading.numbered(int(pk), int(number), HOME), int(pk))

    def get_serializer_class(self):
        whole = self.action in ("retrieve", "edition")
        return DocumentSerializer if whole else DocumentRowSerializer

    def _whole(self, edition: reading.Published | None, document_id: int) -> Response:
        if edition is None:
            raise self._absent(document_id)
        serializer = self.get_serializer(edition)
        serializer.context["bodies"] = reading.bodies(edition)
        serializer.context["changes"] = reading.changes(document_id)
        return Response(serializer.data)

    def _absent(self, document_id: int) -> Exception:
        gone = reading.gone(document_id)
        if gone is None:
            return Http404()
        reason = {code: words for code, words in gone.reasons.items() if words}
        return Problem("gone", withdrawn_at=gone.at.isoformat(), reason=reason)


@extend_schema_view(
    list=extend_schema(summary="Tables that can be asked", description="Of public documents."),
    retrieve=extend_schema(summary="One table", description="With its columns."),
)
class Datasets(PublicThings):
    serializer_class = DatasetSerializer
    filterset_class = DatasetFilters
    lookup_field = "dataset_id"
    lookup_url_kwarg = "pk"
    orders: Mapping[str, Order] = {"newest": Order("edition__date", "dataset_id")}

    def get_queryset(self):
        rows = EditionDataset.objects.public()
        return rows.select_related("dataset", "table", "edition__department").prefetch_related(
            "edition__translations", "table__columns"
        )

    def get_serializer_class(self):
        return DatasetRowSerializer if self.action == "list" else DatasetSerializer
