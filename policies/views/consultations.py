"""Consultations, as residents read them: the list, one of them, its figures and responses."""

from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infocenter import addresses
from infocenter.presentation import titled
from policies import (
    consultation_detail,
    consultation_figures,
    consultation_indexing,
    consultation_listing,
    sharing,
)
from policies.models import Consultation, Response
from portal.context_processors import site
from portal.pagecache.clock import holds_until
from portal.spreadsheets import CsvWriter

PAGE = 20


def changes_by_the_clock(view):
    """Say until when the page holds: the next opening or closing, which nobody has to do."""

    @wraps(view)
    def guard(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        return holds_until(response, Consultation.objects.next_change(timezone.now()))

    return guard


@require_safe
@changes_by_the_clock
def consultation_list(request):
    """All public consultations, what is open first."""
    rows = Consultation.objects.public().at(timezone.now()).in_list_order()
    context = {
        "page_title": _("Consultations"),
        "page_description": _("What the administration asks residents, and what came of it."),
        "section": "consultations",
        "rows": consultation_listing.shown(rows, get_language() or ""),
    }
    return render(request, "policies/consultation_list.html", context)


@require_safe
@changes_by_the_clock
def consultation_detail_page(request, consultation_id: int):
    """One consultation whole: what is asked, and once it has closed what was found and done."""
    consultation = get_object_or_404(Consultation.objects.public(), pk=consultation_id)
    context = context_of(consultation, get_language() or "")
    context["linked_data"] = sharing.linked_consultation(context, site(request)["site"])
    return render(request, "policies/consultation_detail.html", context)


def context_of(consultation: Consultation, language: str) -> dict:
    """What the page of a consultation is made of; its preview in admin, too."""
    about = consultation_detail.described(consultation, language)
    return {
        **about,
        "page_title": about["title"],
        "page_description": about["summary"],
        "section": "consultations",
        "trail": [(addresses.page("policies:consultation-list", language), _("Consultations"))],
    }


@require_safe
def consultation_results(request, consultation_id: int):
    """The figures as a table for programs: small ones are hidden here, too."""
    consultation = get_object_or_404(Consultation.objects.public(), pk=consultation_id)
    if not consultation.is_closed():
        raise Http404
    found = consultation_figures.results(consultation, get_language() or "")
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"consultation-{consultation.pk}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")  # so that spreadsheets read it as UTF-8
    rows = CsvWriter(response)
    rows.writerow(["question", "kind", "choice", "count", "answered", "responses"])
    for result in found.results if found.is_ready else ():
        answered = "" if result.answered is None else result.answered
        about = [result.words, result.question.kind]
        for each in result.rows:
            count = f"<{found.few}" if each.count is None else each.count
            rows.writerow([*about, each.words, count, answered, found.responses])
        if not result.rows:
            rows.writerow([*about, "", "", answered, found.responses])
    return response


@require_safe
def consultation_responses(request, consultation_id: int):
    """The published responses, names masked, the first sent first; in pages by key."""
    consultation = get_object_or_404(Consultation.objects.public(), pk=consultation_id)
    after = request.GET.get("after", "")
    rows = Response.objects.published().filter(consultation=consultation).order_by("pk")
    if after.isascii() and after.isdigit() and len(after) < 19:
        rows = rows.filter(pk__gt=int(after))
    shown = list(rows.prefetch_related("replies__question", "replies__choice")[: PAGE + 1])
    language = get_language() or ""
    titles = {each.language: each.title for each in consultation.translations.all()}
    title, _lang = titled(language, titles)
    base = consultation_indexing.address(consultation.pk, language)
    context = {
        "page_title": _("Responses: %(title)s") % {"title": title},
        "section": "consultations",
        "trail": [
            (addresses.page("policies:consultation-list", language), _("Consultations")),
            (base, title),
        ],
        "responses": [consultation_detail.response(each, language) for each in shown[:PAGE]],
        "next": f"?after={shown[PAGE - 1].pk}" if len(shown) > PAGE else "",
        "first": base + "responses/" if after else "",
    }
    return render(request, "policies/consultation_responses.html", context)
