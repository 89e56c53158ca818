"""What programs read is the same in every language, so it is kept as pages are."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from portal.pagecache.wsgi import KeptPages
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
        "/feeds/documents.pt.atom",
        "/feeds/announcements.zh-hant.json",
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


def test_a_feed_is_made_once_for_all_readers(transactional_db):
    make.published_document(languages=("en",))
    asked, made = [], WSGIHandler()

    def counted(environ, start_response):
        asked.append(environ)
        return made(environ, start_response)

    pages = KeptPages(counted, megabytes=1)

    def get(**headers):
        environ = RequestFactory().get("/feeds/documents.en.atom", headers=headers).environ
        answer = []
        body = b"".join(pages(environ, lambda *each: answer.extend(each)))
        return answer[0], dict(answer[1]), body

    status, headers, body = get(accept_language="pt")
    assert (status, b"<feed" in body) == ("200 OK", True)
    assert get(accept_language="zh-TW")[2] == body
    assert get(if_none_match=headers["ETag"])[0] == "304 Not Modified"
    assert len(asked) == 1
