"""Residents' matters: what can be done, and writing one down, with what may answer it already."""

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infocenter import search
from infocenter.search import Hit, kinds
from policies.forms.cases import ASKING, LONGEST_SUBJECT, CaseForm, thing_of
from policies.services import rule_for
from policies.states.cases import CaseKind
from portal import languages
from portal.origin import same_origin_only
from portal.throttling import allow, network_of

RELATED = 5
LOOKS_AN_HOUR = 600  # of one network: a school's, too


@require_safe
def case_home(request):
    """What a resident can do here, and by when each is answered."""
    choices = [
        {"kind": kind, "title": asking.title, "hint": asking.hint, "rule": rule_for(kind)}
        for kind, asking in ASKING.items()
    ]
    return render(request, "policies/case_home.html", {"choices": choices, "section": "cases"})


@same_origin_only
@require_http_methods(["GET", "HEAD", "POST"])
def case_new(request):
    """Write a matter down; then look at it once more, beside what may answer it already."""
    asked = request.POST if request.method == "POST" else request.GET
    kind = asked.get("kind", "")
    if kind not in CaseKind.values:
        return redirect("policies:case-home")
    if request.method != "POST":
        about = request.GET.get("about", "")
        return _form(request, CaseForm(CaseKind(kind), initial={"about": about}), about)
    form = CaseForm(CaseKind(kind), request.POST)
    if not form.is_valid() or asked.get("step") == "change":
        return _form(request, form, asked.get("about", ""))
    return _review(request, form)


def _form(request, form: CaseForm, about: str):
    context = {
        "form": form,
        "asking": ASKING[form.kind],
        "about": thing_of(about),
        "section": "cases",
    }
    return render(request, "policies/case_form.html", context)


def _review(request, form: CaseForm):
    """What was written, to be read again beside what may answer it already."""
    said = form.cleaned_data
    context = {
        "form": form,
        "asking": ASKING[form.kind],
        "about": thing_of(said["about"]),
        "related": related(f"{said['subject']} {said['text'][:200]}", get_language() or ""),
        "section": "cases",
    }
    return render(request, "policies/case_review.html", context)


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
