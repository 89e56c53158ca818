"""The description of the API as a page shows it: sections of operations, in plain rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString

from portal.markup import filled, joined
from portal.rest.schema import description

_CODE = re.compile("`([^`]+)`")
_METHODS = ("get", "post", "put", "patch", "delete")
_DEEPEST = 3  # of objects within objects that are shown; the description itself has all


@dataclass(frozen=True)
class Row:
    """A parameter or a field."""

    name: str
    kind: str
    text: str
    is_required: bool = False

    @property
    def words(self) -> SafeString:
        """The text with its `code` marked up."""
        parts = _CODE.split(self.text)  # every other one is code
        parts[1::2] = [filled("<code>{}</code>", each) for each in parts[1::2]]
        return joined(parts)


@dataclass(frozen=True)
class Operation:
    """Something that can be asked or done."""

    id: str
    method: str
    path: str
    summary: str
    text: str
    needs_key: bool
    parameters: list[Row]
    takes: list[Row]
    takes_as: list[str]
    gives: list[Row]
    statuses: list[tuple[str, str]]


@dataclass
class Section:
    """The operations on one sort of things."""

    name: str
    operations: list[Operation] = field(default_factory=list)


@lru_cache(maxsize=1)
def sections() -> list[Section]:
    """All operations, by what they are about."""
    told = description()
    found: dict[str, Section] = {}
    for path, methods in told["paths"].items():
        for method in _METHODS:
            if method in methods:
                name = _section(path)
                each = _operation(told, path, method, methods[method])
                found.setdefault(name, Section(name)).operations.append(each)
    return list(found.values())


def _section(path: str) -> str:
    parts = path.split("/")[3:]
    return "/".join(parts[:2]) if parts[0] == "work" else parts[0]


def _operation(told: Mapping, path: str, method: str, said: Mapping) -> Operation:
    body: Mapping[str, Any] = said.get("requestBody", {}).get("content", {})
    good: Mapping[str, Any] = next(
        (each for code, each in said["responses"].items() if code < "3"), {}
    )
    answer = _first(good.get("content", {}))
    return Operation(
        id=said["operationId"],
        method=method.upper(),
        path=path,
        summary=said.get("summary", ""),
        text=said.get("description", ""),
        needs_key=said.get("security") == [{"key": []}],
        parameters=[_parameter(told, each) for each in said.get("parameters", ())],
        takes=_fields(told, _first(body).get("schema", {})),
        takes_as=list(body),
        gives=_fields(told, answer.get("schema", {})),
        statuses=[(code, each.get("description", "")) for code, each in said["responses"].items()],
    )


def _first(contents: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first of several media types: they say the same."""
    return next(iter(contents.values()), {})


def _parameter(told: Mapping, said: Mapping) -> Row:
    place = {"path": " (in the address)", "header": " (header)"}.get(said["in"], "")
    return Row(
        said["name"],
        _kind(told, said["schema"]) + place,
        said.get("description", ""),
        said.get("required", False),
    )


def _resolved(told: Mapping, schema: Mapping) -> Mapping:
    while "$ref" in schema or "allOf" in schema:
        more = {key: each for key, each in schema.items() if key not in ("$ref", "allOf")}
        if "$ref" in schema:
            schema = {**told["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], **more}
        else:
            schema = {**schema["allOf"][0], **more}
    return schema


def _fields(told: Mapping, schema: Mapping, prefix: str = "", depth: int = 0) -> list[Row]:
    schema = _resolved(told, schema)
    if schema.get("type") == "array":
        return _fields(told, schema["items"], f"{prefix}[].", depth)
    rows = []
    for name, each in schema.get("properties", {}).items():
        whole = _resolved(told, each)
        needed = name in schema.get("required", ())
        rows.append(Row(prefix + name, _kind(told, each), whole.get("description", ""), needed))
        if depth < _DEEPEST and not _is_words(whole):
            inner = whole["items"] if whole.get("type") == "array" else whole
            mark = "[]." if whole.get("type") == "array" else "."
            rows += _fields(told, inner, f"{prefix}{name}{mark}", depth + 1)
    return rows


def _is_words(schema: Mapping) -> bool:
    return "zh-hant" in schema.get("properties", {})


def _kind(told: Mapping, schema: Mapping) -> str:
    whole = _resolved(told, schema)
    if _is_words(whole):
        return "text by language"
    if "enum" in whole:
        return " | ".join(str(each) for each in whole["enum"])
    for several in ("oneOf", "anyOf"):
        if several in whole:
            return " | ".join(dict.fromkeys(_kind(told, each) for each in whole[several]))
    said: Any = whole.get("type", "any")
    name = " | ".join(said) if isinstance(said, list) else said
    if name == "array":
        return f"list of {_kind(told, whole['items'])}"
    return f"{name} ({whole['format']})" if "format" in whole else name
