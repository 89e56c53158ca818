"""Files on their way out: streamed, resumable, unable to run anything in the reader's browser.

Where nginx is in front (FAROL_X_ACCEL_PREFIX), it keeps the answers with smaller public files as it
keeps pages, headers and all, and asks only whether they still hold. For all others Django answers
with the place of the bytes and nginx sends them, ranges and all. nginx drops most headers of such
an answer: its internal location must put back `ETag`, `Repr-Digest`, `X-Content-Type-Options` and
`Content-Security-Policy` from `$upstream_http_...`, with its own `etag off`.
"""

import base64
import logging
import os
import re
from typing import BinaryIO, Protocol

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe
from django.utils.translation import gettext as _

from portal import sealing
from portal.files import sealed, storage
from portal.files.names import content_disposition

log = logging.getLogger(__name__)

BLOCK = 256 * 1024
MOST_KEPT = 8 * 2**20  # bytes of a public file that nginx keeps

# What a cache may do with the answer. Which one is right, the caller knows.
PRIVATE = "private, no-store"
REVALIDATED = "public, no-cache"
IMMUTABLE = "public, max-age=31536000, immutable"

_INLINE = frozenset(
    [
        "application/pdf",
        "text/plain",
        *(f"image/{kind}" for kind in ("png", "jpeg", "gif", "webp", "avif", "bmp")),
        *("audio/mpeg", "audio/ogg", "audio/mp4", "audio/wav", "audio/flac"),
        *("video/mp4", "video/webm"),
    ]
)
SANDBOX = "sandbox; default-src 'none'"
# What browsers' own viewers need; scripts never. The one for PDF refuses to open in a sandbox.
_PDF_VIEWER = (
    "default-src 'none'; img-src 'self'; media-src 'self'; object-src 'self'; "
    "style-src 'unsafe-inline'"
)
_VIEWER = f"sandbox allow-same-origin; {_PDF_VIEWER}"
_RANGE = re.compile(r"bytes=\s*(\d*)\s*-\s*(\d*)\s*", re.I | re.A)


class Kept(Protocol):
    """What serving needs to know of a file; stored files and files of editions have it."""

    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def media_type(self) -> str: ...


class DamagedError(Exception):
    """The bytes on disk aren't those that were stored."""


class _Slice:
    """So many bytes of a file from a place on, block by block."""

    def __init__(self, file: BinaryIO, start: int, length: int):
        self.file = file
        self.left = length
        file.seek(start)

    def __iter__(self):
        return self

    def __next__(self) -> bytes:
        block = self.file.read(min(BLOCK, self.left)) if self.left else b""
        if not block:
            self.close()
            if self.left:
                raise DamagedError("The file has become shorter while it was sent.")
            raise StopIteration
        self.left -= len(block)
        return block

    def close(self) -> None:
        """Let go of the file; also when the reader has gone away."""
        self.file.close()


def _wanted(header: str, size: int) -> tuple[int, int] | None:
    """First byte and length of the one range that is asked for; None: send everything.

    A length of 0 means that nothing of the file lies in the range. Several ranges at once, and
    what isn't understood, get the whole file, as the standard allows.
    """
    match = _RANGE.fullmatch(header.strip())
    if not match or not (match[1] or match[2]) or len(match[0]) > 60:
        return None
    if not match[1]:
        length = min(int(match[2]), size)
        return size - length, length
    start = int(match[1])
    if match[2] and int(match[2]) < start:
        return None
    end = min(int(match[2]), size - 1) if match[2] else size - 1
    return start, max(end - start + 1, 0)


def _range_holds(request: HttpRequest, etag: str, modified: int) -> bool:
    """Whether the range is meant for these very bytes (`If-Range`)."""
    condition = request.headers.get("If-Range")
    if condition is None:
        return True
    if condition.lstrip().startswith(('"', "W/")):
        return condition.strip() == etag
    return parse_http_date_safe(condition) == modified


def _content_type(file: Kept) -> str:
    encoding = getattr(file, "encoding", "")
    if file.media_type.startswith("text/") and encoding:
        return f"{file.media_type}; charset={encoding}"
    return file.media_type


def _describe(response: HttpResponseBase, file: Kept, filename: str, inline: bool) -> None:
    """The headers of an answer that carries the file, or tells about it."""
    inline = inline and file.media_type in _INLINE
    response["Content-Type"] = _content_type(file)
    response["Content-Disposition"] = content_disposition(filename, inline=inline)
    response["X-Content-Type-Options"] = "nosniff"
    shown = _PDF_VIEWER if file.media_type == "application/pdf" else _VIEWER
    response["Content-Security-Policy"] = shown if inline else SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    digest = base64.b64encode(bytes.fromhex(file.sha256)).decode()
    response["Repr-Digest"] = f"sha-256=:{digest}:"


def problem_with(file: Kept) -> str:
    """Why the bytes on disk can't be those that were stored; empty if they can."""
    try:
        size = storage.location(file.sha256).stat().st_size
    except OSError as problem:
        return str(problem)
    return "" if size == file.size else f"{size} bytes on disk, {file.size} stored."


def unavailable(file: Kept, reason: str) -> HttpResponse:
    """The answer if the bytes can't be had; the reason goes into the log."""
    log.error("File %s can't be served: %s", file.sha256, reason)
    text = _("This file can't be sent at the moment. Try again later, or tell the administrator.")
    response = HttpResponse(text, status=503, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response


def _open(file: Kept) -> tuple[BinaryIO, int]:
    """The open bytes and when they were stored. Raises if they aren't what was stored."""
    opened = storage.location(file.sha256).open("rb", buffering=0)
    state = os.fstat(opened.fileno())
    if state.st_size != file.size:
        opened.close()
        raise DamagedError(f"{state.st_size} bytes on disk, {file.size} stored.")
    return opened, int(state.st_mtime)


def _handed_over(request: HttpRequest, file: Kept, cache: str) -> HttpResponse | None:
    """The answer that leaves the sending to nginx, where there is one."""
    prefix = settings.FAROL_X_ACCEL_PREFIX
    may_be_kept = "public" in cache and settings.SESSION_COOKIE_NAME not in request.COOKIES
    if not prefix or (may_be_kept and file.size <= MOST_KEPT):
        return None
    place = storage.location(file.sha256).relative_to(storage.root())
    response = HttpResponse()
    response["X-Accel-Redirect"] = f"{prefix.rstrip('/')}/{place.as_posix()}"
    return response


def _body(request: HttpRequest, file: Kept, opened: BinaryIO, modified: int) -> HttpResponseBase:
    """The whole file, the part that was asked for, or that there is no such part."""
    start, length, status = 0, file.size, 200
    if request.method == "GET" and _range_holds(request, f'"{file.sha256}"', modified):
        wanted = _wanted(request.headers.get("Range", ""), file.size)
        if wanted is not None:
            (start, length), status = wanted, 206
    if status == 206 and not length:
        opened.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    if request.method == "HEAD":
        opened.close()
        response: HttpResponseBase = HttpResponse()
    else:
        response = StreamingHttpResponse(_Slice(opened, start, length), status=status)
    if status == 206:
        response["Content-Range"] = f"bytes {start}-{start + length - 1}/{file.size}"
    response["Content-Length"] = str(length)
    return response


def serve(
    request: HttpRequest,
    file: Kept,
    filename: str,
    inline: bool = False,
    cache: str = PRIVATE,
) -> HttpResponseBase:
    """The answer to a GET or HEAD of a file that the person may have (the caller has checked).

    `inline` shows what browsers can show safely; everything else is offered for saving.
    """
    etag = f'"{file.sha256}"'
    try:
        opened, modified = _open(file)
    except (OSError, DamagedError) as problem:
        return unavailable(file, str(problem))
    early = get_conditional_response(request, etag=etag, last_modified=modified)
    response: HttpResponseBase | None = early or _handed_over(request, file, cache)
    if response is None:
        response = _body(request, file, opened, modified)
    else:
        opened.close()
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = cache if response.status_code < 400 else "no-store"
    if response.status_code in (200, 206):
        _describe(response, file, filename, inline)
    return response


def serve_preview(
    request: HttpRequest, sha256: str, page: int = 1, cache: str = PRIVATE
) -> HttpResponseBase:
    """The picture of a page of a file; 404 if there is none."""
    try:
        picture = storage.preview_location(sha256, page).read_bytes()
    except OSError:
        response = HttpResponse(status=404)
        response["Cache-Control"] = "no-store"
        return response
    etag = f'"{sha256}-preview-{page}-{len(picture)}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        picture, content_type="image/webp"
    )
    response["ETag"] = etag
    response["Cache-Control"] = cache
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    return response


def serve_sealed(place: str, name: str) -> HttpResponse:
    """Sealed bytes, opened: to be saved under `name`, and never shown as a page of ours."""
    try:
        data = sealed.read(place)
    except (OSError, sealing.Unreadable):
        raise Http404(_("This file can't be read any more.")) from None
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition(name)
    response["Cache-Control"] = PRIVATE
    return response
