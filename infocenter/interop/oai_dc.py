"""A document in Dublin Core, as OAI-PMH asks for it."""

from collections.abc import Iterator

from infocenter import addresses, labels
from infocenter.detail import LICENCE_ADDRESSES, file_address
from infocenter.interop.xml import element
from infocenter.reading import Published
from portal import languages

SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_OPEN = (
    f'<oai_dc:dc xmlns:oai_dc="{NAMESPACE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    f'xsi:schemaLocation="{NAMESPACE} {SCHEMA}">'
)


def written(edition: Published, origin: str) -> str:
    """The element `oai_dc:dc`."""
    return f"{_OPEN}{''.join(_elements(edition, origin))}</oai_dc:dc>"


def _elements(edition: Published, origin: str) -> Iterator[str]:
    codes = [code for code in languages.CODES if code in edition.versions]
    for code in codes:
        yield element("dc:title", edition.versions[code].title, xml_lang=languages.bcp47(code))
    for code in codes:
        department = labels.departments(code)[edition.department_id].name
        yield element("dc:publisher", department, xml_lang=department.lang)
    for code in codes:
        for pk, topic in labels.topics(code).items():
            if pk in edition.topics:
                yield element("dc:subject", topic.name, xml_lang=topic.name.lang)
    for code in codes:
        version = edition.versions[code]
        if version.summary or version.teaser:
            said = version.summary or version.teaser
            yield element("dc:description", said, xml_lang=languages.bcp47(code))
    yield element("dc:date", edition.date.isoformat())
    yield element("dc:type", labels.types("en")[edition.type], xml_lang="en")
    yield from _addresses(edition, origin, codes)
    for code in codes:
        yield element("dc:language", languages.bcp47(code))
    if edition.source or edition.source_url:
        yield element("dc:source", edition.source_url or edition.source)
    yield element("dc:rights", LICENCE_ADDRESSES.get(edition.licence, edition.licence))


def _addresses(edition: Published, origin: str, codes: list[str]) -> Iterator[str]:
    for code in codes:
        yield element("dc:identifier", origin + addresses.document(edition.document_id, code))
    if edition.number:
        yield element("dc:identifier", edition.number)
    base = addresses.document(edition.document_id, codes[0])
    for file in edition.files:
        yield element("dc:relation", origin + file_address(file, base))
    for media_type in dict.fromkeys(file.media_type for file in edition.files):
        yield element("dc:format", media_type)
