"""What a page says to people: its words and labels, with the language of each."""

from html.parser import HTMLParser

_LABELS = ("aria-label", "alt", "title", "placeholder", "data-words-wait", "data-words-here")
_SILENT = {"script", "style", "svg"}
_VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
}


class Page(HTMLParser):
    """`words` are (language, text) in the order of the page; `links` are what its head names."""

    def __init__(self, html: str):
        super().__init__()
        self.html = html
        self.language = ""
        self.words: list[tuple[str, str]] = []
        self.links: list[dict] = []
        self.metas: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []  # elements with the language in them
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        language = values.get("lang", self._open[-1][1] if self._open else "")
        if tag == "html":
            self.language = language
        if tag == "link":
            self.links.append(values)
        if tag == "meta" and "name" in values:
            self.metas[values["name"]] = values.get("content", "")
        for name in _LABELS:
            if values.get(name):
                self.words.append((language, values[name]))
        if tag not in _VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag):
        while self._open and any(each == tag for each, _language in self._open):
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data):
        text = " ".join(data.split())
        if text and self._open and self._open[-1][0] not in _SILENT:
            self.words.append((self._open[-1][1], text))

    def alternates(self) -> dict[str, str]:
        """The address of the page in each language, as search engines are told."""
        return {
            each["hreflang"]: each["href"]
            for each in self.links
            if each.get("rel") == "alternate" and "hreflang" in each
        }
