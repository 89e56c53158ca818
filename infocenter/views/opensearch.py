"""The search for browsers: they add it to those that they know, and suggest while one types."""

from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from infocenter import addresses
from infocenter.forms import SuggestionForm
from infocenter.search.suggestions import suggest
from portal import languages
from portal.context_processors import origin, site_name
from portal.negotiation import same_in_every_language


@same_in_every_language
@require_safe
def opensearch(request, language: str):
    """The description (OpenSearch 1.1)."""
    host = origin(request)
    with override(language):
        content = render_to_string(
            "infocenter/opensearch.xml",
            {
                "name": site_name(language),
                "lang": languages.bcp47(language),
                "origin": host,
                "search": host + addresses.page("infocenter:search", language),
                "suggestions": host + reverse("machines:opensearch-suggestions", args=[language]),
            },
        )
    return HttpResponse(
        content, content_type="application/opensearchdescription+xml; charset=utf-8"
    )


@same_in_every_language
@require_safe
def opensearch_suggestions(request, language: str):
    """What somebody who has typed `q` may want to search for, as browsers ask for it."""
    form = SuggestionForm(request.GET)
    typed = request.GET.get("q", "")[:200]
    found = []
    if form.is_valid():
        typed = form.cleaned_data["q"]
        found = suggest(typed, language, form.cleaned_data["limit"])
    words = [each.text for each in found]
    search = origin(request) + addresses.page("infocenter:search", language)
    content = [typed, words, [""] * len(words), [f"{search}?{urlencode({'q': w})}" for w in words]]
    return JsonResponse(
        content,
        safe=False,
        json_dumps_params={"ensure_ascii": False},
        content_type="application/x-suggestions+json; charset=utf-8",
    )
