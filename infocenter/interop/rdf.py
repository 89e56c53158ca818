"""Triples, and how they are written in Turtle, RDF/XML and JSON-LD.

Written by ourselves: a library would cost each web process 30 MB and the second in which it loads,
and take twenty times as long for a page. Tests read all three with one and find the same graph.
"""

import json
import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

from infocenter.interop import xml

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TYPE = "rdf:type"


class Address(str):
    """A thing that has an address, in full: never `dct:title`."""

    __slots__ = ()


class Literal(NamedTuple):
    """Words in a language, or a value of a type such as `xsd:date`."""

    text: str
    lang: str = ""
    datatype: str = ""


class Triple(NamedTuple):
    """Something said: of what, by which property (`dct:title`), and what."""

    subject: str
    property: str
    object: Address | Literal


def full(name: str) -> str:
    """`dct:title` as an address."""
    prefix, _colon, rest = name.partition(":")
    return PREFIXES[prefix] + rest


def address(text: str) -> Address:
    """An address from words: what may not stand in one is escaped."""
    return Address(quote(text, safe="%/:?#[]@!$&'()*+,;=-._~"))


def gathered(triples: Iterable[Triple]) -> dict[str, dict[str, list[Address | Literal]]]:
    """What is said of each thing, by property, each once."""
    found: dict[str, dict[str, dict[Address | Literal, None]]] = {}
    for subject, name, thing in triples:
        found.setdefault(subject, {}).setdefault(name, {})[thing] = None
    return {of: {name: [*each] for name, each in said.items()} for of, said in found.items()}


# --- Turtle --------------------------------------------------------------------------------------

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f]')
_HALVES = re.compile("[\ud800-\udfff]")


def turtle(triples: Iterable[Triple]) -> str:
    """Turtle 1.1."""
    lines = [f"@prefix {name}: <{there}> ." for name, there in PREFIXES.items()]
    for subject, said in gathered(triples).items():
        things = [
            f"    {'a' if name == TYPE else name} {', '.join(map(_turtle, objects))}"
            for name, objects in said.items()
        ]
        lines.append(f"\n<{subject}>\n" + " ;\n".join(things) + " .")
    return "\n".join(lines) + "\n"


def _turtle(thing: Address | Literal) -> str:
    if isinstance(thing, Address):
        return f"<{thing}>"
    text = _ESCAPED.sub(_escape, _HALVES.sub("", thing.text))
    if thing.lang:
        return f'"{text}"@{thing.lang}'
    return f'"{text}"^^{thing.datatype}' if thing.datatype else f'"{text}"'


def _escape(found: re.Match) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"


# --- RDF/XML -------------------------------------------------------------------------------------


def rdf_xml(triples: Iterable[Triple]) -> str:
    """RDF 1.1 XML."""
    spaces = "".join(f' xmlns:{name}="{there}"' for name, there in PREFIXES.items())
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n', f"<rdf:RDF{spaces}>\n"]
    for subject, said in gathered(triples).items():
        parts.append(f"<rdf:Description rdf:about={xml.value(subject)}>")
        parts += (_xml(name, each) for name, objects in said.items() for each in objects)
        parts.append("</rdf:Description>\n")
    return "".join(parts) + "</rdf:RDF>\n"


def _xml(name: str, thing: Address | Literal) -> str:
    if isinstance(thing, Address):
        return f"<{name} rdf:resource={xml.value(thing)}/>"
    if thing.lang:
        return xml.element(name, thing.text, xml_lang=thing.lang)
    if thing.datatype:
        return xml.element(name, thing.text, rdf_datatype=full(thing.datatype))
    return xml.element(name, thing.text)


# --- JSON-LD -------------------------------------------------------------------------------------


def json_ld(triples: Iterable[Triple]) -> str:
    """JSON-LD 1.1: one object for each thing, properties with prefixes."""
    graph = []
    for subject, said in gathered(triples).items():
        node: dict = {"@id": subject}
        for name, objects in said.items():
            if name == TYPE:
                node["@type"] = [each for each in objects if isinstance(each, Address)]
            else:
                node[name] = [_json(each) for each in objects]
        graph.append(node)
    return json.dumps({"@context": PREFIXES, "@graph": graph}, ensure_ascii=False)


def _json(thing: Address | Literal) -> dict[str, str]:
    if isinstance(thing, Address):
        return {"@id": thing}
    text = {"@value": _HALVES.sub("", thing.text)}
    if thing.lang:
        return text | {"@language": thing.lang}
    return text | {"@type": thing.datatype} if thing.datatype else text
