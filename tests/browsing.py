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

    Addresses may be given without the host. An error in a page's script, something that
    our content security policy forbids, or a request to another host, fails the test.
    """
    contexts, faults = [], []

    def make(**options):
        options.setdefault("locale", "zh-TW")
        context = browser.new_context(base_url=portal_server.url, **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
        page.on("console", lambda each: _note_violation(each.text, faults))
        page.on("request", lambda request: _note_foreign(request, portal_server.url, faults))
        return page

    yield make
    for context in contexts:
        context.close()
    assert not faults, faults


def _note_violation(said, faults):
    if said.startswith("Applying inline style"):
        return  # axe does so to read what style sheets import; pages are looked at for styles apart
    if "Content Security Policy" in said or "Trusted" in said:
        faults.append(f"against our policy: {said}")


def _note_foreign(request, home, faults):
    its_own = ("data:", "blob:", "about:", "chrome:", "chrome-extension:")  # of the PDF viewer
    if not request.url.startswith((home, *its_own)):
        faults.append(f"request to another host: {request.url}")


@pytest.fixture
def page(new_page):
    """A window as most readers have it."""
    return new_page()
