"""Making real files of texts and tables. The same content gives the same bytes every time."""

from dataclasses import dataclass

from portal.demonstration.content import FileSpec, Malformed, Text, read_text
from portal.demonstration.makers import plain, sheets
from portal.demonstration.makers.odt import make_odt
from portal.demonstration.makers.page import Page
from portal.demonstration.makers.pdf import make_pdf
from portal.demonstration.makers.word import make_docx
from portal.demonstration.tables import read_table

TEXT_MAKERS = {
    "pdf": make_pdf,
    "docx": make_docx,
    "odt": make_odt,
    "txt": plain.make_txt,
    "md": plain.make_md,
}


@dataclass(frozen=True)
class Letterhead:
    """What stands above a text: who issued it, and its number and date."""

    issuer: str
    reference: str


def make_file(spec: FileSpec, text: Text | None, letterhead: Letterhead) -> bytes:
    """The bytes of a file; `text` is the document's version in the file's language."""
    if spec.table:
        rows = read_table(spec.table, spec.language)
        if spec.make == "xlsx":
            return sheets.make_xlsx(rows, spec.heading or spec.table)
        return sheets.make_csv(rows, spec.encoding)
    if spec.text:
        text = read_text(spec.text)
    if text is None:
        raise Malformed(f"{spec.name}: the document has no text in {spec.language}")
    page = Page(
        language=spec.language,
        issuer=letterhead.issuer,
        reference="" if spec.text else letterhead.reference,
        title=text.title,
        summary=text.summary,
        body=text.body,
    )
    return TEXT_MAKERS[spec.make](page)
