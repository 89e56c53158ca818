"""How DRF's lists get their pages and filters, and how they are described."""

from collections.abc import Mapping

from django.http import QueryDict
from django_filters.rest_framework import DjangoFilterBackend, ModelMultipleChoiceFilter
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from portal.rest import pages
from portal.rest.pages import Order
from portal.rest.problems import of_parameters


class Keyset(BasePagination):
    """Pages by key; the view says its `orders`."""

    orders: Mapping[str, Order] = {}

    def paginate_queryset(self, queryset, request, view=None):
        self.page = pages.page(request, queryset, view.orders if view else self.orders)
        return self.page.rows

    def get_paginated_response(self, data) -> Response:
        response = Response({"results": data, "next": self.page.next})
        if self.page.next:
            response["Link"] = f'<{self.page.next}>; rel="next"'
        return response

    def get_paginated_response_schema(self, schema: dict) -> dict:
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {
                "results": {**schema, "description": "The rows of this page."},
                "next": {
                    "type": ["string", "null"],
                    "format": "uri",
                    "description": "The address of the next page; null at the end. Rows that are "
                    "added or removed meanwhile neither repeat nor skip others.",
                },
            },
        }


class Filtering(DjangoFilterBackend):
    """Filters of the address. What isn't right is said of the parameter, not of a body."""

    def filter_queryset(self, request, queryset, view):
        if not parameters_of(view.filterset_class).intersection(request.query_params):
            return queryset  # a form costs more than all the rest
        filterset = self.get_filterset(request, queryset, view)
        if filterset is None:
            return queryset
        if not filterset.is_valid():
            raise of_parameters(filterset.errors.as_data().items(), _by_name(filterset))
        return filterset.qs


def _by_name(filterset) -> set[str]:
    """The filters by things that there may be none of."""
    kind = ModelMultipleChoiceFilter
    return {name for name, each in filterset.filters.items() if isinstance(each, kind)}


def parameters_of(filterset_class) -> set[str]:
    """The names of the parameters that filters read."""
    return set(filterset_class.base_filters) if filterset_class else set()


def without(query: QueryDict, *names: str) -> QueryDict:
    """The parameters but for some."""
    left = query.copy()
    for each in names:
        left.pop(each, None)
    return left
