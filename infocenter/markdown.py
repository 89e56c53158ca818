"""Markdown to safe HTML: CommonMark with tables; no raw HTML; headings with anchors."""

import nh3
from markdown_it import MarkdownIt
from mdit_py_plugins.anchors import anchors_plugin

_ALLOWED = {
    "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "pre", "code", "em",
    "strong", "s", "hr", "br", "a", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {
    **{f"h{level}": {"id"} for level in range(2, 7)},
    "a": {"href", "title"},
    "ol": {"start"},
}

_markdown = (
    MarkdownIt("commonmark", {"html": False})
    .enable(["table", "strikethrough"])
    .disable("image")
    .use(anchors_plugin, min_level=1, max_level=4)
)


def render(text: str) -> str:
    """Safe HTML of a body. The page has its own h1, so a body's headings begin at h2.

    Levels that an author skips are closed up: readers of headings meet them in order.
    """
    tokens = _markdown.parse(text)
    _set_levels(tokens)
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return nh3.clean(html, tags=_ALLOWED, attributes=_ATTRIBUTES, link_rel="noopener nofollow")


def _set_levels(tokens) -> None:
    above: list[int] = []  # the authors' levels of the headings that enclose the next one
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(len(above) + 1, 6)}"


def text(source: str) -> str:
    """The words of a body without its markup."""
    words = []
    for token in _markdown.parse(source):
        if token.type == "inline":
            words += [child.content for child in token.children or [] if child.content]
        elif token.content:
            words.append(token.content)
    return "\n".join(words)
