"""Small files of each kind, made on the spot."""

import io
import zipfile

OOXML = "application/vnd.openxmlformats-officedocument."
DOCX = OOXML + "wordprocessingml.document"
OPEN = "application/vnd.oasis.opendocument."
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Override PartName="/word/document.xml" ContentType="{}"/></Types>'
)
_MAIN = DOCX + ".main+xml"
_MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def archive(members: dict[str, bytes | str], compressed: bool = True) -> bytes:
    """A ZIP with these members."""
    out = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", kind) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def docx(text: str, header: str = "", macros: bool = False) -> bytes:
    """A Word document with one paragraph and perhaps a page header."""
    body = f"<w:document {_W}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    members = {
        "[Content_Types].xml": _TYPES.format(_MACRO if macros else _MAIN),
        "_rels/.rels": _RELATIONS,
        "word/document.xml": body,
    }
    if header:
        members["word/header1.xml"] = (
            f"<w:hdr {_W}><w:p><w:r><w:t>{header}</w:t></w:r></w:p></w:hdr>"
        )
    return archive(members)


_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table")
)


def odt(text: str, kind: str = "text") -> bytes:
    """An OpenDocument file whose type isn't written first, as some programs do.

    `text` goes into a paragraph, or is XML of its own.
    """
    inside = text if text.startswith("<") else f"<text:p>{text}</text:p>"
    content = (
        f"<office:document-content {_ODF}><office:body><office:{kind}>"
        f"{inside}</office:{kind}></office:body></office:document-content>"
    )
    return archive({"content.xml": content, "mimetype": f"{OPEN}{kind}"})


def pdf(*pages: str) -> bytes:
    """A PDF with one line of Latin text on each page."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    kids = []
    for text in pages:
        stream = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET"
        objects.append(f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    out = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
