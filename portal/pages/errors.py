"""Pages for what went wrong, in the reader's language, with the search box as a way out."""

import logging

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from portal.rest import problems

logger = logging.getLogger(__name__)


MACHINES = "/api/"


def _is_for_machines(request) -> bool:
    return request.path_info.startswith(MACHINES)


def bad_request(request, exception=None):
    if _is_for_machines(request):
        return problems.plain(request, "malformed")
    return render(request, "400.html", status=400)


def not_allowed(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    if _is_for_machines(request):
        return problems.plain(request, "not-found")
    return render(request, "404.html", status=404)


def gone(request, exception=None):
    return render(request, "410.html", status=410)


def server_error(request):
    """Something of ours failed: a page that needs no database and no other template."""
    if _is_for_machines(request):
        return problems.plain(request, "failed")
    try:
        return HttpResponseServerError(loader.get_template("500.html").render())
    except Exception:  # even the page for failures failed: say the least, but answer
        logger.exception("The page for errors could not be made.")
        return HttpResponseServerError("<!doctype html><title>500</title><h1>500</h1>")
