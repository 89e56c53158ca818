"""What keeps people out of a page: asked of axe, and of the page itself."""

import os
from collections.abc import Iterable

from axe_playwright_python.base import AXE_SCRIPT

# Each language in one window and colour scheme, so that together they are in all of them; each page
# in some of the languages (`share`). FAROL_STRESS=full: everything in all.
FULL = os.environ.get("FAROL_STRESS") == "full"
VIEWS = {
    "zh-hant": (360, "light"),
    "pt": (1280, "light"),
    "en": (360, "dark"),
    "zh-hans": (1280, "dark"),
}

_RUN = """async but => {
    const rules = Object.fromEntries(but.map(rule => [rule, {enabled: false}]));
    window.axeRuns = true;  // for tests/browsing.py
    const found = await axe.run(document, {resultTypes: ["violations"], rules});
    await new Promise(done => setTimeout(done));
    window.axeRuns = false;
    return found.violations.map(each => [
        each.id, each.nodes.length, each.nodes.slice(0, 3).map(node => node.html.slice(0, 160)),
    ]);
}"""


def share(pages: dict[str, str], part: int, parts: int) -> dict[str, str]:
    """One of so many parts of the pages; all of them together are all pages."""
    return pages if FULL else dict(list(pages.items())[part % parts :: parts])


def barriers(page, but: tuple[str, ...] = ()) -> list[str]:
    """What axe finds on the page, a line for each rule; rules in `but` aren't asked."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(_RUN, list(but))
    return [f"{rule} ({number}): {' | '.join(where)}" for rule, number, where in found]


def looked_at(page, addresses: Iterable[str], language: str, then=None) -> list[str]:
    """What is wrong with pages of a language, and with where `then(page)` leads from each."""
    faults = []
    for width, scheme in VIEWS.values() if FULL else [VIEWS[language]]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for address in addresses:
            page.goto(address)
            found = [*barriers(page), *too_wide(page)]
            if then:
                then(page)
                found += [*barriers(page), *too_wide(page)]
            faults += [f"{address}, {width} px, {scheme}: {each}" for each in found]
    return faults


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
