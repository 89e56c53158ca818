"""Slices on their way out: with an entity tag that is known before anything is asked."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from infocenter.datasets import answers, page, store
from infocenter.datasets.published import Shown
from infocenter.datasets.query import Query
from portal.context_processors import origin
from portal.files.names import content_disposition
from portal.files.serving import BLOCK, REVALIDATED, SANDBOX
from portal.throttling import network_of

_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    "-spreadsheet.csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
}


def deliver(
    request: HttpRequest, shown: Shown, query: Query, form: str, end: str
) -> HttpResponseBase:
    """The slice, or that the reader has it already. Raises Unanswered."""
    language = get_language() or ""
    told = page.told_of(shown, query, language, origin(request))
    key = answers.key_of(shown.source, query, {"form": form, "told": told})
    response: HttpResponseBase | None = get_conditional_response(request, etag=f'"{key}"')
    if response is None:
        path = answers.slice_of(shown.source, query, form, told, who=network_of(request))
        response = _sent(request, path)
        response["Content-Type"] = _TYPES[end]
        response["Content-Disposition"] = content_disposition(_name(shown, end))
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = SANDBOX
        response["Access-Control-Allow-Origin"] = "*"  # public, and without cookies
    response["ETag"] = f'"{key}"'
    response["Cache-Control"] = REVALIDATED
    return response


def _name(shown: Shown, end: str) -> str:
    return f"{shown.title[:80]}{end if end.startswith('.') else '.csv'}"


def _sent(request: HttpRequest, path: Path) -> HttpResponseBase:
    """The bytes: by nginx where it is in front, else block by block."""
    try:
        opened = path.open("rb", buffering=0)
    except FileNotFoundError:
        raise answers.Unanswered("working") from None  # swept away meanwhile: it is made anew
    size = path.stat().st_size
    prefix = settings.FAROL_X_ACCEL_PREFIX
    response: HttpResponseBase
    if prefix:
        opened.close()
        response = HttpResponse()
        place = f"{store.FOLDER}/{store.ANSWERS}/{path.name}"
        response["X-Accel-Redirect"] = f"{prefix.rstrip('/')}/{place}"
        return response
    if request.method == "HEAD":
        opened.close()
        response = HttpResponse()
    else:
        response = FileResponse(opened)
        response.block_size = BLOCK
    response["Content-Length"] = str(size)
    return response
