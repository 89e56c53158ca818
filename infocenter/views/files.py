"""Files of published editions: alone, as a ZIP, and the picture of a first page."""

from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from infocenter import downloads, reading
from infocenter.presentation import titled
from infocenter.views.guards import of_public_document
from portal.files import archive, serving

CACHE = serving.REVALIDATED  # a withdrawal must show at once


@require_safe
@of_public_document
def attachment_download(request, document_id: int, attachment_id: int, name: str):
    """A file of any edition of a public document. `name` is for people and programs to read."""
    file = reading.published_file(document_id, attachment_id)
    if file is None:
        return None
    response = serving.serve(request, file, file.name, inline="inline" in request.GET, cache=CACHE)
    if downloads.begins(request, response):
        downloads.tally.add(attachment_id)
    return response


@require_safe
@of_public_document
def attachment_preview(request, document_id: int, attachment_id: int, page: int = 1):
    """The picture of a page of a file, the first one if none is said."""
    file = reading.published_file(document_id, attachment_id)
    if file is None:
        return None
    if page > file.drawn_pages:
        raise Http404
    return serving.serve_preview(request, file.sha256, page, cache=CACHE)


@require_safe
@of_public_document
def document_archive(request, document_id: int):
    """All files of the current edition."""
    return _archive(request, reading.current(document_id, get_language()))


@require_safe
@of_public_document
def edition_archive(request, document_id: int, number: int):
    """All files of one edition, old or current."""
    return _archive(request, reading.numbered(document_id, number, get_language()))


def _archive(request, edition: reading.Published | None):
    if edition is None:
        return None
    if not edition.files:
        raise Http404
    titles = {code: version.title for code, version in edition.versions.items()}
    title, _lang = titled(get_language(), titles)
    name = f"{title[:80]} ({edition.edition_number}).zip"
    members = [(file.name, file) for file in edition.files]
    head = request.method == "HEAD"
    response = archive.stream_zip(members, name, cache=CACHE, head=head)
    if downloads.begins(request, response):
        downloads.tally.add(*(file.attachment_id for file in edition.files))
    return response
