"""The description of the API: for programs as OpenAPI, for people as a page of ours."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from portal.context_processors import origin
from portal.rest import problems
from portal.rest.pages_of_docs import sections
from portal.rest.schema import description


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1, with this site as the server."""
    told = {**description(), "servers": [{"url": origin(request) or "/"}]}
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(body, content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    response.same_in_every_language = True  # type: ignore[attr-defined]
    return response


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The same to read. No script of ours or of others is needed for it."""
    context = {
        "page_title": "API",
        "section": "api",
        "sections": sections(),
        "problems": [
            (code, problems.STATUSES[code], title) for code, title in problems.TITLES.items()
        ],
    }
    return render(request, "rest/docs.html", context)


@csrf_exempt
def nothing_here(request: HttpRequest, *args, **kwargs) -> HttpResponse:
    """Every other address below `/api/`."""
    return problems.plain(request, "not-found")
