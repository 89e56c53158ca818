"""Text as it comes out of files, made fit for reading, searching and the database."""

import re
import unicodedata

PAGE_BREAK = "\f"
# The database takes no NUL; nobody reads the other controls. Form feeds part pages.
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {9, 10, 12}
_UNWANTED = dict.fromkeys(_CONTROLS | {0xFEFF, 0xFFFE, 0xFFFF, 0x00AD}) | {0x00A0: " "}
_IMAGE = re.compile(r"\[(?:Image|Text) placeholder\]|\[Image: [^\]\n]*\]|!\[[^\]\n]*\]\([^)\n]*\)")
_TRAILING = re.compile(r"[ \t\u3000]+$", re.M)
_BLANK_LINES = re.compile(r"\n{3,}")
_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff，。、；：「」（）]"
_SPREAD_HAN = re.compile(rf"(?<!{_HAN})(?:{_HAN} ){{2,}}{_HAN}(?!{_HAN})")
_WRAPPED_HAN = re.compile(rf"(?<={_HAN}{{18}})\n(?={_HAN})")


def clean(text: str) -> str:
    """Without controls, halves of characters, trailing spaces and heaps of empty lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNWANTED)
    text = text.encode("utf-8", "ignore").decode("utf-8")
    text = unicodedata.normalize("NFC", _IMAGE.sub("", text))
    return _BLANK_LINES.sub("\n\n", _TRAILING.sub("", text)).strip(" \t\n")


def clean_page(text: str) -> str:
    """The text of a laid-out page: words parted for the layout's sake are joined again.

    PDFium marks a hyphen at a line's end with U+0002. In Chinese, characters spread out one by one
    and line ends inside full lines come from the layout and would hide words from search.
    """
    text = clean(re.sub("\x02\r?\n?", "", text).replace(PAGE_BREAK, "\n"))
    text = _SPREAD_HAN.sub(lambda spread: spread[0].replace(" ", ""), text)
    return _WRAPPED_HAN.sub("", text)
