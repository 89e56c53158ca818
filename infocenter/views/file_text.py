"""The text of a file as a page: for telephones, and for programs that read aloud."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infocenter import addresses, detail, file_text, reading
from infocenter.forms import TextPlaceForm
from infocenter.importing import guessing
from infocenter.presentation import titled
from infocenter.views.guards import of_public_document
from portal import languages
from portal.files.models import StoredFile


@require_safe
@of_public_document
def attachment_text(request, document_id: int, attachment_id: int):
    """What a program read in a file of any edition of a public document, by its pages."""
    file = reading.published_file(document_id, attachment_id)
    titles = reading.titles(document_id)
    if file is None or titles is None:
        return None
    if not file.has_text:
        raise Http404
    text = StoredFile.objects.values_list("text", flat=True).get(sha256=file.sha256)
    parts = file_text.parts(text)
    at = _asked_part(request, parts)
    return render(
        request, "infocenter/file_text.html", _context(document_id, file, titles, parts, at)
    )


def _asked_part(request, parts) -> int:
    form = TextPlaceForm(request.GET)
    form.full_clean()
    page, part = (form.cleaned_data.get(name) for name in ("page", "part"))
    if page:
        return file_text.part_of(page, parts)
    return min(part or 1, len(parts)) - 1


def _context(document_id: int, file: reading.File, titles: dict[str, str], parts, at: int) -> dict:
    language = get_language()
    base = addresses.document(document_id, language)
    address = detail.text_address(file.attachment_id, base)
    title, lang = titled(language, titles)
    code = file.language or guessing.language(parts[at][0].text)
    pictures = {
        page: detail.picture_address(file.attachment_id, page, base)
        for page in range(1, file.drawn_pages + 1)
    }
    return {
        "page_title": _("Text of %(file)s") % {"file": file.name},
        "section": "documents",
        "trail": [(addresses.documents(language), _("Documents")), (base, title)],
        "title": title,
        "lang": lang,
        "base": base,
        "file": file,
        "said": detail.said_of(file, language),
        "download": detail.file_address(file, base),
        "text_lang": languages.bcp47(code) if code else "",
        "text_language": languages.NAMES[code] if code else "",
        "pieces": [
            (each, pictures.get(each.page) if each.is_first else None) for each in parts[at]
        ],
        "part": at + 1,
        "parts": len(parts),
        "canonical": f"{address}?part={at + 1}" if at else address,
        "previous": f"{address}?part={at}" if at else "",
        "next": f"{address}?part={at + 2}" if at + 1 < len(parts) else "",
        "thing": f"document:{document_id}",
        "place": f"files/{file.attachment_id}/text/",
    }
