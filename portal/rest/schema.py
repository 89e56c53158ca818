"""The description of the API, made of the views and serializers themselves (OpenAPI 3.1)."""

import re
from functools import lru_cache

from django.utils.translation import override
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import force_instance
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from portal.rest.pages import MOST, USUAL
from portal.rest.problems import MEDIA_TYPE, STATUSES, TITLES


class ErrorSerializer(serializers.Serializer):
    """One thing that isn't right."""

    pointer = serializers.CharField(
        required=False, help_text="Where in the body, as a JSON pointer (RFC 6901): `#/title/pt`."
    )
    parameter = serializers.CharField(required=False, help_text="Which parameter of the address.")
    detail = serializers.CharField(help_text="What is wrong, in the caller's language.")
    code = serializers.CharField(help_text="The same for programs: `required`, `blank`, ...")


class ProblemSerializer(serializers.Serializer):
    """What went wrong, as RFC 9457 says it, in the language of `Accept-Language`."""

    type = serializers.CharField(help_text="Which kind of problem: an address that explains it.")
    title = serializers.CharField(help_text="The kind of problem in words.")
    status = serializers.IntegerField(help_text="The status code of the answer.")
    detail = serializers.CharField(required=False, help_text="What is wrong in this case.")
    errors = ErrorSerializer(many=True, required=False, help_text="Every single thing.")


class KeyScheme(OpenApiAuthenticationExtension):
    """How a key is sent."""

    target_class = "portal.rest.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema):
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A key of a service account, made in the administration and shown once. "
            "It does no more than its scopes and the roles of its account allow.",
        }


IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER,
    required=True,
    description="Any text that is new for each thing to be done, such as a UUID. Sent again, the "
    "same request is answered as it was, and not done twice.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "minLength": 1, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER,
    required=True,
    description="The `ETag` of what you have read. If it has been changed since: 412.",
)


class Description(AutoSchema):
    """Adds what holds everywhere: headers, pages, problems, and what security there is."""

    def get_override_parameters(self):
        found = []
        if self.method == "POST" and self._is_work():
            found.append(IDEMPOTENCY_KEY)
        if self._needs_version():
            found.append(IF_MATCH)
        return found

    def _get_parameters(self):
        found = super()._get_parameters()
        if self.method == "GET" and self._is_described_by_fields():
            found.append(self._fields_parameter())
        return sorted(found, key=lambda each: (each["in"], each["name"]))

    def _fields_parameter(self) -> dict:
        shown = self.get_response_serializers()
        if isinstance(shown, dict):
            shown = shown[200]
        shown = force_instance(shown)
        names = list(getattr(shown, "child", shown).fields)
        return {
            "name": "fields",
            "in": "query",
            "description": "Only these fields, parted by commas.",
            "style": "form",
            "explode": False,
            "schema": {
                "type": "array",
                "items": {"type": "string", "enum": names},
                "minItems": 1,
            },
            "example": names[:2],
        }

    def _is_work(self) -> bool:
        return hasattr(self.view, "scope")

    def _is_described_by_fields(self) -> bool:
        return getattr(self.view, "has_fields", True)

    def _needs_version(self) -> bool:
        return self._is_work() and self.view.action in getattr(self.view, "versioned", ())

    def _get_paginator_parameters_of_list(self) -> list[dict]:
        orders = list(self.view.orders)
        return [
            {
                "name": "cursor",
                "in": "query",
                "description": "A place in the list; `next` of the page before has it.",
                "schema": {"type": "string", "minLength": 1},
            },
            {
                "name": "limit",
                "in": "query",
                "description": f"Rows of a page; {USUAL} if nothing is said.",
                "schema": {"type": "integer", "minimum": 1, "maximum": MOST},
            },
            {
                "name": "sort",
                "in": "query",
                "description": f"The order; `{orders[0]}` if nothing is said.",
                "schema": {"type": "string", "enum": orders},
            },
        ]

    def _get_pagination_parameters(self):
        if not self._is_list_view() or not self.view.pagination_class:
            return []
        return self._get_paginator_parameters_of_list()

    def get_auth(self):
        if self._is_work():
            return [{"key": []}]
        return [{}, {"key": []}]

    def get_description(self) -> str:
        text = super().get_description()
        if self._is_work() and self.method:
            scopes = " or ".join(f"`{each}`" for each in self.view.scopes_for(_Asked(self.method)))
            text += f"\n\nNeeds a key with the scope {scopes}."
        return text.strip()

    def _get_response_bodies(self, direction="response"):
        found = super()._get_response_bodies(direction)
        for status in self._problems():
            if str(status) not in found:
                found[str(status)] = self._problem(status)
        return found

    def _problem(self, status: int) -> dict:
        told = self._get_response_for_code(ProblemSerializer, str(status), [MEDIA_TYPE])
        titles = [str(TITLES[code]) for code, each in STATUSES.items() if each == status]
        return told | {"description": " ".join(titles)}

    def _problems(self) -> list[int]:
        """The status codes with which this operation may fail."""
        found = {400, 401, 429}
        if "{" in self.path or self._get_pagination_parameters():
            found.add(404)
        if self._is_work():
            found.add(403)
        if self.method in ("POST", "PATCH", "PUT", "DELETE"):
            found |= {404, 409, 413, 415}
        if self.method == "POST":
            found.add(422)
        if self._needs_version():
            found |= {412, 428}
        return sorted(found | set(getattr(self.view, "problems", {}).get(self.view.action, ())))


class _Asked:
    """A request, as far as its scopes depend on it."""

    def __init__(self, method: str):
        self.method = method


@lru_cache(maxsize=1)
def description() -> dict:
    """The whole description, made once for each process: in English, as its sources are."""
    with override("en"):
        return SchemaGenerator().get_schema(request=None, public=True)


_EMPTY = {"type": "string", "maxLength": 0}


def only_ours(endpoints):
    """What is described: the versioned part."""
    return [each for each in endpoints if each[0].startswith("/api/v1/")]


def thin(result, generator, request, public):
    """Nothing is promised to be there in answers of which `fields=` leaves something out."""
    schemas = result["components"]["schemas"]
    for methods in result["paths"].values():
        for said in methods.values():
            body = said.get("requestBody", {})
            if len(body.get("content", ())) > 1:  # with files or without: something is needed
                body["required"] = True
            if any(each["name"] == "fields" for each in said.get("parameters", ())):
                answer = said["responses"]["200"]["content"]["application/json"]["schema"]
                _row(schemas, answer).pop("required", None)
    return result


def no_nul(result, generator, request, public):
    """Texts that are sent hold no NUL; those that can't be empty hold more than spaces."""
    for name, schema in result["components"]["schemas"].items():
        _join_texts(schema)
        if name.endswith("Request"):
            _refuse_nul(schema)
    return result


def _join_texts(schema: dict) -> None:
    """A text whose pattern allows nothing is one text, and not one or another."""
    for name, each in schema.get("properties", {}).items():
        several = each.get("oneOf", ())
        pattern = several[0].get("pattern", "x") if len(several) == 2 else "x"
        if _EMPTY in several and re.fullmatch(pattern, ""):
            rest = {key: said for key, said in each.items() if key != "oneOf"}
            schema["properties"][name] = several[0] | rest


def _refuse_nul(schema: dict) -> None:
    is_plain = schema.get("type") == "string" and not {"format", "enum", "pattern"} & set(schema)
    if is_plain:
        needed = schema.get("minLength", 0) > 0
        schema["pattern"] = (
            r"^[^\u0000]*[^\s\u0000\u001c-\u001f\u0085][^\u0000]*$" if needed else r"^[^\u0000]*$"
        )
    inner = [*schema.get("properties", {}).values(), schema.get("items"), *schema.get("oneOf", ())]
    for each in inner:
        if isinstance(each, dict):
            _refuse_nul(each)


def _row(schemas: dict, schema: dict) -> dict:
    """What one row of an answer is."""
    while True:
        if "$ref" in schema:
            schema = schemas[schema["$ref"].rsplit("/", 1)[1]]
        elif schema.get("type") == "array":
            schema = schema["items"]
        elif "results" in schema.get("properties", {}):
            schema = schema["properties"]["results"]
        else:
            return schema
