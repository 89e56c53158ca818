"""The door for programs that know CKAN."""

import json

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from infocenter.interop.ckan import ACTIONS, Asking, NotThere, Wrong
from portal import languages
from portal.context_processors import origin
from portal.negotiation import same_in_every_language

MOST_BYTES = 100_000


@same_in_every_language
@csrf_exempt  # clients of CKAN ask by POST too, which changes nothing
@require_http_methods(["GET", "HEAD", "POST"])
def ckan_action(request, action: str):
    """Do one action: `{"success": true, "result": ...}`, or what was wrong, as CKAN says it."""
    if action not in ACTIONS:
        return _refusal(request, 404, "Not Found Error", {"message": "Action name not known"})
    try:
        given = _given(request)
        language = languages.from_tag(str(given.get("language", ""))) or languages.CODES[0]
        with override(language):
            result = ACTIONS[action](Asking(given, origin(request), language))
    except NotThere:
        return _refusal(request, 404, "Not Found Error", {"message": "Not found"})
    except Wrong as wrong:
        kind = "Search Query Error" if action == "package_search" else "Validation Error"
        status = 400 if action == "package_search" else 409
        return _refusal(request, status, kind, wrong.words)
    return _answer({"help": _help(request, action), "success": True, "result": result})


def _given(request) -> dict:
    if request.method != "POST":
        return {name: each[0] if len(each) == 1 else each for name, each in request.GET.lists()}
    if request.content_type != "application/json":
        return request.POST.dict()
    body = request.read(MOST_BYTES + 1)
    try:
        found = json.loads(body or b"{}")
    except (ValueError, RecursionError) as problem:
        raise Wrong(message="Bad request data: not JSON") from problem
    if len(body) > MOST_BYTES or not isinstance(found, dict):
        raise Wrong(message="Bad request data: not a dictionary")
    return found


def _refusal(request, status: int, kind: str, words: dict):
    error = {"__type": kind, **words}
    return _answer({"help": _help(request, ""), "success": False, "error": error}, status)


def _answer(content: dict, status: int = 200):
    response = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _help(request, action: str) -> str:
    shown = reverse("machines:ckan-action", args=["help_show"])
    return f"{origin(request)}{shown}?name={action}"
