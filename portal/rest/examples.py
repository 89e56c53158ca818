"""Examples in the description of the API: a likely value of each plain field and parameter."""

import re
from typing import Any

_BY_NAME = {
    "Idempotency-Key": "1f0f6f6e-6b0e-4a55-9a58-3f1a4a0f5b11",
    "If-Match": '"12.3"',
    "draft": "Dear resident, the lamp is repaired.",
    "kind": "document",
    "permissions": "infocenter.publish_document",
    "permission": "infocenter.publish_document",
    "account": "ic.system",
    "address": "/api/v1/documents/12/",
    "anchor": "article-1",
    "article": "article-1",
    "author": "ic.editor",
    "code": "IC",
    "cursor": "eyJhIjpbIjIwMjYtMDYtMDEiLDEyXX0",
    "department": "IC",
    "detail": "There is no department with this code.",
    "email": "information@example.org",
    "external_id": "registry-2026-0042",
    "file": "6f1c0a7e-plan.pdf",
    "key": "pm25",
    "language": "pt",
    "media_type": "application/pdf",
    "name": "plan.pdf",
    "next": "/api/v1/documents/?cursor=eyJhIjpbIjIwMjYtMDYtMDEiLDEyXX0",
    "number": "PR-2026-Q2",
    "officer": "pe.cases",
    "parameter": "department",
    "parent": "GM",
    "phone": "+853 0000 0000",
    "pointer": "/title/pt",
    "q": "flood gates",
    "reason": "The date in the table was wrong.",
    "resource": "documents",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "sheet": "2026",
    "slug": "water",
    "source": "Survey of the coast, 2026",
    "source_url": "https://example.org/survey",
    "status_reason": "Waiting for the survey.",
    "subject": "Street lamp",
    "text": "The gates close at 3.5 metres.",
    "title": "Rules of the flood gates",
    "topic": "water",
    "url": "https://example.org/plan.pdf",
    "value": "81.5",
    "verified_by": "Department of Statistics",
    "website": "https://example.org/",
    "words": "flood gates",
}
_BY_FORMAT = {
    "date": "2026-06-01",
    "date-time": "2026-06-01T09:30:00+08:00",
    "decimal": "81.5",
    "uri": "https://example.org/en/documents/12/",
}


def put(result, generator, request, public):
    """Give each plain field and parameter that has none an example; a hook of drf-spectacular."""
    for schema in result["components"]["schemas"].values():
        for name, field in schema.get("properties", {}).items():
            _put(name, field)
    for methods in result["paths"].values():
        for said in methods.values():
            for parameter in said.get("parameters", ()):
                _put(parameter["name"], parameter["schema"])
    return result


def _put(name: str, schema: dict) -> None:
    value = _of(name, schema)
    if value is not None and not {"example", "examples", "default"} & schema.keys():
        schema["examples"] = [value]


def _of(name: str, schema: dict) -> Any:
    """A value that the schema takes; None if nothing says what it may be."""
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = kind[0]
    if "enum" in schema:
        return next((each for each in schema["enum"] if each), None)
    if kind == "boolean":
        return True
    if kind in ("integer", "number"):
        return max(schema.get("minimum", 1), min(12, schema.get("maximum", 12)))
    if kind == "array":
        inner = _of(name.removesuffix("s"), schema["items"])
        return None if inner is None else [inner]
    if kind == "string":
        said = _BY_FORMAT.get(schema.get("format", ""), _BY_NAME.get(name))
        fits = re.compile(schema.get("pattern", ""))
        return next((each for each in (said, "12") if each and fits.search(each)), None)
    return None
