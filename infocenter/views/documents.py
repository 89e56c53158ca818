"""A document as it was published: its page, its printed form, its older editions."""

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infocenter import addresses, contents, detail, links, places, qr, reading, sharing
from infocenter.detail import Described
from infocenter.views.guards import of_public_document
from portal.context_processors import site as site_of
from portal.markup import filled
from portal.pagecache import outlines


@require_safe
@of_public_document
def document_detail(request, document_id: int):
    """The current edition in the reader's language, or in the best other one."""
    return _page(request, reading.current(document_id, get_language()))


@require_safe
@of_public_document
def edition_detail(request, document_id: int, number: int):
    """An older edition, as it was, with the way to the current one."""
    return _page(request, reading.numbered(document_id, number, get_language()))


@require_safe
@of_public_document
def document_print(request, document_id: int):
    """All of it on paper: the text, what is said about it, and the files with their hashes."""
    edition = reading.current(document_id, get_language())
    if edition is None:
        return None
    about = Described(edition, site_of(request)["site"], printed=True)
    slots = about.slots() | _relations(about) | {"code": qr.square(about.permanent)}
    return outlines.page("infocenter/document_print.html", about.site, about.shape(), slots)


def _page(request, edition):
    if edition is None:
        return None
    about = Described(edition, site_of(request)["site"])
    document_id = about.edition.document_id
    slots = about.slots() | _relations(about) | {"thing": f"document:{document_id}"}
    slots["subscribe"] = f"kind=document&key={document_id}"
    slots["feed"] = f"?key={document_id}"
    slots["contents"] = contents.table(slots["body"])
    slots["linked_from"] = links.linking_to(about.edition, about.site["language"])
    slots["belongs_to"] = places.filled(document_id, about.site["language"])
    slots["linked_data"] = sharing.linked_data(about) if edition.is_current else ""
    slots["archive"] = f"{about.base}files/all.zip"
    if not edition.is_current:
        number = edition.edition_number
        slots["archive"] = f"{about.base}editions/{number}/all.zip"
        slots["page_title"] = _("%(title)s (edition %(number)d)") % {
            "title": about.title,
            "number": number,
        }
    return outlines.page("infocenter/document_detail.html", about.site, about.shape(), slots)


def _relations(about: Described) -> dict[str, str]:
    """What replaces this document, and what it replaced."""
    language = about.site["language"]
    replaced_by = reading.successors(about.edition, language)
    replaces = reading.predecessors(about.edition, language)
    return {
        "list_address": addresses.documents(language),
        "replaced_by": _links(replaced_by, language) if replaced_by else "",
        "replaces": _links(replaces, language) if replaces else "",
    }


def _links(titles, language) -> SafeString:
    found = ((addresses.document(pk, language), lang, title) for pk, title, lang in titles)
    return filled("<ul>{}</ul>", detail.links(found))
