"""The portal behind nginx as `deploy/` sets it up: exact pages, whole files, counted downloads."""

import base64
import hashlib
import time
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings

from infocenter import downloads, services
from portal.files import serving
from portal.organisation.roles import EDITOR
from tests import nginx
from tests.factories import infocenter as make
from tests.factories import organisation
from tests.robustness.files_server import request
from tests.serving import free_port, start_portal, stop_portal, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SMALL = "年,收入\n".encode() + b"2025,10\n" * 5000
LARGE = b"x" * (serving.MOST_KEPT + 1)
NAME = "收入 2025.csv"


@pytest.fixture
def front(_static_files, transactional_db, tmp_path, needs):
    """The port of nginx, in front of a portal on the test's database."""
    needs("nginx")
    portal = start_portal(tmp_path / "portal.log", FAROL_X_ACCEL_PREFIX="/internal-files/")
    port = free_port()
    process = nginx.start(tmp_path, port, urlsplit(portal.url).port, settings.FAROL_VAR_DIR)
    try:
        wait_until(lambda: status(port, "/health/live") == 200)
        yield port
    finally:
        process.terminate()
        process.wait(10)
        stop_portal(portal)
        (settings.FAROL_VAR_DIR / downloads.LOG).unlink(missing_ok=True)


def status(port: int, address: str, **headers) -> int:
    try:
        with request(port, "GET", address, **headers) as answer:
            answer.read()
            return answer.status
    except OSError:
        return 0


def publish(content: bytes, name: str = NAME) -> tuple:
    document = make.draft_document()
    attachment = make.attachment(document, content, name)
    services.submit_document(document, by=None)
    services.publish_document(document, by=None)
    return document, attachment, f"/en/documents/{document.pk}/files/{attachment.pk}/{quote(name)}"


@pytest.mark.parametrize("content", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("age", [0, 12], ids=["just published", "kept by nginx"])
def test_a_file_keeps_every_promise(front, content, age):
    _document, _attachment, address = publish(content)
    wait_for_silence(front) if age else None
    sha256 = hashlib.sha256(content).hexdigest()
    for _time in range(2):
        with request(front, "GET", address) as answer:
            assert answer.read() == content
            digest = base64.b64encode(bytes.fromhex(sha256)).decode()
            assert answer.headers["Repr-Digest"] == f"sha-256=:{digest}:"
            assert answer.headers.get_all("ETag") == [f'"{sha256}"']
            assert len(answer.headers.get_all("Content-Type")) == 1
            assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
            assert answer.headers["Content-Security-Policy"].startswith("sandbox")
            assert quote(NAME) in answer.headers["Content-Disposition"]
            assert answer.headers["Cache-Control"] == "public, no-cache"
            assert answer.headers["Accept-Ranges"] == "bytes"
            assert "Set-Cookie" not in answer.headers
    assert status(front, address, **{"If-None-Match": f'"{sha256}"'}) == 304
    if content is LARGE or age:
        conditions = {"Range": "bytes=100-199", "If-Range": f'"{sha256}"'}
        with request(front, "GET", address, **conditions) as answer:
            assert answer.status == 206
            assert answer.read() == content[100:200]
        assert status(front, address, **{**conditions, "If-Range": '"other"'}) == 200


def wait_for_silence(port):
    """Until nginx is no longer told that something has changed."""
    mark = settings.FAROL_RUN_DIR / "changed"
    wait_until(lambda: status(port, "/health/live") and not mark.exists())
    time.sleep(1.1)  # it looks for a file that was there once a second


def test_a_change_shows_at_once_on_pages_and_files(front):
    document, _attachment, address = publish(SMALL)
    page = f"/en/documents/{document.pk}/"
    time.sleep(0.1)
    assert [status(front, each) for each in (page, page, address, address)] == [200] * 4
    services.withdraw_document(document, by=None, reason={"en": "By mistake."})
    assert [status(front, each) for each in (page, address)] == [410, 410]


def test_downloads_that_nginx_sends_by_itself_are_counted(front):
    _document, attachment, address = publish(SMALL)
    attachment.__class__.objects.filter(pk=attachment.pk).update(downloads=0)
    wait_for_silence(front)
    for _time in range(5):
        assert status(front, address) == 200
    assert status(front, address, Range="bytes=0-99") == 206
    assert status(front, address, Range="bytes=100-199") == 206  # the rest of one that began
    log = settings.FAROL_VAR_DIR / downloads.LOG
    wait_until(lambda: log.stat().st_size)
    noted = len(log.read_bytes().splitlines())
    assert noted == 5, "the first was sent by the portal, which counts it"
    assert downloads.count_log() == noted
    attachment.refresh_from_db()
    assert attachment.downloads >= noted
    assert log.read_bytes() == b""
    assert downloads.count_log() == 0


def test_nobody_reaches_the_files_without_the_portal(front):
    _document, attachment, _address = publish(SMALL)
    for address in (f"/internal-files/{attachment.file.path}", "/internal-files/../db.sqlite3"):
        assert status(front, address) >= 400


def test_a_guarded_file_is_for_its_department(front, client):
    document = make.draft_document()
    attachment = make.attachment(document, SMALL, NAME)
    address = f"/admin/infocenter/document/{document.pk}/files/{attachment.pk}/{quote(NAME)}"
    for department, expected in ((document.department, 200), (organisation.department(), 404)):
        client.force_login(organisation.member(EDITOR, department))
        cookie = f"sessionid={client.cookies['sessionid'].value}"
        for _time in range(2):
            assert status(front, address, Cookie=cookie) == expected
    assert status(front, address) == 302
