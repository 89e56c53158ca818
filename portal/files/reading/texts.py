"""Files that are text already: plain, CSV, Markdown, JSON, HTML, RTF. Only their letters differ."""

import re
from pathlib import Path

from portal.files import encodings
from portal.files.reading import markup, rtf
from portal.files.reading.cleaning import clean
from portal.files.reading.job import Deadline, Found, Job

_MARKUP = {"text/html", "application/xhtml+xml", "application/xml"}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{3,20})""", re.I)
_KNOWN = {
    "big5": ("big5hkscs", "big5"),
    "big5-hkscs": ("big5hkscs", "big5"),
    "gb2312": ("gb18030", "gb18030"),
    "gbk": ("gb18030", "gb18030"),
    "gb18030": ("gb18030", "gb18030"),
    "iso-8859-1": ("cp1252", "windows-1252"),
    "iso-8859-15": ("iso8859-15", "iso-8859-15"),
    "windows-1252": ("cp1252", "windows-1252"),
    "shift_jis": ("cp932", "shift_jis"),
    "euc-jp": ("euc_jp", "euc-jp"),
    "euc-kr": ("cp949", "euc-kr"),
    "windows-1251": ("cp1251", "windows-1251"),
}


def _as_declared(data: bytes) -> encodings.Reading | None:
    """A page that says its encoding is believed if its bytes agree, unless it is UTF-8."""
    found = _DECLARED.search(data[:2048])
    known = _KNOWN.get(found[1].decode("ascii").lower()) if found else None
    if not known:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return None
    try:
        return encodings.Reading(data.decode(known[0]), known[1])
    except UnicodeDecodeError:
        return None


def read(job: Job, deadline: Deadline) -> Found:
    """The text of a text file, in whatever encoding."""
    data = Path(job.path).read_bytes()
    if job.media_type == "application/rtf":
        return _found(job, rtf.text_of(data), "")
    is_markup = job.media_type in _MARKUP
    reading = (_as_declared(data) if is_markup else None) or encodings.read(data)
    if reading is None:
        return Found("broken")
    text = markup.text_of(reading.text) if is_markup else reading.text
    return _found(job, text, reading.encoding)


def _found(job: Job, text: str, encoding: str) -> Found:
    text = clean(text.replace("\f", "\n"))
    if not text:
        return Found("no_text", "empty", encoding=encoding)
    cut = len(text) > job.max_characters
    return Found("ok", "cut" if cut else "", text[: job.max_characters], encoding=encoding)
