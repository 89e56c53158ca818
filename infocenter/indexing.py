"""What of a document goes into the search index: its current edition, and nothing else."""

import html
import re
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from infocenter import addresses, links, search
from infocenter.models import Document, Edition, EditionFile, EditionTranslation
from infocenter.search.kinds import Kind
from portal.files.models import StoredFile

KIND = "document"
_TAG = re.compile(r"<(/?)(\w+)[^>]*>")
_ID = re.compile(r'\sid="([^"]+)"')
_MARKED = re.compile(r"\0([^\0]*)\0")  # published text has no NUL
_HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
_INLINE = frozenset(["a", "code", "em", "s", "strong"])


def index_edition(edition: Edition) -> None:
    """Put the current edition into the search index, one entry for each language version.

    Call it in the transaction that changed the document's row: that serialises the writers.
    """
    search.index(entries_of(edition))


def unindex_document(document: Document) -> None:
    """Take everything of a document out of the search index."""
    search.remove(KIND, document.pk)


def refresh_document(document_id: int) -> bool:
    """Make the index hold what is public of a document now; whether anything is.

    Texts are analysed before the transaction, which is then short. If somebody publishes,
    withdraws or supersedes meanwhile, theirs stands.
    """
    edition = Edition.objects.current().filter(document_id=document_id).first()
    prepared = search.prepare(entries_of(edition)) if edition else []
    with transaction.atomic():
        if not Document.objects.select_for_update().filter(pk=document_id).exists():
            search.remove(KIND, document_id)
            return False
        now = Edition.objects.current().filter(document_id=document_id).first()
        if now is None:
            search.remove(KIND, document_id)
        elif edition and (now.pk, now.is_superseded) == (edition.pk, edition.is_superseded):
            search.index(prepared)
        else:
            search.index(entries_of(now))
    return now is not None


def entries_of(edition: Edition) -> list[search.Entry]:
    """The entries of an edition. A file of no language belongs to every language version."""
    files = list(edition.files.all())
    texts = dict(
        StoredFile.objects.filter(sha256__in=[each.sha256 for each in files])
        .exclude(text="")
        .values_list("sha256", "text")
    )
    topics = tuple(edition.topics.order_by("pk").values_list("pk", flat=True))
    formats = tuple(sorted({each.format for each in files if each.format}))
    return [
        replace(_entry(edition, version, files, texts), topics=topics, formats=formats)
        for version in edition.translations.all()
    ]


def _entry(
    edition: Edition, version: EditionTranslation, files: list[EditionFile], texts: dict[str, str]
) -> search.Entry:
    body, anchors = words(version.body_html)
    return search.Entry(
        kind=KIND,
        object_id=edition.document_id,
        language=version.language,
        title=version.title,
        number=edition.number,
        summary=version.summary,
        body=body,
        files=tuple(
            search.FileText(each.name, each.sha256, texts[each.sha256])
            for each in files
            if each.language in ("", version.language) and each.sha256 in texts
        ),
        department_id=edition.department_id,
        type=edition.type,
        date=edition.date,
        superseded=edition.is_superseded,
        anchors=anchors,
        links=frozenset(links.documents_in(version.body_html)),
    )


def words(body_html: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The words of a rendered (and so well-formed) body, a line for each block; and the headings
    that can be linked to: where each stands in the words, and its id.
    """
    lines: list[str] = []
    anchors: list[tuple[int, str]] = []
    length = 0
    for line in _TAG.sub(_line_break, body_html).split("\n"):
        heading = _MARKED.match(line)
        if heading:
            anchors.append((length, html.unescape(heading[1])))
            line = line[heading.end() :]
        text = " ".join(html.unescape(line).split("\n")).strip()
        if text:
            lines.append(text)
            length += len(text) + 1
    return "\n".join(lines), tuple(anchors)


def _line_break(tag: re.Match) -> str:
    if tag[2] in _INLINE:
        return ""
    heading = _ID.search(tag[0]) if tag[2] in _HEADINGS else None
    return f"\n\0{heading[1]}\0" if heading else "\n"


def out_of_step() -> list[int]:
    """Documents whose entries are missing, left over, wrongly marked or of an older analyzer."""
    public = {
        (document_id, language): superseded
        for document_id, language, superseded in Edition.objects.current()
        .order_by()
        .values_list("document_id", "translations__language", "is_superseded")
    }
    entries = search.entries_of_kind(KIND)
    missing = {key[0] for key, superseded in public.items() if entries.get(key) != superseded}
    left = {key[0] for key in entries if key not in public}
    return sorted(missing | left)


class Documents(Kind):
    """Documents: their texts are long, and there may be many of them."""

    def refresh(self, object_id: int) -> bool:
        return refresh_document(object_id)

    def out_of_step(self) -> list[int]:
        return out_of_step()

    def due(self, most: int) -> list[int]:
        """Those that an older analyzer indexed."""
        outdated = search.outdated().filter(kind=KIND).order_by()
        return list(outdated.values_list("object_id", flat=True).distinct()[:most])


DOCUMENTS = Documents(
    KIND,
    _("Document"),
    lambda hit, language: addresses.document(hit.object_id, language),
    lambda: Document.objects.filter(editions__is_current=True),
    lambda document: entries_of(document.editions.current().get()),
)
