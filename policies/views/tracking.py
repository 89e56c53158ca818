"""Following a matter by its receipt: what was said, and what the resident can do."""

import json
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from policies import passes, services
from policies.forms.tracking import ACTIONS, ReceiptForm
from policies.models import Case
from policies.states.cases import CaseStatus, Direction
from policies.views.guessing import by_receipt
from policies.views.uploads import LIMITS, limited, receive
from portal.files import serving
from portal.files.names import content_disposition
from portal.origin import same_origin_only
from portal.workflow import Refused

LOST = ("number", "code", "pass")  # of what was sent, what isn't carried on


@same_origin_only
@limited
@require_http_methods(["GET", "HEAD", "POST"])
def case_track(request):
    """Show the receipt, then the matter; a form of it does something with the matter first."""
    if request.method != "POST":
        return _ask(request, ReceiptForm())
    problems = receive(request)
    case = passes.opened(Case, request.POST.get("pass", ""))
    if case is None:
        form = ReceiptForm(request.POST if "number" in request.POST else None)
        case = _by_receipt(request, form)
        if case is None:
            return _ask(request, form, expired="pass" in request.POST)
    action = request.POST.get("action", "")
    if action == "export":
        return _export(case)
    if action not in ACTIONS:
        return _show(request, case)
    return _act(request, case, action, problems)


@same_origin_only
@require_POST
def case_file(request):
    """A file of a matter, for who has a pass to it. Nothing of it is in the address."""
    case = passes.opened(Case, request.POST.get("pass", ""))
    if case is None:
        return _ask(request, ReceiptForm(), expired=True)
    number = request.POST.get("file", "")
    file = shown_files(case).get(int(number)) if number.isascii() and number.isdigit() else None
    if file is None:
        raise Http404
    return serving.serve_sealed(file.place, file.name())


def shown_files(case: Case) -> dict[int, Any]:
    """The files of a matter and its parts that its resident may see, by number."""
    return {
        file.pk: file
        for each in (case, *case.parts.all())
        for message in each.messages.exclude(direction=Direction.INTERNAL).prefetch_related("files")
        for file in message.files.all()
    }


def _by_receipt(request, form: ReceiptForm) -> Case | None:
    wrong = _("No matter has this number and this code. Compare both.")
    return by_receipt(request, form, services.find_case, ("case", "cases"), wrong)


def _ask(request, form: ReceiptForm, *, expired: bool = False) -> HttpResponse:
    """Ask for the receipt; what else was sent is carried on: nothing has to be typed anew."""
    carried = [(name, value) for name, value in request.POST.items() if name not in LOST]
    context = {"form": form, "carried": carried, "expired": expired, "section": "cases"}
    return render(request, "policies/case_track.html", context)


def _act(request, case: Case, action: str, problems: list[str]) -> HttpResponse:
    form = ACTIONS[action](request.POST)
    if not form.is_valid() or problems:
        return _show(request, case, {action: form}, problems)
    try:
        _DO[action](case, form.cleaned_data)
    except Refused as refusal:
        return _show(request, case, {action: form}, [str(refusal)])
    return _show(request, case, done=action)


def _reply(case, said):
    services.receive_reply(case, text=said["text"], submission=said["submission"])


def _rate(case, said):
    services.rate_case(
        case, rating=said["rating"], text=said["text"], submission=said["submission"]
    )


def _reopen(case, said):
    services.reopen_case(case, text=said["text"], submission=said["submission"])


_DO: dict[str, Callable] = {
    "reply": _reply,
    "rate": _rate,
    "reopen": _reopen,
    "withdraw": lambda case, said: services.withdraw_case(case),
    "erase": lambda case, said: services.erase_case(case),
}


def _show(request, case: Case, bound=None, problems=(), done: str = "") -> HttpResponse:
    """The matter as its resident sees it."""
    case = Case.objects.select_related("department").get(pk=case.pk)
    bound = bound or {}
    forms = {name: bound.get(name) or ACTIONS[name]() for name in _open_actions(case)}
    context = {
        "case": case,
        "deadline": services.deadline_of(case),
        "messages": _messages(case),
        "parts": [(each, _messages(each)) for each in case.parts.select_related("department")],
        "forms": forms,
        "failed": next(iter(bound.values()), None),
        "problems": problems,
        "done": done,
        "pass": passes.issue(case),
        **LIMITS,
        "reopen_until": services.reopen_until(case),
        "section": "cases",
    }
    return render(request, "policies/case_detail.html", context)


def _messages(case: Case):
    return case.messages.exclude(direction=Direction.INTERNAL).prefetch_related("files")


def _open_actions(case: Case) -> list[str]:
    """What the resident can do now."""
    if case.forgotten_at:
        return []
    actions = ["reply", "withdraw"] if case.is_open else []
    if case.status in (CaseStatus.ANSWERED, CaseStatus.CLOSED) and case.answered_at:
        actions.append("rate")
    if services.reopen_until(case):
        actions.append("reopen")
    return [*actions, "erase"]


def _export(case: Case) -> HttpResponse:
    words = json.dumps(services.export_case(case), ensure_ascii=False, indent=2)
    response = HttpResponse(words, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = content_disposition(f"{case.number}.json")
    return response
