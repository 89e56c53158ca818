"""What a reader is given by the kept pages, with an application behind that can be seen working."""

import gzip
import io
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from portal import pagecache
from portal.pagecache.shared import shared
from portal.pagecache.wsgi import KeptPages

PUBLIC = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "public, no-cache")]
HOST = "portal.example"


class Site:
    """An application that counts how often it is asked."""

    def __init__(self):
        self.asked = 0
        self.headers = list(PUBLIC)
        self.status = "200 OK"
        self.body = b"<p>000 " + b"text of a page " * 100
        self.length = True

    def __call__(self, environ, start_response):
        self.asked += 1
        length = [("Content-Length", str(len(self.body)))] if self.length else []
        start_response(self.status, self.headers + length)
        return [self.body]


@pytest.fixture
def site(transactional_db):
    return Site()


@pytest.fixture
def get(site):
    """Ask as a browser does; the answer is (status, headers, body)."""
    pages = KeptPages(site, megabytes=1)

    def ask(path="/en/", query="", method="GET", **headers):
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "HTTP_HOST": HOST,
            "HTTP_ACCEPT_ENCODING": "gzip, deflate, br",
            **headers,
        }
        answer = []
        body = b"".join(pages(environ, lambda *each: answer.extend(each)))
        return answer[0], {name.lower(): value for name, value in answer[1]}, body

    ask.pages = pages
    return ask


def test_a_public_page_is_made_once(get, site):
    first, second = get(), get()
    assert first == second
    assert first[0] == "200 OK"
    assert site.asked == 1
    assert gzip.decompress(second[2]) == site.body


def test_a_change_shows_at_once(get, site):
    get()
    site.body = b"<p>New " * 200
    pagecache.invalidate()
    assert gzip.decompress(get()[2]) == site.body


def test_a_page_of_yesterday_is_made_anew_once(get, site, monkeypatch):
    get()
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    shared().compare_at = 0
    for _each in range(3):
        get()
    assert site.asked == 2


def test_an_unchanged_page_costs_a_304_before_and_after_a_change_elsewhere(get, site):
    etag = get()[1]["etag"]
    assert get(HTTP_IF_NONE_MATCH=etag)[0] == "304 Not Modified"
    pagecache.invalidate()
    status, headers, body = get(HTTP_IF_NONE_MATCH=f'"other", W/{etag}')
    assert (status, body) == ("304 Not Modified", b"")
    assert headers["cache-control"] == "public, no-cache"
    assert "content-length" not in headers
    assert site.asked == 2


def test_each_representation_has_its_own_etag_and_length(get, site):
    _, small, compressed = get()
    _, plain, body = get(HTTP_ACCEPT_ENCODING="gzip;q=0, identity")
    assert body == site.body
    assert small["etag"] != plain["etag"]
    assert small["content-length"] == str(len(compressed))
    assert plain["content-length"] == str(len(site.body))
    assert small["vary"] == plain["vary"] == "Accept-Encoding"
    assert "content-encoding" not in plain


def test_head_has_the_headers_and_no_body(get):
    get()
    status, headers, body = get(method="HEAD")
    assert (status, body) == ("200 OK", b"")
    assert headers["content-length"] == get()[1]["content-length"]


@pytest.mark.parametrize(
    "asked",
    [
        {"HTTP_COOKIE": "a=b; sessionid=someone"},
        {"HTTP_AUTHORIZATION": "Token x"},
        {"method": "POST"},
    ],
)
def test_a_person_or_a_post_always_reaches_the_application(get, site, asked):
    get()
    get(**asked)
    get(**asked)
    assert site.asked == 3


@pytest.mark.parametrize(
    "headers",
    [
        [("Content-Type", "text/html"), ("Cache-Control", "private, no-store")],
        [("Content-Type", "text/html")],
        [*PUBLIC, ("Set-Cookie", "sessionid=1")],
        [*PUBLIC, ("Vary", "Cookie")],
        [*PUBLIC, ("Vary", "Accept-Encoding, Accept-Language")],
        [*PUBLIC, ("ETag", '"own"')],
        [("Content-Type", "application/pdf"), ("Cache-Control", "public")],
    ],
)
def test_what_is_not_the_same_for_all_is_not_kept(get, site, headers):
    site.headers = headers
    get()
    assert get()[1].get("content-encoding") is None
    assert site.asked == 2


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "302 Found", "500 Error"])
def test_only_pages_that_are_there_are_kept(get, site, status):
    site.status = status
    assert get()[0] == status
    get()
    assert site.asked == 2


def test_a_stream_or_a_huge_answer_is_passed_through(get, site):
    site.length = False
    get()
    site.length, site.body = True, b"x" * 1_000_001
    assert get()[2] == site.body
    assert site.asked == 2


def test_another_host_scheme_or_query_is_another_page(get, site):
    get()
    get(HTTP_HOST="other.example")
    get(query="page=2")
    get(**{"wsgi.url_scheme": "https"})
    get()
    assert site.asked == 4


def test_a_page_made_while_something_was_published_is_not_kept(get, site, monkeypatch):
    def publish_meanwhile(environ, start_response):
        pagecache.invalidate()
        return site(environ, start_response)

    monkeypatch.setattr(get.pages, "app", publish_meanwhile)
    get()
    monkeypatch.setattr(get.pages, "app", site)
    get()
    assert site.asked == 2


def test_made_up_queries_do_not_push_out_pages_nor_fill_the_memory(get, site):
    get()
    site.body = bytes(range(256)) * 40
    for number in range(200):
        get(query=f"q={number}")
    asked = site.asked
    get()
    assert site.asked == asked
    _, plain, queried = get.pages.kept
    assert plain.size + queried.size <= 2**20


def test_readers_of_many_threads_never_see_a_page_older_than_the_last_change(get, site):
    site.body = b"<p>" + b"." * 300
    wrong, published = [], [site.body]

    def read():
        for _ in range(300):
            least = published[-1]
            seen = gzip.decompress(get()[2])
            if seen < least:
                wrong.append((least, seen))
        connection.close()

    readers = [threading.Thread(target=read) for _ in range(4)]
    for each in readers:
        each.start()
    for number in range(50):
        body = b"<p>%06d" % number + b"." * 300
        site.body = body  # in the database here, were it one
        pagecache.invalidate()
        published.append(body)
    for each in readers:
        each.join()
    assert wrong == []
