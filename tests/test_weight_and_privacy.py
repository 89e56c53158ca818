"""What a browser is given and asked for: few bytes, nothing to remember, no third party."""

import pytest

from portal import languages
from tests.factories.city import STATUS, city
from tests.journeys.people import get

pytestmark = [pytest.mark.once, pytest.mark.slow]

# For programs; these are kept like pages.
MACHINES = (
    "/catalog.ttl",
    "/catalog.rdf",
    "/catalog.jsonld",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/api/3/action/package_search",
    "/opensearch.pt.xml",
    "/sitemap.xml",
)
MOST_BYTES = 60_000  # of the page of a document, compressed, with all that it needs but previews


@pytest.fixture(scope="module")
def portal_server(standing_portal):
    return standing_portal


@pytest.fixture(scope="module")
def made(portal_server):
    return city()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_of_a_document_is_light(made, new_page, width):
    page = new_page(viewport={"width": width, "height": 800})
    asked = set()
    page.on("requestfinished", lambda request: asked.add(request.url))
    page.goto(made.pages("zh-hant")["document"], wait_until="networkidle")
    needed = [address for address in asked if "/previews/" not in address]
    sizes = {each: len(get(each, Accept_Encoding="gzip")[2]) for each in needed}
    assert {".css", ".js", ".svg"} <= {address[address.rfind(".") :] for address in sizes}
    print(f"{sum(sizes.values()):,} bytes in {len(sizes)} answers")
    assert sum(sizes.values()) <= MOST_BYTES, sizes


@pytest.mark.browser
def test_nothing_is_left_in_the_readers_browser(made, new_page):
    """Nor does a page ask another host or break its policy: `new_page` fails if one does."""
    page = new_page()
    for name, address in made.pages("zh-hant").items():
        page.goto(address)
        kept = page.evaluate("localStorage.length + sessionStorage.length")
        assert kept == 0, name
    assert page.context.cookies() == []


def policy(headers: dict) -> dict[str, str]:
    """The directives of the Content-Security-Policy."""
    parts = headers["content-security-policy"].split(";")
    return {name: rest for name, _space, rest in (each.strip().partition(" ") for each in parts)}


def test_every_page_is_public_unpersonal_and_strict(made, portal_server):
    everywhere = [each for code in languages.CODES for each in made.pages(code).items()]
    for name, address in everywhere:
        status, headers, _body = get(portal_server.url + address)
        assert status == STATUS.get(name, 200), name
        assert "set-cookie" not in headers, name
        assert "cookie" not in headers.get("vary", "").lower(), name
        control = headers["cache-control"]
        assert "public" in control, name
        assert "no-cache" in control, name
        rules = policy(headers)
        assert rules["default-src"] == "'none'", name
        assert not [rule for rule in rules.values() if "unsafe" in rule or "http" in rule], name
        assert headers["x-content-type-options"] == "nosniff", name
        assert headers["referrer-policy"] == "same-origin", name
        assert rules["frame-ancestors"] == "'none'", name


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_page_that_has_not_changed_is_not_sent_again(made, portal_server, encoding):
    for name, address in [*made.pages("pt").items(), *zip(MACHINES, MACHINES, strict=True)]:
        if name in STATUS:
            continue
        where = portal_server.url + address
        status, headers, first = get(where, Accept_Encoding=encoding)
        assert (status, headers.get("content-encoding", "identity")) == (200, encoding), name
        status, again, body = get(where, Accept_Encoding=encoding, If_None_Match=headers["etag"])
        assert (status, body) == (304, b""), name
        assert again["etag"] == headers["etag"], name
        assert "public" in again["cache-control"], name
        assert get(where, Accept_Encoding=encoding, If_None_Match='"other"')[2] == first, name


def test_what_a_page_needs_is_kept_for_long(made, portal_server):
    html = get(portal_server.url + made.pages("en")["home"])[2].decode()
    styles = [part.split('"')[0] for part in html.split('href="')[1:] if ".css" in part[:200]]
    for address in (each for each in styles if each.startswith("/static/")):
        status, headers, _body = get(portal_server.url + address, Accept_Encoding="gzip")
        assert status == 200
        assert "immutable" in headers["cache-control"]
        assert headers["content-encoding"] == "gzip"
