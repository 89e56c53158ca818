"""Residents' matters: what can be done, and writing one down, with what may answer it already."""

import re
from collections.abc import Sequence
from uuid import uuid4

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infocenter import search
from infocenter.search import Hit, kinds
from policies import passes, services
from policies.deadlines import Deadline
from policies.forms.cases import ASKING, LONGEST_SUBJECT, CaseForm
from policies.models import Person
from policies.services import Filing, Receipt, case_files
from policies.services.deadlines import current_rules
from policies.states.cases import CaseKind
from policies.things import words_of
from policies.views.uploads import LIMITS, limited, receive, submission_of
from portal import challenge, languages
from portal.challenge import ChallengeFields
from portal.context_processors import site
from portal.origin import same_origin_only
from portal.pagecache import outlines
from portal.pagecache.fragments import kept
from portal.throttling import allow, network_of

RELATED = 5
LONGEST_PASSAGE = 300  # characters of a page that somebody has chosen
MATTERS_AN_HOUR = 30  # of one network; what comes beyond waits for an officer's look
LOOKS_AN_HOUR = 600  # of one network: a school's, too


@require_safe
def case_home(request):
    """What a resident can do here, and by when each is answered."""
    rules = current_rules()
    choices = [
        {"kind": kind, "title": asking.title, "hint": asking.hint, "rule": rules(kind, None)}
        for kind, asking in ASKING.items()
    ]
    return render(request, "policies/case_home.html", {"choices": choices, "section": "cases"})


@same_origin_only
@limited
@require_http_methods(["GET", "HEAD", "POST"])
def case_new(request):
    """Write a matter down; look at it once more, beside what may answer it already; send it.

    The receipt is the answer to sending, never an address: a reload sends the same submission
    again, which is the same matter and the same receipt.
    """
    asked = request.POST if request.method == "POST" else request.GET
    kind = asked.get("kind", "")
    if kind not in CaseKind.values:
        return redirect("policies:case-home")
    if request.method != "POST":
        return _form(request, CaseForm(CaseKind(kind), initial=_opened_from(request)))
    problems = receive(request)
    form = CaseForm(CaseKind(kind), request.POST)
    if not form.is_valid() or problems or asked.get("step") == "change":
        return _form(request, form, problems)
    if asked.get("step") == "send":
        return _send(request, form)
    return _review(request, form, ChallengeFields(initial={"challenge": asked.get("challenge")}))


def _opened_from(request) -> dict[str, str]:
    """What the address says of the page from which the form was opened, and of what was chosen."""
    page = _own_address(request, request.GET.get("page", ""))
    passage = " ".join(request.GET.get("passage", "").replace("\0", " ").split())[:LONGEST_PASSAGE]
    begun = [page, f"“{passage}”" if passage else ""]
    return {
        "about": request.GET.get("about", ""),
        "place": request.GET.get("place", ""),
        "text": "".join(f"{each}\n\n" for each in begun if each),
    }


def _own_address(request, page: str) -> str:
    """The address of a page of ours; empty for anything else."""
    is_ours = len(page) < 200 and re.fullmatch(r"/[\w/.~-]+", page, re.ASCII)
    return request.build_absolute_uri(page) if is_ours and not page.startswith("//") else ""


def _form(request, form: CaseForm, problems: Sequence[str] = ()):
    context = {
        "form": form,
        "asking": ASKING[form.kind],
        "about": form.thing,
        "waiting": _waiting(form),
        "problems": problems,
        **LIMITS,
        "challenge": request.POST.get("challenge") or challenge.issue(),
        "section": "cases",
    }
    return render(request, "policies/case_form.html", context)


def _review(request, form: CaseForm, person: ChallengeFields):
    """What was written, to be read again beside what may answer it already."""
    said = form.cleaned_data
    context = {
        "form": form,
        "asking": ASKING[form.kind],
        "about": form.thing,
        "place": words_of(form.thing, said["place"]) if form.thing and said.get("place") else "",
        "related": related(f"{said['subject']} {said['text'][:200]}", get_language() or ""),
        "waiting": _waiting(form),
        "person": person,
        "bits": challenge.BITS,
        "section": "cases",
    }
    return render(request, "policies/case_review.html", context)


def _waiting(form: CaseForm):
    """The files that were chosen for the matter."""
    submission = submission_of(str(form["submission"].value()))
    return list(case_files.waiting(submission)) if submission else []


def _send(request, form: CaseForm):
    """Take the matter in, and show its receipt."""
    person = ChallengeFields(request.POST)
    filing = _filing(form)
    came_before = services.is_filed(filing)
    if not came_before and not person.is_valid():  # who reloads isn't asked twice
        return _review(request, form, person)
    receipt = services.file_case(filing, is_suspect=lambda: _is_doubtful(request, person))
    differs = came_before and _differs(form, receipt)
    case, arrived = receipt.case, timezone.localtime(receipt.case.received_at)
    slots = {
        "number": receipt.number,
        "code": receipt.code,
        "kind": str(case.get_kind_display()),
        "arrived": arrived.isoformat(timespec="seconds"),
        "arrived_in_words": date_format(arrived, "DATETIME_FORMAT"),
        "department": str(case.department or ""),
        "deadline": _deadline(receipt.deadline),
        "pass": passes.issue(case),
        "text": form.cleaned_data["text"] if differs else "",
        "again": str(uuid4()) if differs else "",
    }
    shape = {"section": "cases", "sent": case.kind}
    return outlines.page("policies/case_receipt.html", site(request)["site"], shape, slots)


def _deadline(deadline: Deadline) -> str:
    """When the answer is due, and why just then; one for all of a kind that arrive in a day."""
    language, unit = get_language(), deadline.rule.unit
    return kept(
        ("deadline", language, unit, deadline.answer_by, deadline.steps),
        lambda: render_to_string("policies/partials/deadline.html", {"deadline": deadline}),
    )


def _is_doubtful(request, person: ChallengeFields) -> bool:
    """Whether too much comes from one network, or this looks like a program's."""
    verdict = allow("case.new", network_of(request), MATTERS_AN_HOUR, 3600)
    return not verdict or person.verdict() != challenge.Verdict.PERSON


def _filing(form: CaseForm) -> Filing:
    said = form.cleaned_data
    kind, _colon, number = said["about"].partition(":")
    return Filing(
        submission=said["submission"],
        kind=form.kind,
        subject=said["subject"],
        text=said["text"],
        language=get_language() or "",
        person=Person(
            said.get("name", ""), said["email"], said.get("phone", ""), said.get("credit", "")
        ),
        topic=said["topic"],
        about_kind=kind,
        about_id=int(number) if number else None,
        about_place=said.get("place", ""),
        may_publish=said["may_publish"],
    )


def _differs(form: CaseForm, receipt: Receipt) -> bool:
    """Whether what was sent now isn't what was taken in before under the same submission."""
    first = receipt.case.messages.first()
    return first is not None and first.words() != form.cleaned_data["text"].strip()


@same_origin_only
@require_POST
def case_related(request):
    """For the form's script: what may answer a subject. By POST: addresses are noted in logs."""
    if not allow("related", network_of(request), LOOKS_AN_HOUR, 3600):
        return JsonResponse({"related": []})
    found = related(request.POST.get("subject", ""), get_language() or "")
    return JsonResponse({"related": found}, json_dumps_params={"ensure_ascii": False})


def related(words: str, language: str) -> list[dict[str, str]]:
    """Published things that come near, for a reader of `language`."""
    words = " ".join(words.replace("\x00", " ").split())[: LONGEST_SUBJECT * 2]
    if len(words) < 2:
        return []
    found = search.match(words, language=language, limit=RELATED, elsewhere=0)
    return [_shown(hit, language) for hit in found.hits]


def _shown(hit: Hit, language: str) -> dict[str, str]:
    title = "".join(segment.text for segment in hit.title)
    lang = hit.language
    if language == "zh-hans" and lang == "zh-hant":
        title, lang = languages.to_simplified(title), language
    return {
        "title": title,
        "lang": languages.bcp47(lang),
        "address": kinds.of(hit.kind).address(hit, language),
    }
