"""What a search found, as the page shows it."""

from urllib.parse import quote

from django.utils.safestring import SafeString

from infocenter import labels
from infocenter.detail import text_address
from infocenter.models import EditionFile
from infocenter.presentation import Shown
from infocenter.search import Hit, Segment, kinds
from portal.markup import joined
from portal.pagecache.outlines import fill

TEMPLATE = "infocenter/partials/hit_row.html"
_MARK, _MARK_END = SafeString("<mark>"), SafeString("</mark>")


def hit_rows(hits: list[Hit], site: dict, *, apart: bool = False) -> SafeString:
    """Hits for a reader of the site's language: Simplified is made of Traditional here too."""
    language = site["language"]
    departments, types = labels.departments(language), labels.types(language)
    files = _files(hits)
    rows = []
    for hit in hits:
        converted = language == "zh-hans" and hit.language == "zh-hant"
        version = Shown(hit.language, "zh-hans" if converted else hit.language)
        department = departments.get(hit.department_id or 0)
        address = kinds.of(hit.kind).address(hit, language)
        slots = {
            "address": f"{address}#{quote(hit.anchor)}" if hit.anchor else address,
            "lang": version.lang,
            "title": _marked(hit.title, version),
            "snippet": _marked(hit.snippet, version),
            "type": types.get(hit.type, ""),
            "department": department.name if department else "",
            "department_lang": department.name.lang if department else "",
            "number": hit.number,
            "date": hit.date.isoformat() if hit.date else "",
            "day": labels.day(hit.date, language),
            "file": hit.in_file,
            "file_address": _file_address(hit, address, files),
            "page": str(hit.page or ""),
        }
        shape = {"is_superseded": hit.superseded, "is_recommended": hit.recommended, "apart": apart}
        rows.append(fill(TEMPLATE, site, shape, slots))
    return joined(rows)


def _files(hits: list[Hit]) -> dict[tuple[int, str], int]:
    """The attachments that hold passages, by document and hash: one query for the page."""
    wanted = {(hit.object_id, hit.file_sha256) for hit in hits if hit.file_sha256}
    if not wanted:
        return {}
    rows = EditionFile.objects.filter(
        edition__is_current=True,
        edition__document__in={document for document, _sha256 in wanted},
        sha256__in={sha256 for _document, sha256 in wanted},
    )
    found = rows.values_list("edition__document_id", "sha256", "attachment_id")
    return {(document, sha256): attachment for document, sha256, attachment in found}


def _file_address(hit: Hit, address: str, files: dict) -> str:
    """Where the text of the file can be read, at the page that holds the passage."""
    attachment = files.get((hit.object_id, hit.file_sha256))
    if attachment is None:
        return ""
    return text_address(attachment, address, hit.page)


def _marked(segments: tuple[Segment, ...], version: Shown) -> SafeString:
    """A passage with its words marked, as HTML."""
    pieces: list[str] = []
    for each in segments:
        words = version.text(each.text)
        pieces += (_MARK, words, _MARK_END) if each.marked else (words,)
    return joined(pieces)
