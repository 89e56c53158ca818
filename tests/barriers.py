"""What keeps people out of a page: asked of axe, and of the page itself."""

from axe_playwright_python.base import AXE_SCRIPT

_RUN = """async but => {
    const rules = Object.fromEntries(but.map(rule => [rule, {enabled: false}]));
    const found = await axe.run(document, {resultTypes: ["violations"], rules});
    return found.violations.map(each => [
        each.id, each.nodes.length, each.nodes.slice(0, 3).map(node => node.html.slice(0, 160)),
    ]);
}"""


def barriers(page, but: tuple[str, ...] = ()) -> list[str]:
    """What axe finds on the page, a line for each rule; rules in `but` aren't asked."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(_RUN, list(but))
    return [f"{rule} ({number}): {' | '.join(where)}" for rule, number, where in found]


def too_wide(page) -> list[str]:
    """What makes the page scroll sideways; the widest things first."""
    return page.evaluate(
        """() => {
        const room = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= room) return [];
        const wide = [...document.body.querySelectorAll("*")]
            .filter(each => each.getBoundingClientRect().right > room + 0.5)
            .sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right);
        return [`${document.documentElement.scrollWidth} px in ${room}`,
                ...wide.slice(0, 3).map(each => each.outerHTML.slice(0, 160))];
    }"""
    )
