"""Search: a question, what was found, and what to do when nothing was."""

from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infocenter import addresses, labels
from infocenter import search as index
from infocenter.forms import SearchForm
from infocenter.results import shown_hits
from infocenter.search.spelling import did_you_mean
from infocenter.search.suggestions import suggest

PAGE = 20


@require_safe
def search(request):
    """What is public and answers the question best."""
    language = get_language()
    form = SearchForm(request.GET, language)
    form.full_clean()
    asked = form.cleaned_data
    question = (asked.get("q") or "").strip()
    found = _found(question, asked, language) if question else None
    address = addresses.page("infocenter:search", language)
    context = {
        "page_title": _("Search: %(question)s") % {"question": question}
        if question
        else _("Search"),
        "section": "search",
        "form": form,
        "question": question,
        "found": found,
        "hits": shown_hits(found.hits, language) if found else [],
        "next": _address(address, asked, found.next) if found and found.next else "",
        "first": _address(address, asked) if asked.get("after") else "",
        "without_filters": _address(address, {"q": question})
        if asked.get("department") or asked.get("type")
        else "",
        "meant": did_you_mean(question, language) if found and not asked.get("after") else "",
        "suggestions": suggest(question, language) if found and not found.hits else [],
        "address": address,
        "documents": addresses.documents(language),
    }
    return render(request, "infocenter/search.html", context)


def _found(question: str, asked: dict, language: str) -> index.Results:
    departments = {each.key: each.pk for each in labels.departments(language).values()}
    return index.match(
        question,
        language=language,
        department=departments.get(asked.get("department") or ""),
        type=asked.get("type") or None,
        limit=PAGE,
        after=asked.get("after") or None,
    )


def _address(address: str, asked: dict, after: int | None = None) -> str:
    """The address of another page of the same search."""
    pairs = {name: asked.get(name) for name in ("q", "department", "type")} | {"after": after}
    return f"{address}?{urlencode({name: value for name, value in pairs.items() if value})}"
