"""Public data: the list, a table that residents query, and its slices as files."""

import re

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infocenter import addresses, reading, sharing
from infocenter.datasets import answers, asking, delivering, listing, page, published
from infocenter.datasets.answers import Unanswered
from infocenter.models import EditionDataset
from infocenter.views.guards import of_public_document
from infocenter.views.suggestions import PROBLEM
from portal.context_processors import origin
from portal.context_processors import site as site_of
from portal.throttling import network_of

TEMPLATE = "infocenter/dataset_detail.html"


@require_safe
def dataset_list(request):
    """All public datasets, narrowed down as the address says."""
    language = get_language()
    asked = listing.read(request.GET, language)
    found = listing.page(asked, language)
    address = addresses.page("infocenter:dataset-list", language)
    facets = [
        (name, title, listing.options(name, asked, language))
        for name, title in (("topic", _("Topic")), ("department", _("Department")))
    ]
    context = {
        "page_title": _("Data"),
        "page_description": _("Tables that you can filter, sum up, chart and download here."),
        "section": "data",
        "asked": asked,
        "address": address,
        "rows": found.rows,
        "total": listing.total(asked),
        "facets": facets,
        "active": [
            (title, each, address + asked.query(without=(name, each.value)))
            for name, title, options in facets
            for each in options
            if each.chosen
        ],
        "first": address + asked.query() if found.previous else "",
        "previous": address + asked.query(before=found.previous) if found.previous else "",
        "next": address + asked.query(after=found.next) if found.next else "",
    }
    return render(request, "infocenter/dataset_list.html", context)


@require_safe
def dataset_detail(request, dataset_id: int):
    """One table: what the address asks of it, and all that is known about it."""
    language = get_language()
    shown = published.of(dataset_id, language)
    if shown is None:
        return _absent(request, dataset_id)
    asked = asking.read(request.GET, shown.source.columns, language)
    if asked.problems:
        return _page(request, shown, asked, None, 400)
    here = request.META.get("QUERY_STRING", "")
    if here and f"?{here}" != asked.address():
        return HttpResponseRedirect(shown.address(language) + asked.address())
    try:
        answer = answers.run(shown.source, asked.query, who=network_of(request))
    except Unanswered as why:
        return _unanswered(request, shown, asked, why)
    return _page(request, shown, asked, answer, 200)


@require_safe
def dataset_rows(request, dataset_id: int, end: str):
    """All rows of the answer as a file. Addresses are shared, and called by programs."""
    language = get_language()
    shown = published.of(dataset_id, language)
    if shown is None:
        return _absent(request, dataset_id)
    form = page.FILES.get(end)
    if form is None:
        raise Http404
    asked = asking.read(request.GET, shown.source.columns, language)
    if asked.problems:
        if _wants_page(request):
            return _page(request, shown, asked, None, 400)
        return _problem(400, _("The question can't be answered."), list(asked.problems))
    try:
        return delivering.deliver(request, shown, asked.query, form, end)
    except Unanswered as why:
        if _wants_page(request):
            return _unanswered(request, shown, asked, why)
        return _later(_problem(_status(why), page.explained(why, language)), why)


def _page(request, shown, asked, answer, status: int) -> HttpResponse:
    context = page.context(shown, asked, answer, get_language(), origin(request))
    if not asked.pairs():  # the table itself, and not one of the many answers that it can give
        context["linked_data"] = sharing.linked_table(shown, site_of(request)["site"])
    return render(request, TEMPLATE, context, status=status)


def _unanswered(request, shown, asked, why: Unanswered) -> HttpResponse:
    """All that is known without an answer; where many ask, a small page that costs next to none."""
    if why.code != "busy":
        return _later(_page(request, shown, asked, why, _status(why)), why)
    context = {
        "page_title": shown.title,
        "section": "data",
        "lang": shown.lang,
        "unanswered": page.explained(why, get_language() or ""),
        "here": shown.address(get_language() or "") + asked.address(),
        "base": shown.address(get_language() or ""),
    }
    return _later(render(request, "infocenter/dataset_busy.html", context, status=503), why)


def _status(why: Unanswered) -> int:
    """422: the question is understood, and can't be answered here. 503: later."""
    return 503 if why.retry_after or why.code in ("missing", "failed") else 422


def _later(response: HttpResponse, why: Unanswered) -> HttpResponse:
    if why.retry_after:
        response["Retry-After"] = str(why.retry_after)
    response["Cache-Control"] = "no-store"
    response._has_been_logged = True  # type: ignore[attr-defined]  # a busy moment is no fault
    return response


def _problem(status: int, detail: str, errors: list[str] | None = None) -> HttpResponse:
    problem = {"type": "about:blank", "title": HttpResponse(status=status).reason_phrase,
               "status": status, "detail": detail}  # fmt: skip
    if errors:
        problem["errors"] = errors
    return JsonResponse(
        problem, status=status, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False}
    )


def _wants_page(request) -> bool:
    """Whether a person's browser asks."""
    return bool(re.search(r"text/html", request.headers.get("Accept", "")))


def _absent(request, dataset_id: int) -> HttpResponse:
    """Being read; or taken down with its document; or gone from it; or never there."""
    rows = EditionDataset.objects.filter(dataset=dataset_id)
    waiting = rows.filter(edition__is_current=True, table__status__in=("waiting", "loading"))
    if waiting.exists():
        context = {"page_title": _("The table is being read"), "section": "data"}
        response = render(request, "infocenter/dataset_waiting.html", context, status=503)
        response["Retry-After"] = "10"
        response["Cache-Control"] = "no-store"
        return response
    document_id = published.document_of(dataset_id)
    if document_id is None:
        raise Http404
    if reading.gone(document_id) is None:  # the document is public, without this table
        return render(request, "410.html", status=410)
    return _withdrawn(request, document_id=document_id)


@of_public_document
def _withdrawn(request, document_id: int):
    return None
