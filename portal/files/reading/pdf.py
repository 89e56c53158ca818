"""PDF, by PDFium alone: page by page, with pictures of the first pages.

Kreuzberg reads PDF with PDFium too, but on the corpus it left out tables and footers (323 of 698
characters of one file), repeated others and turned Arabic round; PDFium's own text agrees with
pdftotext to within a few per cent and takes half the time.
"""

from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from portal.files.reading.cleaning import PAGE_BREAK, clean_page
from portal.files.reading.job import DRAWN_PAGES, Deadline, Found, Job, picture

PREVIEW_WIDTH = 600
PREVIEW_HEIGHT = 1200
MANY_PAGES = 20_000
_MAY_COPY = 1 << 4
_LITTLE = 10  # characters: a page with fewer and a picture is a scan


class _Pages:
    """The texts of the pages, and what was noticed on the way."""

    def __init__(self):
        self.texts: list[str] = []
        self.characters = self.faulty = self.scans = 0
        self.cut = False

    def read(self, document: pdfium.PdfDocument, job: Job, deadline: Deadline) -> None:
        for number in range(len(document)):
            if self.characters >= job.max_characters or deadline.passed() or number >= MANY_PAGES:
                self.cut = True
                return
            text = self._page(document, number)[: job.max_characters - self.characters]
            self.texts.append(text)
            self.characters += len(text)

    def _page(self, document: pdfium.PdfDocument, number: int) -> str:
        try:
            page = document[number]
        except pdfium.PdfiumError:
            self.faulty += 1
            return ""
        try:
            textpage = page.get_textpage()
            text = clean_page(textpage.get_text_bounded())
            textpage.close()
            if len(text) < _LITTLE and self._has_picture(page):
                self.scans += 1
        except pdfium.PdfiumError:
            self.faulty += 1
            text = ""
        finally:
            page.close()
        return text

    @staticmethod
    def _has_picture(page: pdfium.PdfPage) -> bool:
        return (
            next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None
        )


def _message(document: pdfium.PdfDocument, pages: _Pages, has_text: bool) -> str:
    if pages.cut:
        return "cut"
    if pages.faulty:
        return "repaired"
    if not has_text:
        return "" if pages.scans else "empty"
    if pages.scans:
        return "some_scans"
    if raw.FPDF_GetSecurityHandlerRevision(document) >= 0:
        allowed = raw.FPDF_GetDocPermissions(document)
        return "" if allowed & _MAY_COPY else "copying_forbidden"
    return ""


def read(job: Job, deadline: Deadline) -> Found:
    """The text of a PDF; the picture comes afterwards (`draw`), when the text is safe."""
    try:
        document = pdfium.PdfDocument(job.path)
    except pdfium.PdfiumError as problem:
        locked = "password" in str(problem).lower()
        return Found("encrypted" if locked else "broken")
    pages = _Pages()
    pages.read(document, job, deadline)
    count = len(document)
    if not count or pages.faulty == count:
        return Found("broken", pages=count or None)
    has_text = pages.characters > 0
    return Found(
        "ok" if has_text else "no_text",
        _message(document, pages, has_text),
        PAGE_BREAK.join(pages.texts) if has_text else "",
        count,
    )


def draw(job: Job, deadline: Deadline) -> None:
    """Draw the first pages, small, as WebP, one after the other as far as there is time."""
    document = pdfium.PdfDocument(job.path)
    for number in range(min(len(document), DRAWN_PAGES)):
        if number and deadline.passed():
            return
        _draw(document[number], Path(job.folder) / picture(number + 1))


def _draw(page: pdfium.PdfPage, to: Path) -> None:
    width, height = page.get_size()
    scale = min(PREVIEW_WIDTH / max(width, 1), PREVIEW_HEIGHT / max(height, 1))
    image = page.render(scale=scale, no_smoothimage=False).to_pil().convert("RGB")
    page.close()
    part = to.with_suffix(".part")
    image.save(part, "WEBP", quality=75, method=4)
    part.replace(to)
