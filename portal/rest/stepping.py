"""Operations that are one step of a workflow each: `POST .../{id}/publish/`."""

from collections.abc import Callable

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser


class Nothing(serializers.Serializer):
    """An empty object: the step needs to know nothing more."""


def step(
    resource: str,
    name: str,
    summary: str,
    *,
    takes: type[serializers.Serializer] = Nothing,
    gives: type[serializers.Serializer],
    description: str = "",
    parsers: tuple | None = None,
) -> Callable:
    """A method of a view for the step `name`: it calls the view's `step(name, asked)`."""

    def act(self, request, pk: str):
        asked = takes(data=request.data, context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        return self.step(name, asked.validated_data)

    act.__name__ = name.replace("-", "_")
    act.__doc__ = description or summary
    options = {"parser_classes": parsers} if parsers else {}
    offered = action(detail=True, methods=["post"], url_path=name, url_name=name, **options)(act)
    return extend_schema(
        summary=summary,
        description=description or f"{summary}.",
        operation_id=f"work_{resource}_{act.__name__}",
        request={each.media_type: takes for each in parsers or (JSONParser,)},
        responses=gives,
    )(offered)


def add_steps(view: type, *steps: Callable) -> None:
    """Give a view its steps. All of them need the version that was read."""
    for each in steps:
        setattr(view, each.__name__, each)
    view.versioned = (*getattr(view, "versioned", ()), *(each.__name__ for each in steps))  # type: ignore[attr-defined]
