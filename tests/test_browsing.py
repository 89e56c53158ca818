"""Whoever opens a page in a browser is told what its policy forbids, scripts of axe apart."""

import pytest

from tests.barriers import barriers
from tests.browsing import faults_of

pytestmark = [pytest.mark.once, pytest.mark.browser]

# What a page must not do, and the directive that forbids it.
FORBIDDEN = {
    "style-src-attr": "document.body.setAttribute('style', 'color: red')",
    "style-src-elem": "document.head.append(Object.assign(document.createElement('style'),"
    " {textContent: 'p {}'}))",
    "connect-src": "fetch('https://evil.example/').catch(() => null)",
    "require-trusted-types-for": "try { document.body.innerHTML = '<p>' } catch {}",
    "trusted-types": "try { trustedTypes.createPolicy('mine', {}) } catch {}",
    "img-src": "document.body.append(Object.assign(new Image(), {src: 'https://evil.example/'}))",
}


@pytest.fixture
def opened(browser, portal_server):
    context = browser.new_context(base_url=portal_server.url)
    page = context.new_page()
    faults = faults_of(page, portal_server.url)
    page.goto("/en/about/")
    yield page, faults
    context.close()


@pytest.mark.parametrize("directive", FORBIDDEN)
def test_what_the_policy_forbids_is_noticed(opened, directive):
    page, faults = opened
    page.evaluate(FORBIDDEN[directive])
    page.wait_for_timeout(200)
    assert any(f"securitypolicyviolation {directive} " in each for each in faults), faults


def test_what_axe_does_is_not_held_against_the_page(opened):
    page, faults = opened
    assert barriers(page) == []
    page.wait_for_timeout(200)
    assert faults == []
