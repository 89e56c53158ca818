"""Plain text and Markdown."""

from portal.demonstration.makers.page import Page
from portal.demonstration.markup import Block, blocks


def make_md(page: Page) -> bytes:
    """The text as it is written."""
    return f"# {page.title}\n\n{page.summary}\n\n{page.body}\n".encode()


def make_txt(page: Page) -> bytes:
    """The text without marks, with the line ends of every system's plainest editor."""
    head = [page.issuer, page.reference, "", page.title, "=" * 40, "", page.summary, ""]
    lines = [*head, *(line for block in blocks(page.body) for line in _lines(block))]
    return "\r\n".join(lines).strip().encode() + b"\r\n"


def _lines(block: Block) -> list[str]:
    match block.kind:
        case "heading":
            return ["", block.text, "-" * 40]
        case "table":
            return [*(" | ".join(row) for row in block.rows), ""]
        case "item":
            return ["  " * block.level + f"{block.mark} {block.text}".strip()]
    return [*block.text.splitlines(), ""]
