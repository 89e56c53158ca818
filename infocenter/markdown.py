"""Markdown to safe HTML: CommonMark with tables; no raw HTML; headings with anchors; charts."""

import re
from collections import Counter

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin

from infocenter import markdown_charts

_ALLOWED = {
    "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "pre", "code", "em",
    "strong", "s", "hr", "br", "a", "table", "thead", "tbody", "tr", "th", "td", "div",
}  # fmt: skip
_ATTRIBUTES = {
    **{f"h{level}": {"id"} for level in range(2, 7)},
    "a": {"href", "title"},
    "ol": {"start"},
    "div": {"aria-label"},
}
_BOX = {"class": "table-scroll", "role": "region", "tabindex": "0"}
_PLACE = "<p>\ue000{}\ue001</p>"  # of a chart, which isn't cleaned: all of it is ours
_PLACES = re.compile(_PLACE.format(r"(\d+)"))

_markdown = (
    MarkdownIt("commonmark", {"html": False})
    .enable(["table", "strikethrough"])
    .disable("image")
    .use(anchors_plugin, min_level=1, max_level=4)
)


def render(
    text: str, *, level: int = 2, prefix: str = "", names: Counter[str] | None = None
) -> SafeString:
    """Safe HTML of a body. The page has its own h1, so a body's headings begin at h2.

    A part of a page begins at the `level` below its own heading, and says by `prefix` whose its
    anchors are; parts that share `names` give no two tables the same. Levels that an author skips
    are closed up: readers of headings meet them in order. A table scrolls in a box of its own,
    which can be reached by keyboard.
    """
    charts: list[str] = []
    tokens = _with_charts(_markdown.parse(text), charts)
    _set_headings(tokens, level, prefix)
    boxed = _boxed(tokens, Counter() if names is None else names)
    html = _markdown.renderer.render(boxed, _markdown.options, {})
    clean = nh3.clean(
        html,
        tags=_ALLOWED,
        attributes=_ATTRIBUTES,
        tag_attribute_values={"div": {name: {value} for name, value in _BOX.items()}},
        link_rel="noopener nofollow",
    )
    if charts:
        clean = _PLACES.sub(lambda place: _chart(place, charts), clean)
    return SafeString(clean)  # nosec B703  # nh3 has cleaned it; charts are ours, and escaped


def _chart(place: re.Match, charts: list[str]) -> str:
    number = int(place[1])
    return charts[number] if number < len(charts) else ""  # somebody typed such a place


def _with_charts(tokens: list[Token], charts: list[str]) -> list[Token]:
    """Blocks of charts as their tables, with a place before each for what is put into `charts`."""
    found: list[Token] = []
    for token in tokens:
        table = None
        if token.type == "fence" and token.info.strip() == markdown_charts.CHART:
            inside = _markdown.parse(token.content)
            table = markdown_charts.table_of(inside)
        if table is None:
            found.append(token)
            continue
        place = Token("html_block", "", 0, content=_PLACE.format(len(charts)))
        charts.append(markdown_charts.drawn(table))
        found += [place, *inside]
    return found


def _set_headings(tokens, level: int, prefix: str) -> None:
    above: list[int] = []  # the authors' levels of the headings that enclose the next one
    for token in tokens:
        if token.type == "heading_open":
            written = int(token.tag[1])
            while above and above[-1] >= written:
                above.pop()
            above.append(written)
            if prefix and "id" in token.attrs:
                token.attrs["id"] = f"{prefix}{token.attrs['id']}"
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(len(above) + level - 1, 6)}"


def _boxed(tokens, names: Counter[str]) -> list[Token]:
    """Each table in a box that has the name of its columns, and no name twice."""
    boxed: list[Token] = []
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            name = _first_row(tokens, at)
            names[name] += 1
            label = f"{name} ({names[name]})" if names[name] > 1 else name
            boxed.append(Token("box_open", "div", 1, {**_BOX, "aria-label": label}, block=True))
        boxed.append(token)
        if token.type == "table_close":
            boxed.append(Token("box_close", "div", -1, block=True))
    return boxed


def _first_row(tokens, at: int) -> str:
    """The words of the first row that has some, in the table that opens at `at`."""
    words: list[str] = []
    while tokens[at].type != "table_close" and not (words and tokens[at].type == "tr_close"):
        if tokens[at].type == "inline":
            words += filter(None, ["".join(each.content for each in tokens[at].children or [])])
        at += 1
    return ", ".join(words)


def text(source: str) -> str:
    """The words of a body without its markup."""
    words = []
    for token in _with_charts(_markdown.parse(source), []):
        if token.type == "html_block":  # the place of a chart
            continue
        if token.type == "inline":
            words += [child.content for child in token.children or [] if child.content]
        elif token.content:
            words.append(token.content)
    return "\n".join(words)
