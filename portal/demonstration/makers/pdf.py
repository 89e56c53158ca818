"""PDF. Chinese is set in the standard Asian fonts, whose text every reader can take out again."""

import re
from functools import cache
from html import escape
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from portal import languages
from portal.demonstration.makers.page import Page
from portal.demonstration.markup import Block, Run, blocks

INK, QUIET, LINE, SHADE = (HexColor(each) for each in ("#1b2733", "#55606b", "#9aa5b1", "#eef2f6"))
CHINESE_FONTS = {"zh-hant": "MSung-Light", "zh-hans": "STSong-Light"}
ASIAN = re.compile(r"[\u2190-\u22ff\u2460-\u27bf\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")
# Neither kind of font has these.
REPLACED = str.maketrans({"₂": "2", "₃": "3", "−": "-", "\u2003": " "})
NUMBER = re.compile(r"[+\u2212-]?\d[\d., ]*%?")
MARGIN = 22 * mm


def make_pdf(page: Page) -> bytes:
    """A document on A4 with a letterhead and page numbers."""
    styles = _styles(page.language)
    story = [
        _paragraph([Run(page.issuer)], styles["small"], page.language),
        Spacer(1, 3 * mm),
        _paragraph([Run(page.title)], styles["title"], page.language),
    ]
    if page.reference:
        story.append(_paragraph([Run(page.reference)], styles["small"], page.language))
    if page.summary:
        story.append(_paragraph([Run(page.summary)], styles["summary"], page.language))
    story += [_flowable(block, styles, page.language) for block in blocks(page.body)]
    result = BytesIO()
    document = SimpleDocTemplate(
        result,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=page.title,
        author=page.issuer,
        lang=languages.bcp47(page.language),
        invariant=1,
    )
    document.build(story, onFirstPage=_number, onLaterPages=_number)
    return result.getvalue()


def _number(canvas, document) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.setFillColor(QUIET)
    canvas.drawCentredString(A4[0] / 2, 12 * mm, str(document.page))


@cache
def _chinese_font(language: str) -> str:
    """The font for Chinese characters; in Portuguese and English texts too."""
    name = CHINESE_FONTS.get(language, "MSung-Light")
    pdfmetrics.registerFont(UnicodeCIDFont(name))
    return name


@cache
def _styles(language: str) -> dict[str, ParagraphStyle]:
    leading = 1.65 if language.startswith("zh") else 1.4

    def style(name, size, **more):
        return ParagraphStyle(
            name,
            fontName="Helvetica",
            fontSize=size,
            leading=size * leading,
            textColor=more.pop("colour", INK),
            wordWrap="CJK" if language.startswith("zh") else None,
            **more,
        )

    return {
        "small": style("small", 9, colour=QUIET),
        "title": style("title", 18, spaceAfter=2 * mm),
        "summary": style("summary", 11, colour=QUIET, spaceBefore=3 * mm, spaceAfter=3 * mm),
        "heading2": style("heading2", 14, spaceBefore=5 * mm, spaceAfter=2 * mm, keepWithNext=1),
        "heading3": style("heading3", 11.5, spaceBefore=3 * mm, spaceAfter=1 * mm, keepWithNext=1),
        "paragraph": style("paragraph", 10.5, spaceAfter=2 * mm),
        "quote": style("quote", 10.5, leftIndent=8 * mm, spaceAfter=2 * mm),
        "cell": style("cell", 9.5),
        "number": style("number", 9.5, alignment=TA_RIGHT),
    }


def _flowable(block: Block, styles: dict, language: str):
    if block.kind == "table":
        return _table(block, styles, language)
    if block.kind == "heading":
        bold = [Run(run.text, bold=True) for run in block.runs]
        return _paragraph(bold, styles["heading2" if block.level <= 2 else "heading3"], language)
    if block.kind == "item":
        indent = 6 * mm * block.level
        item = ParagraphStyle(
            "item", parent=styles["paragraph"], leftIndent=indent, bulletIndent=indent - 5 * mm
        )
        return _paragraph(block.runs, item, language, block.mark or None)
    return _paragraph(block.runs, styles[block.kind], language)


def _paragraph(runs: list[Run], style: ParagraphStyle, language: str, mark=None) -> Paragraph:
    return Paragraph("".join(_tagged(run, language) for run in runs), style, bulletText=mark)


def _tagged(run: Run, language: str) -> str:
    """Chinese characters in the Chinese font, the rest in Helvetica."""
    tagged, end = [], 0
    said = run.text.translate(REPLACED)
    for found in ASIAN.finditer(said):
        tagged.append(_latin(said[end : found.start()], run, language))
        tagged.append(f'<font name="{_chinese_font(language)}">{escape(found[0])}</font>')
        end = found.end()
    tagged.append(_latin(said[end:], run, language))
    return "".join(tagged).replace("\n", "<br/>")


def _latin(said: str, run: Run, language: str) -> str:
    said = escape(said)
    if said and run.bold and language not in CHINESE_FONTS:  # those fonts have no bold beside it
        said = f"<b>{said}</b>"
    if said and run.italic:
        said = f"<i>{said}</i>"
    return said


def _table(block: Block, styles: dict, language: str) -> Table:
    rows = [
        [_cell(cell, number == 0, styles, language) for cell in row]
        for number, row in enumerate(block.rows)
    ]
    widest = [
        max(_width(row[column]) for row in block.rows) for column in range(len(block.rows[0]))
    ]
    room = A4[0] - 2 * MARGIN
    shares = [max(each, 6) ** 0.7 for each in widest]
    result = Table(
        rows, colWidths=[room * each / sum(shares) for each in shares], repeatRows=1, spaceAfter=12
    )
    result.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, LINE),
                ("BACKGROUND", (0, 0), (-1, 0), SHADE),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return result


def _cell(said: str, is_head: bool, styles: dict, language: str):
    if not said:
        return Spacer(1, 9 * mm)  # to be filled in by hand
    style = styles["number" if NUMBER.fullmatch(said) else "cell"]
    return _paragraph([Run(said, bold=is_head)], style, language)


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
