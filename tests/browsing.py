"""Chromium for tests, driven by Playwright: `page` is a fresh window of a reader in Macau."""

import pytest

from tests import machine

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
AGAINST = "securitypolicyviolation"


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of a worker."""
    missing = machine.lacks().get("chromium")
    if missing:
        (pytest.fail if machine.REQUIRE_ALL else pytest.skip)(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=machine.chromium(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser, portal_server):
    """`new_page(locale="pt-PT", javaScriptEnabled=False, ...)`: a window of its own, no cookies.

    Addresses may be given without the host. What `faults_of` finds on a page fails the test.
    """
    contexts, faults = [], []

    def make(**options):
        options.setdefault("locale", "zh-TW")
        context = browser.new_context(base_url=portal_server.url, **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        faults.append(faults_of(page, portal_server.url))
        return page

    yield make
    for context in contexts:
        context.close()
    found = [each for of_page in faults for each in of_page]
    assert not found, found


def faults_of(page, home: str) -> list[str]:
    """What is wrong on this page and all that it will open: filled while the test goes on.

    That is an error in a script, something that our content security policy or trusted types
    forbid, and a request to another host than `home`.
    """
    faults: list[str] = []
    page.add_init_script(_TELL)
    page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
    page.on("console", lambda each: _note_violation(each.text, faults))
    page.on("request", lambda request: _note_foreign(request, home, faults))
    return faults


# The page itself tells what its policy forbids, and where. The browser's console says it, too, also
# of pages without scripts. axe puts styles into a document, to read what style sheets import.
_TELL = f"""addEventListener("securitypolicyviolation", found => {{
    if (window.axeRuns && found.effectiveDirective === "style-src-elem") return;
    console.error("{AGAINST}", found.effectiveDirective, found.blockedURI, found.sample,
        `${{found.sourceFile}}:${{found.lineNumber}}`, `on ${{found.documentURI}}`);
}}, true);"""


def _note_violation(said, faults):
    if said.startswith("Applying inline style"):
        return  # perhaps by axe; if not, the page tells it itself
    if said.startswith(AGAINST) or "Content Security Policy" in said or "Trusted" in said:
        faults.append(f"against our policy: {said}")


def _note_foreign(request, home, faults):
    its_own = ("data:", "blob:", "about:", "chrome:", "chrome-extension:")  # of the PDF viewer
    if not request.url.startswith((home, *its_own)):
        faults.append(f"request to another host: {request.url}")


@pytest.fixture
def page(new_page):
    """A window as most readers have it."""
    return new_page()
