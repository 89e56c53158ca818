"""Office documents, old and new, and electronic books: by kreuzberg; by us what it leaves out."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree  # nosec B405  # see _paragraphs

import kreuzberg

from portal.files import containers, encodings
from portal.files.reading import markup
from portal.files.reading.cleaning import PAGE_BREAK, clean
from portal.files.reading.job import Deadline, Found, Job

_MARK = "\ue0c0"  # from the private area: parts pages in kreuzberg's answer
_MARKED = re.compile(f"\\s*{_MARK}\\d*{_MARK}\\s*")
_LOCKED = re.compile(r"password|encrypt", re.I)
_MANY_PARTS = 50_000
# Parts that kreuzberg doesn't read: page headers and footers (where numbers of documents stand),
# text boxes in tables, pages in other formats that Word shows as its own.
_LEFT_OUT = re.compile(
    r"word/(?:header|footer)\d*\.xml|xl/drawings/drawing\d+\.xml|word/[^/]+\.html?|styles\.xml"
)
_ANY_TEXT = re.compile(r"word/document\d*\.xml|ppt/slides/slide\d+\.xml|content\.xml")
_OPEN = (  # kreuzberg leaves out cells with formatted text, lists in tables, and all of ODP
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.presentation",
)
_PARAGRAPHS = frozenset(["p", "h", "tr", "row"])
_TEXT = re.compile(r"\{.*\}t|\{urn:oasis:names:tc:opendocument:xmlns:text:1\.0\}[ph]")
_BETWEEN = {"tab": " ", "s": " ", "br": "\n", "line-break": "\n"}
_SILENT = frozenset(  # what was deleted, and what isn't part of the text
    [
        "tracked-changes",
        "annotation",
        "note-citation",
        "ruby-text",
        "binary-data",
        "page-number",
        "sheet-name",
    ]
)
_SPACES = re.compile(r"[ \t\r\n]+")


class _Paragraphs:
    """Takes the text of paragraphs out of an XML part while it is parsed: no tree is held."""

    def __init__(self):
        self.parts: list[str] = []
        self.inside: list[bool | None] = [False]  # a text, for each open element; None: silent

    def start(self, tag, _attributes):
        name, inside = tag.rpartition("}")[2], self.inside[-1]
        if inside is None or name in _SILENT:
            self.inside.append(None)
            return
        self.parts.append("\n" if name in _PARAGRAPHS else _BETWEEN.get(name, ""))
        self.inside.append(inside or bool(_TEXT.fullmatch(tag)))

    def end(self, tag):
        self.inside.pop()
        if self.inside[-1] and tag.endswith("}p"):
            self.parts.append("\n")  # back in the paragraph around a note or a box

    def data(self, text):
        if self.inside[-1]:
            self.parts.append(_SPACES.sub(" ", text))

    def doctype(self, *_names):
        raise ValueError("Office formats have none: somebody wants to define entities.")

    def text(self) -> str:
        """The paragraphs, each on a line of its own."""
        lines = "".join(self.parts).split("\n")
        return "\n".join(_SPACES.sub(" ", line).strip() for line in lines)


def _paragraphs(data: bytes) -> str:
    """The paragraphs of a part that nobody trusts.

    What multiplies, and what reads other files, needs a document type, and `doctype` refuses that
    before anything in it is declared, as defusedxml would; this is in a child process besides.
    """
    found = _Paragraphs()
    parser = ElementTree.XMLParser(target=found)  # nosec B314  # takes no document type
    parser.feed(data)
    parser.close()
    return found.text()


def _xml_text(data: bytes) -> str:
    """The text of an XML part; none if it is damaged."""
    try:
        return _paragraphs(data)
    except (ElementTree.ParseError, ValueError):
        return ""


def _part_text(archive: zipfile.ZipFile, name: str, limit: int) -> str:
    data = containers.member(archive, name, limit)
    if name.endswith((".html", ".htm")):
        reading = encodings.read(data)
        return markup.text_of(reading.text) if reading else ""
    return _xml_text(data)


def _texts(archive: zipfile.ZipFile, wanted: re.Pattern, limit: int) -> list[str]:
    names = sorted({name for name in archive.namelist() if wanted.fullmatch(name)})
    return [_part_text(archive, name, limit) for name in names[:200]]


def _refusal(archive: zipfile.ZipFile, job: Job) -> Found | None:
    """Why the archive isn't read at all: locked, or a bomb."""
    members = archive.infolist()
    if len(members) > _MANY_PARTS:
        return Found("too_large", "memory")
    parts = [
        each for each in members if each.filename.endswith((".xml", ".rels", ".html", ".xhtml"))
    ]
    if sum(each.file_size for each in parts) > job.unpacked_limit:
        return Found("too_large", "memory")
    if any(each.flag_bits & 1 for each in members):
        return Found("encrypted")
    if b"encryption-data" in containers.member(archive, "META-INF/manifest.xml"):
        return Found("encrypted")
    return None


def _by_kreuzberg(job: Job) -> tuple[str, int | None]:
    config = kreuzberg.ExtractionConfig(
        use_cache=False,
        pages=kreuzberg.PageConfig(
            extract_pages=True,
            insert_page_markers=True,
            marker_format=f"{_MARK}{{page_num}}{_MARK}",
        ),
    )
    result = kreuzberg.extract_file_sync(job.path, mime_type=job.media_type, config=config)
    pages = result.metadata.get("slide_count") or result.metadata.get("page_count")
    return result.content, pages if isinstance(pages, int) and 0 < pages < 100_000 else None


def _added(text: str, extra: list[str]) -> str:
    """The lines of the left-out parts that the text doesn't have yet, each once."""
    seen = {line.strip() for line in text.splitlines()}
    lines = []
    for line in "\n".join(extra).splitlines():
        stripped = line.strip()
        if stripped and stripped not in seen:
            seen.add(stripped)
            lines.append(stripped)
    return "\n".join([text, *lines]).strip("\n") if lines else text


def _found(job: Job, text: str, pages: int | None) -> Found:
    if not text.strip():
        return Found("no_text", "empty", pages=pages)
    cut = len(text) > job.max_characters
    return Found("ok", "cut" if cut else "", text[: job.max_characters], pages)


def _read(job: Job, archive: zipfile.ZipFile | None) -> tuple[str, int | None, str]:
    """Text, pages, and what went wrong, if anything."""
    if archive and job.media_type.startswith(_OPEN):
        try:
            data = containers.member(archive, "content.xml", job.unpacked_limit)
            return clean(_paragraphs(data)), None, ""
        except (ElementTree.ParseError, ValueError) as problem:
            return "", None, str(problem)
    try:
        content, pages = _by_kreuzberg(job)
    except MemoryError:
        raise
    except BaseException as problem:  # a panic of native code is not an Exception
        if isinstance(problem, KeyboardInterrupt | SystemExit):
            raise
        return "", None, str(problem) or type(problem).__name__
    slides = [clean(page) for page in _MARKED.split(content.replace("\f", "\n"))]
    if len(slides) > 1 and not slides[0]:
        slides = slides[1:]
    return PAGE_BREAK.join(slides), pages, ""


def read(job: Job, deadline: Deadline) -> Found:
    """The text of an office document."""
    with Path(job.path).open("rb") as file:
        directory = containers.read_ole_directory(file)
        if containers.is_encrypted_office(directory):
            return Found("encrypted")
        if job.media_type == containers.OLE:
            return Found("unsupported")
        archive = None if directory else containers.open_zip(file)
        if archive is None:
            if not directory and job.media_type.startswith("application/vnd.o"):
                return Found("broken")  # should be a ZIP and isn't: kreuzberg needn't try
            text, pages, problem = _read(job, None)
            return _judged(job, text, pages, problem)
        with archive:
            refusal = _refusal(archive, job)
            if refusal:
                return refusal
            text, pages, problem = _read(job, archive)
            if not text.strip():
                text = clean("\n".join(_texts(archive, _ANY_TEXT, job.unpacked_limit)))
            text = _added(text, _texts(archive, _LEFT_OUT, job.unpacked_limit))
    return _judged(job, text, pages, problem)


def _judged(job: Job, text: str, pages: int | None, problem: str) -> Found:
    if problem and not text.strip():
        return Found("encrypted" if _LOCKED.search(problem) else "broken")
    found = _found(job, text, pages)
    if problem and found.state == "ok" and not found.message:
        found.message = "repaired"
    return found
