"""What people do on the portal in Chromium, and with a program that downloads."""

import hashlib
import io
import string
import urllib.error
import urllib.request
import zipfile
from urllib.parse import quote

import pypdfium2

from tests.factories import organisation


def sign_in(page, person):
    """Into the admin, by the form; the answer is the page."""
    page.goto("/admin/login/")
    page.fill("#id_username", person.username)
    page.fill("#id_password", organisation.PASSWORD)
    page.click("#login-form [type=submit]")
    page.wait_for_url("**/admin/")
    return page


class Clicks:
    """Clicks counted: publishing may take four."""

    def __init__(self, page):
        self.page = page
        self.number = 0

    def on(self, selector: str) -> None:
        """Click on what there is one of."""
        with self.page.expect_navigation():
            self.page.locator(selector).click()
        self.number += 1


def press(page, step: str) -> None:
    """One of the buttons of a working copy."""
    with page.expect_navigation():
        page.locator(f'button[name=step][value="{step}"]:not([aria-hidden])').click()


def search(page, language: str, words: str) -> None:
    """From the home page, by the search box that comes first."""
    page.goto(f"/{language}/")
    box = page.locator("main input[type=search]").first
    box.fill(words)
    box.press("Enter")
    page.wait_for_url(f"**/{language}/search/**")


def titles_found(page) -> list[str]:
    """The titles of what a search found."""
    return page.locator(".document-list .row-title").all_inner_texts()


def get(address: str, **headers: str) -> tuple[int, dict, bytes]:
    """Status, headers (lower case) and body, as a program that isn't a browser gets them."""
    request = urllib.request.Request(
        quote(address, safe=string.punctuation),
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )
    try:
        answer = urllib.request.urlopen(request, timeout=20)
    except urllib.error.HTTPError as refusal:
        answer = refusal
    with answer:
        names = {name.lower(): value for name, value in answer.headers.items()}
        return answer.status, names, answer.read()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def download_in_halves(address: str) -> bytes:
    """The first half, then the rest, if it is still the same file."""
    status, headers, first = get(address, Range="bytes=0-99")
    size = int(headers["content-range"].rpartition("/")[2])
    assert (status, len(first)) == (206, 100)
    half = size // 2
    status, headers, first = get(address, Range=f"bytes=0-{half - 1}")
    assert (status, headers["content-range"]) == (206, f"bytes 0-{half - 1}/{size}")
    etag = headers["etag"]
    status, headers, rest = get(address, Range=f"bytes={half}-", If_Range=etag)
    assert (status, headers["content-range"]) == (206, f"bytes {half}-{size - 1}/{size}")
    assert get(address, Range=f"bytes={half}-", If_Range='"another"')[0] == 200
    return first + rest


def checked_archive(content: bytes) -> dict[str, str]:
    """Names and SHA-256 of the files of a ZIP, each as its SHA256SUMS says."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        sums = archive.read("SHA256SUMS").decode().splitlines()
        said = {name: digest for digest, name in (line.split("  ", 1) for line in sums)}
        there = {
            name: sha256(archive.read(name)) for name in archive.namelist() if name != "SHA256SUMS"
        }
    assert there == said
    return there


def printed_text(page) -> str:
    """The text of the page on paper, without the breaks of lines."""
    with pypdfium2.PdfDocument(page.pdf()) as paper:
        sheets = [sheet.get_textpage().get_text_range() for sheet in paper]
    return "".join("".join(sheets).split())
