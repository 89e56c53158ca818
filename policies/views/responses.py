"""Responding to a consultation, without an account: the form, the review, the receipt, changing."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from policies import consultation_detail, passes, services
from policies.forms.responses import ResponseForm, ResponseReceiptForm, initial_of
from policies.models import Consultation, Response
from policies.services import Answers
from policies.states.consultations import ResponseStatus, Stage
from policies.views.guessing import by_receipt
from policies.views.uploads import limited
from portal import challenge
from portal.challenge import ChallengeFields
from portal.origin import same_origin_only
from portal.throttling import allow, network_of
from portal.workflow import Refused

RESPONSES_AN_HOUR = 60  # of one network, to one consultation; what comes beyond waits for a look
HOUR = 3600
LOST = ("number", "code", "pass")  # of what was sent, what isn't carried on


@same_origin_only
@limited
@require_http_methods(["GET", "HEAD", "POST"])
def consultation_respond(request, consultation_id: int):
    """Answer the questions; look at the answers once more; send them.

    The receipt is the answer to sending, never an address: a reload sends the same submission
    again, which is the same response and the same receipt.
    """
    consultation = get_object_or_404(Consultation.objects.public(), pk=consultation_id)
    language = get_language() or ""
    if request.method != "POST":
        if consultation.stage() != Stage.OPEN:
            return redirect("policies:consultation-detail", consultation_id)
        return _form(request, ResponseForm(consultation, language))
    form = ResponseForm(consultation, language, request.POST)
    step = request.POST.get("step")
    if not form.is_valid() or step == "change":
        return _form(request, form)
    if step == "send":
        return _send(request, form)
    given = {"challenge": request.POST.get("challenge")}
    return _review(request, form, ChallengeFields(initial=given))


def _about(form: ResponseForm) -> dict:
    return {
        **consultation_detail.described(form.consultation, get_language() or ""),
        "form": form,
        "is_open": form.consultation.stage() == Stage.OPEN,
        "section": "consultations",
    }


def _form(request, form: ResponseForm, **more) -> HttpResponse:
    token = request.POST.get("challenge") or challenge.issue()
    context = {**_about(form), "challenge": token, **more}
    return render(request, "policies/response_form.html", context)


def _review(request, form: ResponseForm, person: ChallengeFields) -> HttpResponse:
    context = {**_about(form), "person": person, "bits": challenge.BITS}
    return render(request, "policies/response_review.html", context)


def _send(request, form: ResponseForm) -> HttpResponse:
    """Take the response in, and show its receipt."""
    submission = form.cleaned_data["submission"]
    person = ChallengeFields(request.POST)
    suspect = False
    sent = services.find_sent(submission)
    if sent is None:  # who reloads isn't asked twice
        if not person.is_valid():
            return _review(request, form, person)
        key = f"{form.consultation.pk}:{network_of(request)}"
        verdict = allow("consultation.respond", key, RESPONSES_AN_HOUR, HOUR)
        suspect = not verdict or person.verdict() != challenge.Verdict.PERSON
    answers = Answers(
        submission=submission,
        consultation=form.consultation,
        language=get_language() or "",
        said=form.said(),
        person=form.person(),
        may_publish=form.cleaned_data["may_publish"],
        is_suspect=suspect,
    )
    try:
        receipt = services.respond(answers)
    except Refused as refusal:  # it closed while it was written: what was written is shown
        return _form(request, form, problems=[str(refusal)])
    context = {
        **_about(form),
        "receipt": receipt,
        "response": receipt.response,
        "pass": passes.issue(receipt.response),
        "differs": sent is not None and _compact(services.said_of(sent)) != _compact(form.said()),
    }
    return render(request, "policies/response_receipt.html", context)


def _compact(said) -> dict:
    """What was said, without what was left out."""
    return {key: value for key, value in said.items() if value not in (None, "", [])}


@same_origin_only
@limited
@require_http_methods(["GET", "HEAD", "POST"])
def consultation_change(request):
    """Show the receipt of a response, then see it, and until the closing change or withdraw it."""
    if request.method != "POST":
        return _ask(request, ResponseReceiptForm())
    response = passes.opened(Response, request.POST.get("pass", ""))
    if response is None:
        given = request.POST if "number" in request.POST else None
        receipt = ResponseReceiptForm(given)
        response = _by_receipt(request, receipt)
        if response is None:
            return _ask(request, receipt, expired="pass" in request.POST)
    return _act(request, response)


def _ask(request, form: ResponseReceiptForm, *, expired: bool = False) -> HttpResponse:
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in LOST
        for value in values
    ]
    context = {
        "carried": carried,
        "page_title": _("See or change your response"),
        "form": form,
        "expired": expired,
        "section": "consultations",
    }
    return render(request, "policies/response_find.html", context)


def _by_receipt(request, form: ResponseReceiptForm) -> Response | None:
    wrong = _("No response has this number and this code. Compare both.")
    scopes = ("response", "responses")
    return by_receipt(request, form, services.find_response, scopes, wrong)


def _act(request, response: Response) -> HttpResponse:
    """Save or withdraw, if that is asked for; then the response as it stands."""
    language = get_language() or ""
    consultation = response.consultation
    action = request.POST.get("action", "")
    form = ResponseForm(consultation, language, initial=initial_of(response))
    problems: list[str] = []
    done = ""
    try:
        if action == "save":
            form = ResponseForm(consultation, language, request.POST)
            if form.is_valid():
                services.change_response(
                    response,
                    said=form.said(),
                    person=form.person(),
                    may_publish=form.cleaned_data["may_publish"],
                )
                done = _("Your response was changed.")
        elif action == "withdraw":
            services.withdraw_response(response)
            done = _("Your response was withdrawn, and what it said deleted.")
    except Refused as refusal:
        problems.append(str(refusal))
    context = {
        **_about(form),
        "response": response,
        "withdrawn": response.status == ResponseStatus.WITHDRAWN,
        "pass": passes.issue(response),
        "problems": problems,
        "done": done,
    }
    return render(request, "policies/response_change.html", context)
