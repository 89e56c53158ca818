"""The API's description as a scanner can use it: with values that lead somewhere."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


def description(url: str, key: str, path: Path) -> Path:
    """Write it down: each address names a thing that is there, each question can be answered."""
    told = _json(f"{url}/api/v1/schema/?format=json", key)
    topic = _first(f"{url}/api/v1/topics/", key, "slug")
    for address, operation in _operations(told):
        before, brace, _rest = address.partition("{")
        there = {"topic": topic}
        if brace:
            name = _rest.partition("}")[0]
            there[name] = _first(url + before, key, name)
        else:
            there["cursor"] = _cursor(f"{url}{address}?limit=1", key)
        for each in operation.get("parameters", ()):
            each["schema"] = _simple(each.get("schema", {}), there.get(each["name"]))
        sent = operation.get("requestBody", {}).get("content", {})
        if "application/json" in sent:
            sent.pop("multipart/form-data", None)  # it would be sent as JSON
    _exemplify(told, topic)
    path.write_text(json.dumps(told))
    return path


def _operations(told: dict) -> Iterator[tuple[str, dict]]:
    for address, methods in told["paths"].items():
        yield from ((address, each) for each in methods.values() if isinstance(each, dict))


def _simple(schema: dict, value: str | None) -> dict:
    """One value instead of a list of them, which is the example's unless a better one is known."""
    example = (schema.get("examples") or ["1"])[0]
    simple = schema["items"] if schema.get("type") == "array" else schema
    example = example[0] if isinstance(example, list) else example
    return {"type": simple.get("type", "string"), "default": value or example}


def _exemplify(part, topic: str | None) -> None:
    """Of what is sent, put the example in place of anything; of kinds of values take the first."""
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        _exemplify(each, topic)
    if not isinstance(part, dict):
        return
    if topic and isinstance(part.get("topics"), dict) and "items" in part["topics"]:
        part["topics"]["items"] = {"type": "string", "default": topic}
    kinds = [each for name in ("oneOf", "anyOf", "allOf") for each in part.pop(name, None) or ()]
    if kinds:
        part.update(next((each for each in kinds if each.get("type") != "null"), {}))
    if isinstance(part.get("type"), list):
        part["type"] = next((each for each in part["type"] if each != "null"), "string")
    examples = part.get("examples")
    if isinstance(examples, list) and examples and not isinstance(examples[0], dict | list):
        part.setdefault("default", examples[0])


def _first(address: str, key: str, name: str) -> str | None:
    """What the first thing of a list is called."""
    rows = _rows(address, key).get("results") or [{}]
    found = rows[0].get(name, rows[0].get("id"))
    return None if found is None else str(found)


def _cursor(address: str, key: str) -> str | None:
    """Where a list goes on."""
    following = _rows(address, key).get("next") or ""
    return parse_qs(urlsplit(following).query).get("cursor", [None])[0]


def _rows(address: str, key: str) -> dict:
    try:
        found = _json(address, key)
    except urllib.error.HTTPError:
        return {}  # it isn't to be read, or has no such list
    return found if isinstance(found, dict) else {}


def _json(address: str, key: str) -> dict:
    headers = {"Authorization": f"Bearer {key}", "Accept": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
        return json.load(answer)
