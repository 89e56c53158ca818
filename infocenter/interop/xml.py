"""XML written by hand: a handful of elements, many times, in one string.

What has to be escaped is the same as in HTML; what lines end with would be read otherwise.
"""

import re
from html import escape

_UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = str.maketrans({"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})


def text(words: object) -> str:
    """Words as the content of an element; what XML can't say is left out."""
    return escape(_UNSAYABLE.sub("", str(words)), quote=False).replace("\r", "&#13;")


def element(name: str, words: object, **attributes: str) -> str:
    """`<name attribute="...">words</name>`; `xml_lang` stands for `xml:lang`."""
    said = "".join(f" {key.replace('_', ':')}={value(each)}" for key, each in attributes.items())
    return f"<{name}{said}>{text(words)}</{name}>"


def value(words: object) -> str:
    """Words as the value of an attribute, in quotation marks."""
    return f'"{escape(_UNSAYABLE.sub("", str(words))).translate(_SPACES)}"'
