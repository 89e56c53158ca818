"""The catalogue: the same graph in three forms, as DCAT-AP 3 wants it, and public things only."""

import json

import pyshacl
import pytest
import rdflib
from rdflib.compare import to_isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from infocenter import services
from infocenter.interop import dcat, rdf
from tests.factories import infocenter as make
from tests.factories.organisation import department
from tests.machine import SHAPES

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),  # rdflib's own affair
]

FORMS = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld"}
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
HYDRA = rdflib.Namespace("http://www.w3.org/ns/hydra/core#")
SITE = "http://testserver/catalog"


def read(client, address, form="ttl"):
    """The graph at an address."""
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    return rdflib.Graph().parse(data=response.content, format=FORMS[form])


def of(document):
    return rdflib.URIRef(f"{SITE}/documents/{document.pk}")


def rich(*, table=False, **values):
    """A document with all that the catalogue can say of one."""
    document = make.draft_document(
        department=department("IC", email="ic@example.org", name_en="Information Centre"),
        translations=[
            make.texts("zh-hant", title='防洪 "閘門" \\ 甲'),
            make.texts("pt", title="Água <b>&\nluz\t"),
        ],
        type="statistics",
        number="1/2026",
        topics=[make.topic("water", name_en="Water", name_pt="Água")],
        files=[("a b&ç.pdf", b"%PDF-1.4 x"), "notes.txt"],
        **values,
    )
    if table:
        make.dataset(document)
    services.publish_document(document, by=None)
    return document


def test_the_three_forms_say_the_same(client):
    rich()
    rich_too = make.published_document(files=["a.txt"], licence="all-rights-reserved")
    for address in ("/catalog.{}", f"/catalog/documents/{rich_too.pk}.{{}}"):
        graphs = {}
        for form in FORMS:
            graph = read(client, address.format(form), form)
            for view in list(graph.subjects(RDF.type, HYDRA.PartialCollectionView)):
                graph.remove((view, None, None))  # the pages of a form are its own
                graph.remove((None, None, view))
            graphs[form] = to_isomorphic(graph)
        assert graphs["ttl"] == graphs["rdf"] == graphs["jsonld"]


def test_words_come_back_as_they_were(client):
    document = rich()
    graph = read(client, "/catalog.ttl")
    titles = {
        (str(each), each.language.lower()) for each in graph.objects(of(document), DCTERMS.title)
    }
    assert titles == {('防洪 "閘門" \\ 甲', "zh-hant"), ("Água <b>&\nluz\t", "pt")}


def test_files_have_checksums_sizes_types_licences_and_languages(client):
    document = rich()
    graph = read(client, "/catalog.ttl")
    file = make.file_of(document)
    at = rdflib.URIRef(f"{of(document)}#file-{file.pk}")
    assert (of(document), DCAT.distribution, at) in graph
    checksum = graph.value(at, SPDX.checksum)
    assert str(graph.value(checksum, SPDX.checksumValue).lower()) == file.file.sha256
    assert int(graph.value(at, DCAT.byteSize)) == file.file.size
    assert str(graph.value(at, DCAT.mediaType)).endswith("/application/pdf")
    assert str(graph.value(at, DCTERMS.format)).endswith("/file-type/PDF")
    assert str(graph.value(at, DCTERMS.license)).endswith("/CC_BY_4_0")
    assert {str(each)[-3:] for each in graph.objects(at, DCTERMS.language)} == {"ZHO", "POR"}
    download = str(graph.value(at, DCAT.downloadURL))
    response = client.get(download.removeprefix("http://testserver"))
    assert b"".join(response) == b"%PDF-1.4 x"
    publisher = graph.value(of(document), DCTERMS.publisher)
    assert "Information Centre" in {str(each) for each in graph.objects(publisher, FOAF.name)}


def test_tables_are_distributions_that_can_be_asked(client):
    document = rich(table=True)
    graph = read(client, "/catalog.ttl")
    pk = document.datasets.get().pk
    at = rdflib.URIRef(f"{of(document)}#table-{pk}")
    assert (of(document), DCAT.distribution, at) in graph
    assert str(graph.value(at, DCAT.accessURL)).endswith(f"/data/{pk}/")


def test_drafts_withdrawn_documents_and_those_without_files_are_no_datasets(client):
    public = make.published_document(files=["a.txt"])
    make.next_draft(public, title="Not yet")
    hidden = [
        make.draft_document(files=["a.txt"]),
        make.scheduled_document(files=["a.txt"]),
        make.withdrawn_document(files=["a.txt"]),
    ]
    bare = make.published_document()
    graph = read(client, "/catalog.ttl")
    assert set(graph.subjects(RDF.type, DCAT.Dataset)) == {of(public)}
    assert "Not yet" not in graph.serialize()
    for each in hidden[:2]:
        assert client.get(f"/catalog/documents/{each.pk}").status_code == 404
        assert client.get(f"/catalog/documents/{each.pk}.ttl").status_code == 404
    assert client.get(f"/catalog/documents/{hidden[2].pk}.ttl").status_code == 410
    assert client.get(f"/catalog/documents/{bare.pk}.ttl").status_code == 404


def test_it_goes_on_page_by_page(client, monkeypatch):
    monkeypatch.setattr(dcat, "PAGE", 2)
    documents = [make.published_document(files=["a.txt"]) for _each in range(5)]
    found, address = [], "/catalog.ttl"
    while address:
        graph = read(client, address)
        found += sorted(graph.subjects(RDF.type, DCAT.Dataset))
        there = next(graph.objects(None, HYDRA.next), None)
        address = there and str(there).removeprefix("http://testserver")
        assert int(next(graph.objects(None, HYDRA.totalItems))) == 5
    assert found == [of(each) for each in documents]


@pytest.mark.parametrize(
    ("accepts", "there"),
    [
        ("text/turtle", "/catalog.ttl"),
        ("application/rdf+xml", "/catalog.rdf"),
        ("application/ld+json;q=0.9, text/plain", "/catalog.jsonld"),
        ("*/*", "/catalog.ttl"),
        ("", "/catalog.ttl"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "/pt/data/"),
        ("image/png", "/catalog.ttl"),
    ],
)
def test_who_asks_for_the_catalogue_gets_the_form_that_fits(client, accepts, there):
    response = client.get("/catalog", headers={"Accept": accepts, "Accept-Language": "pt"})
    assert response.status_code == 303
    assert response["Location"] == there
    assert "Accept" in response["Vary"]


def test_the_address_of_a_dataset_leads_to_its_data_or_its_page(client):
    document = make.published_document(files=["a.txt"])
    at = f"/catalog/documents/{document.pk}"
    assert client.get(at, headers={"Accept": "text/turtle"})["Location"] == f"{at}.ttl"
    people = client.get(at, headers={"Accept": "text/html", "Accept-Language": "en"})
    assert people["Location"] == f"/en/documents/{document.pk}/"
    graph = read(client, f"{at}.ttl")
    assert set(graph.subjects(RDF.type, DCAT.Dataset)) == {of(document)}


def test_it_is_what_dcat_ap_3_asks_for(client, needs):
    needs("shapes")
    shapes = rdflib.Graph()
    for name in ("shapes.ttl", "range.ttl"):
        shapes.parse(SHAPES / name)
    rich(table=True)
    make.published_document(files=["a.xyz"], licence="all-rights-reserved", languages=("en",))
    conforms, _graph, report = pyshacl.validate(read(client, "/catalog.ttl"), shacl_graph=shapes)
    assert conforms, report


def test_what_can_not_be_said_is_left_out_and_addresses_are_escaped():
    at = rdf.Address("https://example.org/x")
    triples = [
        rdf.Triple(at, "dct:title", rdf.Literal("a\x01\ud800b", "en")),
        rdf.Triple(at, "dct:source", rdf.address('https://example.org/a b<>"{}|^`\\é')),
    ]
    graph = rdflib.Graph().parse(data=rdf.rdf_xml(triples), format="xml")
    assert str(graph.value(rdflib.URIRef(at), DCTERMS.title)) == "ab"
    there = rdflib.Graph().parse(data=rdf.turtle(triples), format="turtle")
    assert " " not in str(there.value(rdflib.URIRef(at), DCTERMS.source))
    assert json.loads(rdf.json_ld(triples))["@graph"][0]["dct:title"][0]["@value"] == "a\x01b"


@pytest.mark.django_db(transaction=True)
def test_a_page_costs_few_queries(client, django_assert_max_num_queries):
    for _each in range(4):
        make.published_document(topics=[make.topic()], files=["a.txt", "b.csv"])
    client.get("/catalog.ttl")  # what a generation needs once has been asked
    with django_assert_max_num_queries(6):
        client.get("/catalog.jsonld")
