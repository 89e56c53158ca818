"""The history of a document, and what changed between two of its editions."""

from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infocenter import addresses, comparison, detail, labels, reading
from infocenter.forms import CompareForm
from infocenter.presentation import titled
from infocenter.views.guards import of_public_document
from portal.labels import best


@require_safe
@of_public_document
def document_history(request, document_id: int):
    """All editions, with what changed, when and why."""
    editions = reading.editions(document_id)
    if not editions:
        return None
    language = get_language()
    told = reading.changes(document_id)
    context = _frame(editions[0], language) | {
        "page_title": _("History"),
        "entries": [_entry(each, told[each.pk], language) for each in editions],
    }
    return render(request, "infocenter/document_history.html", context)


@require_safe
@of_public_document
def document_compare(request, document_id: int):
    """The difference between any two editions, in one language version."""
    editions = {each.edition_number: each for each in reversed(reading.editions(document_id))}
    if not editions:
        return None
    language = get_language()
    last = max(editions)
    asked = {"from": str(max(1, last - 1)), "to": str(last)} | request.GET.dict()
    form = CompareForm(asked, list(editions), reading.languages_ever(document_id))
    form.full_clean()
    old = editions[form.cleaned_data.get("old", max(1, last - 1))]
    new = editions[form.cleaned_data.get("new", last)]
    code = form.cleaned_data.get("version") or comparison.language(language, old, new)
    told = reading.changes(document_id)
    context = _frame(editions[last], language) | {
        "page_title": _("What changed"),
        "form": form,
        "numbers": list(editions),
        "codes": form.codes,
        "old_and_new": [_entry(each, told[each.pk], language) for each in (old, new)],
        "code": code,
        "changes": comparison.between(old, new, code, language),
    }
    return render(request, "infocenter/document_compare.html", context)


def _frame(current: reading.Published, language: str) -> dict:
    """What the pages below a document's have in common."""
    titles = {code: version.title for code, version in current.versions.items()}
    title, lang = titled(language, titles)
    base = addresses.document(current.document_id, language)
    return {
        "section": "documents",
        "title": title,
        "lang": lang,
        "base": base,
        "trail": [(addresses.documents(language), _("Documents")), (base, title)],
    }


def _entry(edition: reading.Published, change: reading.Change, language: str) -> dict:
    return {
        "number": edition.edition_number,
        "kind": edition.kind,
        "kind_name": detail.kind(edition.kind, language),
        "at": edition.published_at,
        "day": labels.day(localtime(edition.published_at).date(), language),
        "note": best(change.notes, language),
        "credit": best(change.credits, language),
        "is_current": edition.is_current,
        "sha256": edition.sha256,
        "before": edition.edition_number - 1,
    }
