"""A document as it was published: its page, its printed form, its older editions."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infocenter import addresses, detail, reading
from infocenter.views.guards import of_public_document
from portal.context_processors import site as site_of


@require_safe
@of_public_document
def document_detail(request, document_id: int):
    """The current edition in the reader's language, or in the best other one."""
    edition = reading.current(document_id)
    if edition is None:
        return None
    return render(request, "infocenter/document_detail.html", _page(request, edition))


@require_safe
@of_public_document
def edition_detail(request, document_id: int, number: int):
    """An older edition, as it was, with the way to the current one."""
    edition = reading.numbered(document_id, number)
    if edition is None:
        return None
    context = _page(request, edition)
    if not edition.is_current:
        context["page_title"] = _("%(title)s (edition %(number)d)") % {
            "title": context["title"],
            "number": number,
        }
    return render(request, "infocenter/document_detail.html", context)


@require_safe
@of_public_document
def document_print(request, document_id: int):
    """All of it on paper: the text, what is said about it, and the files with their hashes."""
    edition = reading.current(document_id)
    if edition is None:
        return None
    context = detail.described(edition, get_language())
    return render(request, "infocenter/document_print.html", context)


def _page(request, edition) -> dict:
    language = get_language()
    site = site_of(request)["site"]
    context = detail.described(edition, language)
    context |= {
        "trail": [(addresses.documents(language), _("Documents"))],
        "replaced_by": _links(reading.successors(edition, language), language),
        "replaces": _links(reading.predecessors(edition, language), language),
        "linked_data": detail.linked_data(context, site) if edition.is_current else "",
        "letters": detail.letters(context, site),
        "permanent": f"{site['origin']}{context['base']}",
        "archive": context["base"]
        + ("" if edition.is_current else f"editions/{edition.edition_number}/")
        + ("files/all.zip" if edition.is_current else "all.zip"),
    }
    return context


def _links(titles, language) -> list[tuple[str, str, str]]:
    return [(addresses.document(pk, language), title, lang) for pk, title, lang in titles]
