"""Text between tags, with line ends where a reader would see them."""

import re
from html.parser import HTMLParser

_SILENT = frozenset(["script", "style", "template", "noscript", "svg", "head"])
_VOID = frozenset(["br", "hr", "img", "input", "meta", "link", "col", "wbr"])
_LINES = frozenset(
    [
        "p",
        "div",
        "br",
        "hr",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "nav",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "form",
        "fieldset",
        "caption",
        "body",
        "title",
        "option",
    ]
)
_SPACES = re.compile(r"[ \t\n\r\f]+")


class _Text(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in _SILENT and not (tag == "head" and self.silent):
            self.silent.append(tag)
        elif tag == "title" and self.silent == ["head"]:
            self.silent.append("")  # the title is the one thing in the head that people read
        self._line(tag)

    def handle_endtag(self, tag):
        if tag == "title" and self.silent[-1:] == [""]:
            self.silent.pop()
        elif tag in self.silent:
            del self.silent[self.silent.index(tag) :]
        self._line(tag)

    def handle_startendtag(self, tag, attrs):
        self._line(tag)

    def _line(self, tag):
        if tag in ("td", "th"):
            self.parts.append("\t")
        elif tag in _LINES:
            self.parts.append("\n")

    def handle_data(self, data):
        if not self.silent or self.silent[-1] == "":
            self.parts.append(_SPACES.sub(" ", data))


def text_of(html: str) -> str:
    """What a person would read in an HTML or XML page."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    lines = (line.strip() for line in "".join(parser.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
