"""Files that Chromium shows by itself, and those that it must not show."""

import io
import wave
from contextlib import suppress

import pytest
from playwright.sync_api import Error

from tests.factories import infocenter as make
from tests.files import samples
from tests.serving import wait_until

pytestmark = [pytest.mark.once, pytest.mark.browser, pytest.mark.slow]

RUNS = "<script>document.title = 'It runs'</script>"


def sound() -> bytes:
    """A second of silence."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(16_000))
    return out.getvalue()


def address(name: str, content: bytes) -> str:
    """Where a public file is shown, if it may be."""
    document = make.published_document(files=[(name, content)])
    return f"/en/documents/{document.pk}/files/{make.file_of(document).pk}/{name}?inline"


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("plan.pdf", samples.pdf("The gates"), "html"),
        ("map.png", samples.PNG, "img"),
        ("note.txt", b"Some text", "pre"),
        ("speech.wav", sound(), "video"),
    ],
)
def test_what_is_harmless_opens_without_a_complaint(new_page, name, content, place):
    page, complaints = new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    assert page.goto(address(name, content)).ok
    page.locator(place).wait_for(state="attached")
    if name == "speech.wav":
        wait_until(lambda: page.evaluate("document.querySelector('video').readyState > 0"))
    page.wait_for_timeout(500)  # for what a viewer says late
    assert [each for each in complaints if "404 (Not Found)" not in each] == []  # /favicon.ico


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", f"<!DOCTYPE html><title>Page</title>{RUNS}".encode()),
        ("map.svg", f'<svg xmlns="http://www.w3.org/2000/svg">{RUNS}</svg>'.encode()),
    ],
)
def test_what_could_run_is_saved_and_never_opened(new_page, name, content):
    page = new_page(accept_downloads=True)
    with page.expect_download() as download, suppress(Error):  # there is no page to come to
        page.goto(address(name, content))
    assert download.value.suggested_filename == name
    assert page.url == "about:blank"
