"""What links to a document: found in public texts when they are indexed, shown on its page."""

import re

from django.utils.safestring import SafeString

from infocenter import detail
from infocenter.models import DocumentLink
from infocenter.presentation import gathered, titled
from infocenter.reading import Published
from infocenter.search import Hit, kinds
from portal import languages
from portal.origin import leads_here
from portal.prepared import Prepared

SHOWN = 20
_READ = 200  # rows: some twenty things in four languages, and some to spare

_ADDRESS = re.compile(
    r"(?P<host>https?://[^/\s\"'<>()]+)?/(?:" + "|".join(languages.CODES) + r")"
    r"/documents/(?P<document>[1-9][0-9]{0,17})(?![0-9])"
)
_rows = Prepared(
    lambda document_id: (
        DocumentLink.objects.filter(document_id=document_id)
        .order_by("-entry__date", "-entry_id")
        .values_list(
            "entry__kind", "entry__object_id", "entry__language", "entry__title", "entry__number"
        )[:_READ]
    )
)


def documents_in(text: str) -> set[int]:
    """The documents of this portal whose addresses stand in a text, of whatever markup."""
    if "/documents/" not in text:
        return set()
    return {
        int(found["document"])
        for found in _ADDRESS.finditer(text)
        if not found["host"] or leads_here(found["host"])
    }


def linking_to(edition: Published, language: str) -> SafeString:
    """List items of the public things that link to a document, the newest first."""
    document_id = edition.document_id
    if not edition.is_linked:
        return SafeString("")
    rows = _rows(document_id)
    things = gathered(rows, lambda row: row[:2], lambda row: row[2:])
    things.pop(("document", document_id), None)
    shown = list(things.items())[:SHOWN]
    return detail.links(
        _link(kind, object_id, versions, language) for (kind, object_id), versions in shown
    )


def _link(kind: str, object_id: int, versions: list[tuple], language: str):
    """(address, lang, words) of a thing for a reader of `language`."""
    title, lang = titled(language, {code: title for code, title, _number in versions})
    hit = Hit(kind, object_id, language, 0.0, (), (), number=versions[0][2])
    return kinds.of(kind).address(hit, language), lang, title
