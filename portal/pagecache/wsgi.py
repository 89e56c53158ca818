"""Public pages kept whole and answered before Django is asked.

A page is kept if Django answered a plain GET with 200 and `Cache-Control: public`; it is answered
again for as long as the generation number stands under which it was made. What is in the hot path
is written for speed: see docs/decisions/0002-kept-pages.md for what was measured.
"""

import hashlib
from functools import lru_cache
from threading import Lock
from time import monotonic, time
from typing import cast

from django.conf import settings
from django.utils.http import parse_http_date_safe
from isal import igzip

from portal.pagecache.shared import COUNTER, shared

MOST_BYTES = 1_000_000  # a larger answer isn't a page
LEAST_TO_PACK = 200
LEVEL = 2  # of igzip: a tenth more bytes than zlib's 6, in a sixth of the time

# Of headers that Django sent, these are made anew for each representation.
_REMADE = frozenset({"content-length", "vary", "etag", "content-encoding"})
_KEPT_TYPES = ("text/", "application/json", "application/xml", "application/atom+xml",
               "application/rdf+xml", "application/opensearchdescription+xml",
               "application/feed+json", "application/ld+json", "image/svg+xml")  # fmt: skip


class Representation:
    """One answer ready to be sent: its headers with 200, with 304, and its body."""

    __slots__ = ("body", "etag", "headers", "headers_unchanged")

    def __init__(self, headers, etag, body, encoding):
        self.etag = etag
        self.body = [body]  # a list: granian sends it in one piece, any other iterable in steps
        common = [("Vary", "Accept-Encoding"), ("ETag", etag)]
        kept = [each for each in headers if each[0].lower() not in _REMADE]
        self.headers = [*kept, *common, ("Content-Length", str(len(body)))]
        if encoding:
            self.headers.append(("Content-Encoding", encoding))
        names = ("cache-control", "expires", "content-location", "date")
        self.headers_unchanged = [each for each in kept if each[0].lower() in names] + common


class Page:
    """A kept page, in the representations that readers have asked for: with gzip, without."""

    __slots__ = ("etags", "headers", "made", "until", "used", "weight")

    def __init__(self, headers, body, packed):
        digest = hashlib.blake2b(body, digest_size=12).hexdigest()
        self.headers = headers
        self.etags = (f'"{digest}"', f'"{digest}-gz"')
        self.until = _until(headers)
        self.used = False
        self.weight = 2000
        self.made: list[Representation | None] = [None, None]  # plain, packed
        if len(body) < LEAST_TO_PACK:
            self.made = [Representation(headers, self.etags[0], body, None)] * 2
        else:
            self.make(packed, _packed(body) if packed else body)

    def make(self, packed: bool, body: bytes) -> Representation:
        """Keep the page in this representation too."""
        encoding = "gzip" if packed else None
        made = self.made[packed] = Representation(self.headers, self.etags[packed], body, encoding)
        self.weight += len(body)
        return made

    def other(self, packed: bool) -> bytes:
        """The body of the representation that isn't there, made from the one that is."""
        body = cast(Representation, self.made[not packed]).body[0]
        return _packed(body) if packed else igzip.decompress(body)


def _packed(body: bytes) -> bytes:
    return igzip.compress(body, LEVEL, mtime=0)  # the same bytes in every process: a strong ETag


class Shelf:
    """Pages of one generation by key, bounded in bytes; the oldest that nobody asked for goes."""

    def __init__(self, limit: int):
        self.limit = limit
        self.size = 0
        self.lock = Lock()
        self.pages: dict[tuple, Page] = {}

    def put(self, key, page):
        """Keep a page, and let others go until it fits."""
        with self.lock:
            before = self.pages.pop(key, None)
            self.size += page.weight - (before.weight if before else 0)
            self.pages[key] = page
            self._shrink()

    def other(self, key, page: Page, packed: bool) -> Representation:
        """The representation of `page` that nobody has asked for until now, kept from now on."""
        body = page.other(packed)
        with self.lock:
            made = page.made[packed]
            if made is None:
                made = page.make(packed, body)
                if self.pages.get(key) is page:
                    self.size += len(body)
                    self._shrink()
        return made

    def _shrink(self):
        while self.size > self.limit:
            oldest = next(iter(self.pages))
            other = self.pages.pop(oldest)
            if other.used:  # a second chance for what was asked for since
                other.used = False
                self.pages[oldest] = other
            else:
                self.size -= other.weight


class KeptPages:
    """WSGI middleware in front of Django."""

    def __init__(self, app, megabytes: int | None = None):
        self.app = app
        limit = (settings.FAROL_PAGE_CACHE_MB if megabytes is None else megabytes) * 2**20
        # Addresses with a query can be made up without end: they have a shelf of their own, so
        # that they can't push out the others.
        self.limits = (limit * 3 // 4, limit // 4)
        self.session_cookie = settings.SESSION_COOKIE_NAME + "="
        secure = settings.SECURE_PROXY_SSL_HEADER
        self.scheme_header = secure[0] if secure else "no header tells"
        self.lock = Lock()
        self.shared = shared()
        self.kept = self._empty(-1)
        self.hits = 0  # pages answered without Django; near enough: threads may count over another

    def _empty(self, number):
        return number, *map(Shelf, self.limits)

    def __call__(self, environ, start_response):
        method = environ["REQUEST_METHOD"]
        if (
            (method != "GET" and method != "HEAD")
            or "HTTP_AUTHORIZATION" in environ
            or ("HTTP_COOKIE" in environ and self.session_cookie in environ["HTTP_COOKIE"])
        ):
            return self.app(environ, start_response)

        known = self.shared
        if monotonic() >= known.compare_at:
            known.compare()
        number = known.view[COUNTER]  # before Django reads anything
        query = environ["QUERY_STRING"]
        key = (
            environ["PATH_INFO"],
            query,
            environ.get("HTTP_HOST"),
            environ["wsgi.url_scheme"],
            environ.get(self.scheme_header),
        )
        kept = self.kept
        shelf = kept[2 if query else 1]
        page = shelf.pages.get(key) if kept[0] == number else None
        if page is None or (page.until is not None and time() >= page.until):
            return self._ask(environ, start_response, number, key)
        page.used = True
        self.hits += 1
        return _answer(shelf, key, page, environ, start_response)

    def _ask(self, environ, start_response, number, key):
        """Let Django answer, and keep the answer if it is a public page."""
        heard: list = []

        def listen(status, headers, exc_info=None):
            heard[:] = (status, headers, exc_info)

        result = self.app(environ, listen)
        status, headers, exc_info = heard
        if (
            exc_info
            or environ["REQUEST_METHOD"] != "GET"
            or not status.startswith("200")
            or not _is_page(headers)
        ):
            start_response(status, headers, *([exc_info] if exc_info else []))
            return result
        try:
            body = b"".join(result)
        finally:
            if hasattr(result, "close"):
                result.close()
        page = Page(headers, body, accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")))
        return _answer(self._keep(number, key, page), key, page, environ, start_response)

    def _keep(self, number, key, page):
        with self.lock:
            kept = self.kept
            if number > kept[0]:
                kept = self.kept = self._empty(number)
        shelf = kept[2 if key[1] else 1]
        if number == kept[0]:  # an older one was overtaken by a change while it was made
            shelf.put(key, page)
        return shelf


def _answer(shelf, key, page, environ, start_response):
    packed = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    each = page.made[packed] or shelf.other(key, page, packed)
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked is not None and (asked == each.etag or _names(asked, page)):
        start_response("304 Not Modified", each.headers_unchanged)
        return []
    start_response("200 OK", each.headers)
    return each.body if environ["REQUEST_METHOD"] == "GET" else []


def _names(asked: str, page: Page) -> bool:
    """Whether an If-None-Match names this page in either representation (a weak match will do)."""
    tags = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
    return bool(tags & {"*", *page.etags})


@lru_cache(maxsize=512)
def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding lets us answer with gzip."""
    for each in header.lower().split(","):
        name, _, weight = each.partition(";")
        if name.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _is_page(headers) -> bool:
    """Whether an answer is a whole page that every reader of this address may be given."""
    found = {}
    for name, value in headers:
        found[name.lower()] = value
    if "set-cookie" in found or "etag" in found or "content-encoding" in found:
        return False  # personal, or looks after itself
    control = {part.strip() for part in found.get("cache-control", "").lower().split(",")}
    if "public" not in control or control & {"no-store", "private"}:
        return False
    vary = {part.strip().lower() for part in found.get("vary", "").split(",")}
    if not vary <= {"", "accept-encoding"}:
        return False
    length = found.get("content-length", "")
    if not length.isdigit() or int(length) > MOST_BYTES:  # a stream has no length: don't hold it
        return False
    return found.get("content-type", "").startswith(_KEPT_TYPES)


def _until(headers) -> float | None:
    """When a page stops to hold by the clock, as its `Expires` says: nothing changes it then."""
    said = next((value for name, value in headers if name.lower() == "expires"), None)
    return parse_http_date_safe(said) if said else None
