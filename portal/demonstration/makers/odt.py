"""ODT."""

from io import BytesIO

from odf import dc, meta, style, table, text
from odf.element import Element
from odf.opendocument import OpenDocumentText

from portal import languages
from portal.demonstration.makers.archive import without_clock
from portal.demonstration.makers.page import MADE, Page
from portal.demonstration.markup import Block, Run, blocks

HEADING_SIZES = {1: "20pt", 2: "15pt", 3: "12.5pt", 4: "11pt"}
LOCALES = {"zh-hant": ("zh", "TW"), "zh-hans": ("zh", "CN"), "pt": ("pt", "PT"), "en": ("en", "GB")}


def make_odt(page: Page) -> bytes:
    """A document with real headings and tables."""
    Element.namespaces.clear()  # odfpy goes on collecting them from one document to the next
    document = OpenDocumentText()
    styles = _styles(document, page.language)
    document.meta.addElement(dc.Title(text=page.title))
    document.meta.addElement(dc.Language(text=languages.bcp47(page.language)))
    document.meta.addElement(meta.CreationDate(text=MADE.strftime("%Y-%m-%dT%H:%M:%S")))
    add = document.text.addElement
    add(text.P(text=page.issuer))
    add(text.H(outlinelevel=1, stylename=styles["heading1"], text=page.title))
    for line in filter(None, (page.reference, page.summary)):
        add(text.P(text=line))
    for number, block in enumerate(blocks(page.body)):
        add(
            _table(f"Table{number}", block, styles)
            if block.kind == "table"
            else _line(block, styles)
        )
    result = BytesIO()
    document.write(result)
    return without_clock(result.getvalue())


def _styles(document, language: str) -> dict:
    code, country = LOCALES[language]
    styles = {}
    normal = style.Style(name="Standard", family="paragraph")
    normal.addElement(style.ParagraphProperties(marginbottom="0.2cm", lineheight="130%"))
    properties = {"fontsize": "11pt", "fontsizeasian": "11pt"}
    if code == "zh":
        properties |= {"languageasian": code, "countryasian": country}
    else:
        properties |= {"language": code, "country": country}
    normal.addElement(style.TextProperties(**properties))
    document.styles.addElement(normal)
    for level, size in HEADING_SIZES.items():
        heading = style.Style(name=f"Heading{level}", family="paragraph", parentstylename=normal)
        heading.addElement(
            style.TextProperties(
                fontsize=size, fontsizeasian=size, fontweight="bold", fontweightasian="bold"
            )
        )
        document.styles.addElement(heading)
        styles[f"heading{level}"] = heading
    head = style.Style(name="TableHead", family="paragraph", parentstylename=normal)
    head.addElement(style.TextProperties(fontweight="bold", fontweightasian="bold"))
    document.styles.addElement(head)
    bold = style.Style(name="Bold", family="text")
    bold.addElement(style.TextProperties(fontweight="bold", fontweightasian="bold"))
    document.automaticstyles.addElement(bold)
    cell = style.Style(name="Cell", family="table-cell")
    cell.addElement(style.TableCellProperties(border="0.5pt solid #808890", padding="0.1cm"))
    document.automaticstyles.addElement(cell)
    return {**styles, "body": normal, "head": head, "bold": bold, "cell": cell}


def _line(block: Block, styles: dict):
    if block.kind == "heading":
        level = min(block.level, 4)
        return text.H(outlinelevel=level, stylename=styles[f"heading{level}"], text=block.text)
    paragraph = text.P()
    runs = block.runs
    if block.kind == "item":
        runs = [Run("\u2003" * (block.level - 1) + f"{block.mark} ".lstrip()), *runs]
    for each in runs:
        paragraph.addElement(_span(each.text, styles["bold"] if each.bold else None))
    return paragraph


def _span(said: str, named=None):
    return text.Span(stylename=named, text=said) if named else text.Span(text=said)


def _table(name: str, block: Block, styles: dict):
    result = table.Table(name=name)
    result.addElement(table.TableColumn(numbercolumnsrepeated=len(block.rows[0])))
    for line, row in enumerate(block.rows):
        cells = table.TableRow()
        for value in row:
            cell = table.TableCell(stylename=styles["cell"], valuetype="string")
            cell.addElement(text.P(stylename=styles["body" if line else "head"], text=value))
            cells.addElement(cell)
        result.addElement(cells)
    return result
