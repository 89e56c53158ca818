"""Every plain field and parameter of the API has an example, which is what it says it is."""

import re

from jsonschema import Draft202012Validator

from portal.rest.schema import description

PLAIN = {"string", "integer", "number", "boolean"}


def plain_fields():
    told = description()
    for name, schema in told["components"]["schemas"].items():
        for field, said in schema.get("properties", {}).items():
            yield f"{name}.{field}", said
    for path, methods in told["paths"].items():
        for method, said in methods.items():
            for each in said.get("parameters", ()):
                yield f"{method} {path} {each['name']}", each["schema"]


def test_examples_are_there_and_fit():
    missing, wrong = [], []
    for where, schema in plain_fields():
        kind = schema.get("type")
        kind = kind[0] if isinstance(kind, list) else kind
        given = schema.get("examples", [])
        if kind in PLAIN and schema.get("format") != "binary" and "default" not in schema:
            missing += [where] if not (given or "example" in schema) else []
        wrong += [where for each in given if not Draft202012Validator(schema).is_valid(each)]
    assert (missing, wrong) == ([], [])


def test_every_set_of_values_has_a_name_that_says_what_it_is():
    """Where two sets would get the same name, the generator makes one of their hashes."""
    named = [
        name for name, each in description()["components"]["schemas"].items() if "enum" in each
    ]
    assert "EventStatus" in named
    assert [name for name in named if re.search(r"[0-9A-F]{3}Enum$", name)] == []
