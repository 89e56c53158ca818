"""Suggestions while typing, for the page's own script and for anybody else's."""

from django.http import JsonResponse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from infocenter.forms import SuggestionForm
from infocenter.search.suggestions import suggest

LABELS = {"department": _("Department"), "topic": _("Topic")}
PROBLEM = "application/problem+json"  # RFC 9457


@require_safe
def suggestions(request):
    """What somebody who has typed `q` may want to search for."""
    form = SuggestionForm(request.GET)
    if not form.is_valid():
        problem = {
            "type": "about:blank",
            "title": "Bad Request",
            "status": 400,
            "errors": {name: [str(each) for each in told] for name, told in form.errors.items()},
        }
        return JsonResponse(problem, status=400, content_type=PROBLEM)
    asked = form.cleaned_data
    found = suggest(asked["q"], get_language(), asked["limit"])
    answer = {
        "q": asked["q"],
        "suggestions": [{**vars(each), "label": str(LABELS.get(each.kind, ""))} for each in found],
        "status": ngettext("%(number)s suggestion", "%(number)s suggestions", len(found))
        % {"number": len(found)},
    }
    return JsonResponse(
        answer,
        json_dumps_params={"ensure_ascii": False},
    )
