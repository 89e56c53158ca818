"""What went wrong, as RFC 9457 says it, in the caller's language."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response

from portal import languages
from portal.workflow import Refused

MEDIA_TYPE = "application/problem+json"

# By code: what each kind of problem is called. The code stands at the end of its `type`.
TITLES: dict[str, str | Promise] = {
    "invalid": gettext_lazy("Some of what was sent is not right."),
    "malformed": gettext_lazy("The request can't be read."),
    "not-authenticated": gettext_lazy("A key is needed."),
    "wrong-key": gettext_lazy("The key does not open anything."),
    "out-of-scope": gettext_lazy("The key may not be used for this."),
    "not-allowed": gettext_lazy("The account may not do this."),
    "not-found": gettext_lazy("There is nothing here."),
    "gone": gettext_lazy("It was public, and was taken down."),
    "wrong-method": gettext_lazy("This can't be done here."),
    "unsupported-media-type": gettext_lazy("What was sent is of a type that isn't read here."),
    "refused": gettext_lazy("It can't be done now."),
    "stale": gettext_lazy("It has been changed since you read it."),
    "precondition-required": gettext_lazy("Say which version you have read: If-Match."),
    "key-missing": gettext_lazy("Every POST needs an Idempotency-Key."),
    "key-reused": gettext_lazy("The Idempotency-Key was used for another request."),
    "wrong-offset": gettext_lazy("The piece does not follow what has arrived."),
    "too-large": gettext_lazy("It is too large."),
    "unanswerable": gettext_lazy("The question can't be answered."),
    "too-many": gettext_lazy("Too many requests."),
    "later": gettext_lazy("It can't be answered at the moment."),
    "failed": gettext_lazy("Something of ours has failed."),
}
STATUSES = {
    "invalid": 400,
    "malformed": 400,
    "key-missing": 400,
    "not-authenticated": 401,
    "wrong-key": 401,
    "out-of-scope": 403,
    "not-allowed": 403,
    "not-found": 404,
    "wrong-method": 405,
    "refused": 409,
    "wrong-offset": 409,
    "gone": 410,
    "stale": 412,
    "too-large": 413,
    "unsupported-media-type": 415,
    "unanswerable": 422,
    "key-reused": 422,
    "precondition-required": 428,
    "too-many": 429,
    "failed": 500,
    "later": 503,
}
# Codes of errors that forms give, in words of ours: DRF has no complete Portuguese.
WORDS: dict[str, Promise] = {
    "required": gettext_lazy("This is missing."),
    "null": gettext_lazy("This can't be null."),
    "nothing": gettext_lazy("Write it in one language at least."),
    "blank": gettext_lazy("This can't be empty."),
    "empty": gettext_lazy("This can't be empty."),
    "not_a_list": gettext_lazy("This must be a list."),
    "not_a_dict": gettext_lazy("This must be an object."),
    "does_not_exist": gettext_lazy("There is no such thing."),
    "invalid_choice": gettext_lazy("This is none of the possible values."),
    "null_characters_not_allowed": gettext_lazy("There is a NUL character in it."),
    "surrogate_characters_not_allowed": gettext_lazy("There is half of a character in it."),
}


WELL_FORMED = ("does_not_exist", "nothing")


class Problem(exceptions.APIException):
    """Something to tell the caller, by one of the codes above."""

    def __init__(self, code: str, detail="", *, errors: list | None = None, headers=None, **more):
        super().__init__(detail or str(TITLES[code]), code)
        self.code, self.errors, self.headers, self.more = code, errors, headers or {}, more
        self.status_code = STATUSES[code]


def wrong(pointer: str, detail: str, code: str = "invalid") -> Problem:
    """One thing of the body that isn't right; `pointer` as RFC 6901 has it, with `#`."""
    return Problem("invalid", errors=[{"pointer": pointer, "detail": detail, "code": code}])


def wrong_parameter(name: str, detail: str, code: str = "invalid") -> Problem:
    """A parameter of the address that isn't right."""
    return Problem("invalid", errors=[{"parameter": name, "detail": detail, "code": code}])


def one_of(*names: str) -> Problem:
    """Exactly one of these has to be sent."""
    detail = _("Send one of these: %(names)s.") % {"names": ", ".join(names)}
    told = [{"pointer": f"#/{each}", "detail": detail, "code": "one_of"} for each in names]
    return Problem("refused", errors=told)


def handle(error: Exception, context: dict) -> Response | None:
    """The answer to an exception that a view has raised; None for one that nobody expected."""
    problem = as_problem(error)
    if problem is None:
        return None
    response = Response(body(problem), status=problem.status_code, content_type=MEDIA_TYPE)
    for name, value in problem.headers.items():
        response[name] = value
    return response


def as_problem(error: Exception) -> Problem | None:
    """The exception as a problem."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Refused):
        return Problem("refused", str(error))
    if isinstance(error, (Http404, exceptions.NotFound)):
        return Problem("not-found")
    if isinstance(error, (PermissionDenied, exceptions.PermissionDenied)):
        return Problem("not-allowed")
    if isinstance(error, exceptions.ValidationError):
        return _invalid(list(_errors(error.detail)))
    if isinstance(error, exceptions.APIException):
        return _known(error)
    return None


def _invalid(errors: list[dict]) -> Problem:
    """What is well formed and says nothing, or names what isn't there, can't be done: no 400."""
    is_well_formed = all(each["code"] in WELL_FORMED for each in errors)
    return Problem("refused" if is_well_formed else "invalid", errors=errors)


def _known(error: exceptions.APIException) -> Problem:
    headers = {}
    if isinstance(error, exceptions.NotAuthenticated):
        headers["WWW-Authenticate"] = 'Bearer realm="api"'
    if isinstance(error, exceptions.Throttled) and error.wait is not None:
        headers["Retry-After"] = str(int(error.wait) + 1)
    code = {
        401: "not-authenticated",
        405: "wrong-method",
        413: "too-large",
        415: "unsupported-media-type",
        429: "too-many",
    }.get(error.status_code, "malformed")
    return Problem(code, headers=headers)


def _errors(detail: Any, pointer: str = "#") -> Iterator[dict]:
    """Each error that DRF's nested details hold, with the place in the body that it is about."""
    if isinstance(detail, dict):
        for name, each in detail.items():
            inner = pointer if name == "non_field_errors" else f"{pointer}/{_escaped(name)}"
            yield from _errors(each, inner)
    elif isinstance(detail, list):
        for at, each in enumerate(detail):
            nested = isinstance(each, (dict, list))
            yield from _errors(each, f"{pointer}/{at}" if nested else pointer)
    else:
        code = getattr(detail, "code", "invalid")
        yield {"pointer": pointer, "detail": str(WORDS.get(code, detail)), "code": code}


def _escaped(name: object) -> str:
    return str(name).replace("~", "~0").replace("/", "~1")


def of_parameters(errors: Iterable[tuple[str, Iterable[Any]]], by_name: set[str]) -> Problem:
    """What is wrong with parameters of the address, as Django's forms tell it.

    Where all that is wrong is that they name (`by_name`) what isn't there, it is a 404.
    """
    told = [
        {
            "parameter": name,
            "detail": str(WORDS.get(each.code or "", " ".join(each.messages))),
            "code": each.code or "invalid",
        }
        for name, found in errors
        for each in found
    ]
    is_absent = all(
        each["parameter"] in by_name and each["code"] == "invalid_choice" for each in told
    )
    return Problem("not-found" if is_absent else "invalid", errors=told)


def body(problem: Problem) -> dict:
    """What is sent."""
    found: dict[str, Any] = {
        "type": f"/api/docs/#problem-{problem.code}",
        "title": str(TITLES[problem.code]),
        "status": problem.status_code,
    }
    if str(problem.detail) != found["title"]:
        found["detail"] = str(problem.detail)
    if problem.errors:
        found["errors"] = problem.errors
    return found | problem.more


def plain(request: HttpRequest, code: str) -> JsonResponse:
    """A problem outside of all views of the API: no such address, a broken request, a failure."""
    language = get_language()
    if language not in languages.NAMES:
        language = languages.CODES[0]
    with override(language):
        problem = Problem(code)
        response = JsonResponse(
            body(problem),
            status=problem.status_code,
            content_type=MEDIA_TYPE,
            json_dumps_params={"ensure_ascii": False},
        )
    response["Content-Language"] = languages.bcp47(language)
    response["Cache-Control"] = "no-store"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def said_missing() -> str:
    """What is said of a parameter that nobody knows."""
    return _("There is no such parameter here.")
