"""The catalogue as DCAT-AP 3 has it: documents are datasets, files and tables distributions."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from infocenter import addresses, labels, reading
from infocenter.datasets import published
from infocenter.detail import file_address
from infocenter.detail import licence as licence_words
from infocenter.interop import offered, vocabularies
from infocenter.interop.rdf import TYPE, Address, Literal, Triple, address, full
from infocenter.reading import File, Published
from portal import languages
from portal.context_processors import site_name

PAGE = 100  # datasets
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"


@dataclass(frozen=True)
class Writer:
    """Says things below one address of the site."""

    origin: str

    @property
    def catalog(self) -> Address:
        return Address(f"{self.origin}/catalog")

    def part(self, name: str) -> Address:
        """Something that the catalogue has beside its datasets."""
        return address(f"{self.catalog}#{name}")

    def dataset(self, document_id: int) -> Address:
        return Address(f"{self.catalog}/documents/{document_id}")


def catalogue(origin: str, form: str, after: int = 0) -> list[Triple]:
    """A page of the catalogue: the datasets of documents whose number comes after `after`."""
    writer = Writer(origin)
    rows = offered.editions().filter(document_id__gt=after).order_by("document_id")
    editions = reading.listed(rows[: PAGE + 1])
    page = editions[:PAGE]
    last = page[-1].document_id if len(editions) > PAGE else None
    total = offered.editions().count()
    return [
        *_catalogue(writer, page),
        *_paging(writer, form, after, last, total),
        *(each for edition in page for each in _dataset(writer, edition)),
        *_shared(writer, page),
    ]


def document(document_id: int, origin: str) -> list[Triple] | None:
    """One dataset with all that belongs to it; None if there is none."""
    found = reading.listed(offered.editions().filter(document_id=document_id))
    if not found:
        return None
    writer = Writer(origin)
    return [*_dataset(writer, found[0]), *_shared(writer, found)]


# --- The catalogue itself ------------------------------------------------------------------------


def _catalogue(writer: Writer, editions: list[Published]) -> Iterator[Triple]:
    at, publisher = writer.catalog, writer.part("publisher")
    yield from _is(at, "dcat:Catalog")
    yield from _is(publisher, "foaf:Agent")
    for code in languages.CODES:
        name = Literal(site_name(code), languages.bcp47(code))
        with override(code):
            said = _("What the administration has published, with its history and files.")
        yield Triple(at, "dct:title", name)
        yield Triple(at, "dct:description", Literal(said, name.lang))
        yield Triple(publisher, "foaf:name", name)
    yield Triple(at, "dct:publisher", publisher)
    for there in dict.fromkeys(vocabularies.LANGUAGES.values()):
        yield from _linked(at, "dct:language", there, "dct:LinguisticSystem")
    yield from _linked(at, "foaf:homepage", f"{writer.origin}/", "foaf:Document")
    scheme = writer.part("topics")
    yield from _linked(at, "dcat:themeTaxonomy", scheme, "skos:ConceptScheme")
    with override("en"):
        yield Triple(scheme, "dct:title", Literal(_("Topics"), "en"))
    if editions:
        newest = max(each.published_at for each in editions)
        yield Triple(at, "dct:modified", Literal(newest.isoformat(), datatype="xsd:dateTime"))
    for edition in editions:
        yield Triple(at, "dcat:dataset", writer.dataset(edition.document_id))


def _paging(
    writer: Writer, form: str, after: int, last: int | None, total: int
) -> Iterator[Triple]:
    """Where the catalogue goes on (Hydra)."""
    first = Address(f"{writer.catalog}.{form}")
    here = Address(f"{first}?after={after}") if after else first
    yield from _is(here, "hydra:PartialCollectionView")
    yield from _is(writer.catalog, "hydra:Collection")
    yield Triple(writer.catalog, "hydra:totalItems", Literal(str(total), datatype="xsd:integer"))
    yield Triple(writer.catalog, "hydra:view", here)
    yield Triple(here, "hydra:first", first)
    if last is not None:
        yield Triple(here, "hydra:next", Address(f"{first}?after={last}"))


def _shared(writer: Writer, editions: list[Published]) -> Iterator[Triple]:
    """Departments, topics and types that these editions name."""
    for pk in {each.department_id for each in editions}:
        yield from _department(writer, pk)
    topics = labels.topics("en")
    for pk in set().union(*(each.topics for each in editions)):
        at = writer.part(f"topic-{topics[pk].key}")
        yield from _linked(at, "skos:inScheme", writer.part("topics"), "skos:ConceptScheme")
        with override("en"):
            yield Triple(writer.part("topics"), "dct:title", Literal(_("Topics"), "en"))
        yield from _is(at, "skos:Concept")
        for code in languages.CODES:
            yield from _named(at, "skos:prefLabel", labels.topics(code)[pk].name, code)
    for kind in {each.type for each in editions}:
        at = writer.part(f"type-{kind}")
        yield from _is(at, "skos:Concept")
        for code in languages.CODES:
            words = Literal(labels.types(code)[kind], languages.bcp47(code))
            yield Triple(at, "skos:prefLabel", words)


def _department(writer: Writer, pk: int) -> Iterator[Triple]:
    known = labels.departments("en")[pk]
    agent, contact = (writer.part(f"{each}-{known.key}") for each in ("department", "contact"))
    yield from _is(agent, "foaf:Agent")
    for each in ("vcard:Kind", "vcard:Organization"):
        yield from _is(contact, each)
    for code in languages.CODES:
        name = labels.departments(code)[pk].name
        yield from _named(agent, "foaf:name", name, code)
        yield from _named(contact, "vcard:fn", name, code)
    page = f"{writer.origin}{addresses.page('organisation:department-list', 'en')}{known.key}/"
    yield Triple(contact, "vcard:hasURL", address(page))
    if known.email:
        yield Triple(contact, "vcard:hasEmail", address(f"mailto:{known.email}"))


def _named(at: str, name: str, label, code: str) -> Iterator[Triple]:
    """A label, if somebody wrote it in this language."""
    if label.lang == languages.bcp47(code) and label:
        yield Triple(at, name, Literal(label, label.lang))


# --- Datasets and distributions ------------------------------------------------------------------


def _dataset(writer: Writer, edition: Published) -> Iterator[Triple]:
    at = writer.dataset(edition.document_id)
    key = labels.departments("en")[edition.department_id].key
    codes = [code for code in languages.CODES if code in edition.versions]
    yield from _is(at, "dcat:Dataset")
    yield Triple(at, "dct:identifier", Literal(at))
    if edition.number:
        yield Triple(at, "dct:identifier", Literal(edition.number))
    for code in codes:
        version, lang = edition.versions[code], languages.bcp47(code)
        said = version.summary or version.teaser or version.title
        page = writer.origin + addresses.document(edition.document_id, code)
        yield Triple(at, "dct:title", Literal(version.title, lang))
        yield Triple(at, "dct:description", Literal(said, lang))
        yield from _linked(at, "dcat:landingPage", page, "foaf:Document")
    yield from _languages(at, codes)
    yield Triple(at, "dct:publisher", writer.part(f"department-{key}"))
    yield Triple(at, "dcat:contactPoint", writer.part(f"contact-{key}"))
    for pk, topic in labels.topics("en").items():
        if pk in edition.topics:
            yield Triple(at, "dcat:theme", writer.part(f"topic-{topic.key}"))
    yield Triple(at, "dct:type", writer.part(f"type-{edition.type}"))
    yield from _times(at, edition)
    yield from _linked(at, "dct:accessRights", vocabularies.PUBLIC, "dct:RightsStatement")
    for file in edition.files:
        yield from _file(writer, edition, file, codes)
        for pk, sheet in published.of_attachments().get(file.attachment_id, ()):
            yield from _table(writer, edition, pk, sheet or file.name, codes[0])


def _times(at: str, edition: Published) -> Iterator[Triple]:
    """When it was published and changed, and how often it changes."""
    yield Triple(at, "dcat:version", Literal(str(edition.edition_number)))
    yield Triple(at, "dct:issued", Literal(edition.date.isoformat(), datatype="xsd:date"))
    changed = Literal(edition.published_at.isoformat(), datatype="xsd:dateTime")
    yield Triple(at, "dct:modified", changed)
    often = vocabularies.IRREGULAR if edition.edition_number > 1 else vocabularies.UNKNOWN
    yield from _linked(at, "dct:accrualPeriodicity", often, "dct:Frequency")


def _file(writer: Writer, edition: Published, file: File, codes: list[str]) -> Iterator[Triple]:
    dataset = writer.dataset(edition.document_id)
    at = Address(f"{dataset}#file-{file.attachment_id}")
    base = addresses.document(edition.document_id, codes[0])
    yield from _distribution(dataset, at, file.name, writer.origin + base, edition.licence)
    yield Triple(at, "dcat:downloadURL", address(writer.origin + file_address(file, base)))
    size = Literal(str(file.size), datatype="xsd:decimal")
    yield Triple(at, "dcat:byteSize", size)
    yield from _format(at, file.media_type)
    yield from _languages(at, [file.language] if file.language else codes)
    checksum = Address(f"{at}-sha256")
    yield from _linked(at, "spdx:checksum", checksum, "spdx:Checksum")
    yield from _linked(checksum, "spdx:algorithm", SHA256, "spdx:ChecksumAlgorithm")
    value = Literal(file.sha256, datatype="xsd:hexBinary")
    yield Triple(checksum, "spdx:checksumValue", value)


def _table(writer: Writer, edition: Published, pk: int, name: str, code: str) -> Iterator[Triple]:
    """A table that can be queried, as a distribution of its own."""
    dataset = writer.dataset(edition.document_id)
    at = Address(f"{dataset}#table-{pk}")
    page = writer.origin + published.address(pk, code)
    yield from _distribution(dataset, at, name, page, edition.licence)
    yield Triple(at, "dcat:downloadURL", Address(f"{page}rows.csv"))
    yield from _format(at, "text/csv")


def _distribution(
    dataset: str, at: Address, name: str, page: str, licence: str
) -> Iterator[Triple]:
    yield Triple(dataset, "dcat:distribution", at)
    yield from _is(at, "dcat:Distribution")
    yield Triple(at, "dct:title", Literal(name))
    yield Triple(at, "dcat:accessURL", address(page))
    if licence in vocabularies.LICENCES:
        there = vocabularies.LICENCES[licence]
        yield from _linked(at, "dct:license", there, "dct:LicenseDocument")
    else:
        rights = Address(f"{at}-rights")
        yield from _linked(at, "dct:rights", rights, "dct:RightsStatement")
        yield Triple(rights, "dct:description", Literal(licence_words(licence, "en"), "en"))


def _format(at: str, media_type: str) -> Iterator[Triple]:
    there = vocabularies.media(media_type)
    yield from _linked(at, "dcat:mediaType", there, "dct:MediaType")
    format_ = vocabularies.file_type(media_type)
    if format_:
        yield from _linked(at, "dct:format", format_, "dct:MediaTypeOrExtent")


def _languages(at: str, codes: list[str]) -> Iterator[Triple]:
    for there in dict.fromkeys(vocabularies.LANGUAGES[code] for code in codes):
        yield from _linked(at, "dct:language", there, "dct:LinguisticSystem")


def _is(at: str, kind: str) -> Iterator[Triple]:
    yield Triple(at, TYPE, Address(full(kind)))


def _linked(at: str, name: str, there: str, kind: str) -> Iterator[Triple]:
    """A link to something, and of what kind that is: who reads us alone can check it."""
    yield Triple(at, name, address(there))
    yield from _is(address(there), kind)
