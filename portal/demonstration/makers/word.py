"""DOCX."""

from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from portal import languages
from portal.demonstration.makers.archive import without_clock
from portal.demonstration.makers.page import MADE, Page
from portal.demonstration.markup import Block, Run, blocks

CHINESE_FONTS = {"zh-hant": "PMingLiU", "zh-hans": "SimSun"}
GREY = RGBColor(0x55, 0x60, 0x6B)


def make_docx(page: Page) -> bytes:
    """A document with real headings, lists and tables."""
    document = Document()
    _set_type(document, page.language)
    properties = document.core_properties
    properties.title, properties.author = page.title, page.issuer
    properties.language = languages.bcp47(page.language)
    properties.created = properties.modified = MADE.replace(tzinfo=None)
    properties.comments = ""
    _small(document.add_paragraph(), page.issuer)
    document.add_heading(page.title, level=1)
    if page.reference:
        _small(document.add_paragraph(), page.reference)
    if page.summary:
        document.add_paragraph().add_run(page.summary).italic = not page.is_chinese
    for block in blocks(page.body):
        _add(document, block)
    result = BytesIO()
    document.save(result)
    return without_clock(result.getvalue())


def _set_type(document, language: str) -> None:
    normal = document.styles["Normal"]
    normal.font.size = Pt(11)
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), CHINESE_FONTS.get(language, "PMingLiU"))


def _small(paragraph, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(9.5), GREY


def _add(document, block: Block) -> None:
    if block.kind == "heading":
        document.add_heading(block.text, level=min(block.level, 4))
    elif block.kind == "table":
        _add_table(document, block.rows)
    else:
        paragraph = document.add_paragraph()
        if block.kind == "item":
            # Numbers are written out: Word would go on counting through all lists.
            paragraph.paragraph_format.left_indent = Cm(0.7 * block.level)
            paragraph.paragraph_format.first_line_indent = Cm(-0.6)
            _add_runs(paragraph, [Run(f"{block.mark}\t" if block.mark else ""), *block.runs])
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.7 * block.level))
        else:
            _add_runs(paragraph, block.runs)


def _add_runs(paragraph, runs: list[Run]) -> None:
    for each in runs:
        run = paragraph.add_run(each.text)
        run.bold, run.italic = each.bold or None, each.italic or None


def _add_table(document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for line, row in enumerate(rows):
        for cell, text in zip(table.rows[line].cells, row, strict=True):
            cell.paragraphs[0].add_run(text).bold = line == 0 or None
    document.add_paragraph()
