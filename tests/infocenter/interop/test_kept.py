"""What programs read is the same in every language, so it is kept as pages are."""

import pytest

from tests.factories import infocenter as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/catalog.ttl",
        "/catalog.rdf",
        "/catalog.jsonld",
        "/oai?verb=ListRecords&metadataPrefix=oai_dc",
        "/api/3/action/package_list",
        "/opensearch.pt.xml",
        "/sitemap.xml",
        "/sitemap-pages.xml",
        "/robots.txt",
        "/.well-known/security.txt",
    ],
)
def test_it_depends_on_no_header(client, address):
    make.published_document(files=["a.txt"])
    found = {}
    for language in ("pt", "zh-TW"):
        response = client.get(address, headers={"Accept-Language": language})
        assert response["Cache-Control"] == "public, no-cache"
        assert "Vary" not in response
        found[language] = response.content
    if "verb=" not in address:  # that one says when it was answered
        assert found["pt"] == found["zh-TW"]
