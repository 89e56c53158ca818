"""Questions that everybody may ask: of the search, and of tables."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.http import Http404, QueryDict
from django.utils.translation import get_language, override
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.response import Response

from infocenter import searching
from infocenter.datasets import answers, asking, page, published
from infocenter.datasets.answers import Unanswered
from infocenter.search.orders import SORTS
from infocenter.serializers import HOME, FoundSerializer, RowsSerializer
from infocenter.states import DocumentType, Format
from portal import languages
from portal.context_processors import origin
from portal.rest.parameters import number
from portal.rest.problems import Problem
from portal.rest.schema import ProblemSerializer
from portal.rest.views import Public
from portal.throttling import network_of

FURTHEST = 10_000  # results: nobody turns further pages
SOME_TEXT = {"type": "string", "minLength": 1}
MANY: dict[str, Any] = {"many": True, "required": False}


class Search(Public):
    """What is public and answers a question best."""

    serializer_class = FoundSerializer
    has_fields = False
    parameters: ClassVar = {
        "read": ["q", "lang", "after", "sort", "type", "topic", "department", "year", "format",
                 "language"],
    }  # fmt: skip

    @extend_schema(
        summary="Search",
        operation_id="search",
        description="Over everything public, with the filters of the page. "
        "Quoted words must stand together.",
        parameters=[
            OpenApiParameter("q", SOME_TEXT, description="The question."),
            OpenApiParameter(
                "lang", str, enum=languages.CODES, description="The language of who asks."
            ),
            OpenApiParameter(
                "after",
                {"type": "integer", "minimum": 0, "maximum": FURTHEST},
                description="How many results to leave out.",
            ),
            OpenApiParameter("sort", str, enum=SORTS, description="The order."),
            OpenApiParameter("type", str, enum=DocumentType.values, **MANY, description="Sorts."),
            OpenApiParameter("format", str, enum=Format.values, **MANY, description="Formats."),
            OpenApiParameter(
                "language", str, enum=languages.CODES, **MANY, description="Languages of texts."
            ),
        ],
        responses=FoundSerializer,
    )
    def read(self, request):
        language = _language_of(request.query_params)
        number(request, "after", 0, 0, FURTHEST)
        asked = searching.read(_copied(request.query_params, "lang"), language)
        if asked.filters.problems:
            raise Problem("invalid", " ".join(asked.filters.problems))
        found = searching.results(asked, language) if asked.question else searching.search.Results()
        context = {"address": lambda after: _next(request, after)}
        response = Response(FoundSerializer(found, context=context).data)
        if found.provisional:
            response["Cache-Control"] = "no-store"
        return response


def _language_of(query) -> str:
    said = query.get("lang") or HOME
    if said not in languages.CODES:
        raise Problem(
            "invalid", errors=[{"parameter": "lang", "detail": said[:20], "code": "invalid"}]
        )
    return said


def _copied(query: QueryDict, *without: str) -> QueryDict:
    left = query.copy()
    for each in without:
        left.pop(each, None)
    return left


def _next(request, after: int) -> str:
    query = _copied(request.query_params, "after")
    query["after"] = str(after)
    return f"{origin(request)}{request.path}?{query.urlencode()}"


class Rows(Public):
    """Questions to a table: in the same words as on its page."""

    serializer_class = RowsSerializer
    has_fields = False
    problems: ClassVar[Mapping[str, Collection[int]]] = {"read": [404, 422, 503]}

    def known_parameters(self):
        return set(self.request.query_params)  # columns of the table: `asking` says what is wrong

    @extend_schema(
        summary="Rows of a table",
        operation_id="datasets_rows",
        description="Filtered, grouped, summed up and sorted: `station.is=North`, `pm25.ge=30`, "
        "`q=words`, `group=date.month`, `show=mean.pm25`, `sort=-date`, `columns=date`, `page=2`. "
        "Times are in the zone of the file.",
        parameters=[
            OpenApiParameter(
                "page",
                {"type": "integer", "minimum": 1, "maximum": asking.FURTHEST},
                description="Which page, from 1.",
            )
        ],
        responses={200: RowsSerializer, 503: OpenApiResponse(ProblemSerializer, "Ask again.")},
    )
    def read(self, request, pk: str):
        language = get_language() or HOME
        shown = published.of(int(pk), HOME)
        if shown is None:
            raise Http404
        asked = asking.read(request.query_params, shown.source.columns, HOME)
        if asked.problems:
            raise Problem("invalid", " ".join(asked.problems))
        try:
            answer = answers.run(shown.source, asked.query, who=network_of(request))
        except Unanswered as why:
            raise _unanswered(why, language) from why
        told = {"names": answer.names, "rows": answer.rows, "total": answer.total}
        return Response(told | {"page": asked.query.page})


def _unanswered(why: Unanswered, language: str) -> Problem:
    with override(language):
        told = str(page.explained(why, language))
    later = why.retry_after or why.code in ("missing", "failed")
    headers = {"Retry-After": str(why.retry_after)} if why.retry_after else {}
    return Problem("later" if later else "unanswerable", told, headers=headers)
