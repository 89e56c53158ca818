import base64
import hashlib
import logging
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from portal.files import serving
from portal.files.services import store
from tests.files import samples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

BYTES = samples.PNG + bytes(range(256)) * 40 + b"the end"


@pytest.fixture
def file():
    """A picture with a long tail, so that its bytes tell their place."""
    return store(SimpleUploadedFile("map.png", BYTES))


def get(file, *, method="get", filename="map.png", inline=False, cache=serving.PRIVATE, **headers):
    request = getattr(RequestFactory(), method)("/", headers=headers)
    response = serving.serve(request, file, filename, inline=inline, cache=cache)
    response.body = b"".join(response)
    response.close()
    return response


def test_the_hash_that_is_shown_is_the_hash_of_the_bytes_served(file):
    response = get(file)
    digest = hashlib.sha256(response.body)
    assert response["ETag"] == f'"{digest.hexdigest()}"' == f'"{file.sha256}"'
    assert response["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    assert response["Content-Length"] == str(len(BYTES))


def test_nothing_in_a_file_can_run_in_the_readers_browser(file):
    response = get(file)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    ("content", "name", "inline"),
    [
        (b"<!DOCTYPE html><p>Hi", "page.html", False),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "picture.svg", False),
        (b'<?xml version="1.0"?><a/>', "data.xml", False),
        (b"a,b\n1,2\n", "table.csv", False),
        (samples.pdf("Hi"), "paper.pdf", True),
        (samples.PNG, "picture.png", True),
        (b"Hi", "note.txt", True),
    ],
)
def test_only_harmless_types_are_shown_in_the_browser(content, name, inline):
    response = get(store(SimpleUploadedFile(name, content)), filename=name, inline=True)
    assert response["Content-Disposition"].startswith("inline" if inline else "attachment")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert ("sandbox" in policy) is (name != "paper.pdf")


def test_a_text_that_was_read_is_sent_with_its_encoding(file):
    file.media_type, file.encoding = "text/plain", "big5"
    assert get(file)["Content-Type"] == "text/plain; charset=big5"


def test_the_file_name_is_kept_in_any_script(file):
    header = get(file, filename="地圖 Açores.png")["Content-Disposition"]
    assert unquote(header.partition("UTF-8''")[2]) == "地圖 Açores.png"


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-9", 0, 10),
        ("bytes=100-", 100, len(BYTES)),
        ("bytes=-7", len(BYTES) - 7, len(BYTES)),
        ("bytes=-999999", 0, len(BYTES)),
        ("bytes=10-999999", 10, len(BYTES)),
        ("BYTES= 5 - 6 ", 5, 7),
    ],
)
def test_a_part_can_be_asked_for(file, asked, start, stop):
    response = get(file, Range=asked)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{stop - 1}/{len(BYTES)}"
    assert response["Content-Length"] == str(stop - start)
    assert response.body == BYTES[start:stop]


@pytest.mark.parametrize(
    "asked",
    ["bytes=0-1,5-6", "bytes=9-3", "bytes=-", "bytes=x-y", "lines=0-5", "bytes", "bytes=1-2-3"],
)
def test_what_is_no_single_range_gets_the_whole_file(file, asked):
    response = get(file, Range=asked)
    assert response.status_code == 200
    assert response.body == BYTES


@pytest.mark.parametrize("asked", [f"bytes={len(BYTES)}-", "bytes=9999999-10000000", "bytes=-0"])
def test_a_range_outside_the_file_is_said_to_be_so(file, asked):
    response = get(file, Range=asked)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(BYTES)}"
    assert response.body == b""


@given(asked=st.one_of(st.text("0123456789-,= byts", max_size=30), st.text(max_size=20)))
def test_no_range_header_makes_it_fail(asked):
    wanted = serving._wanted(asked, 1000)
    assert wanted is None or (wanted[1] >= 0 and wanted[0] + wanted[1] <= max(1000, wanted[0]))


def test_an_interrupted_download_goes_on_only_with_the_same_bytes(file):
    same = get(file, **{"Range": "bytes=500-", "If-Range": f'"{file.sha256}"'})
    assert (same.status_code, same.body) == (206, BYTES[500:])
    for other in ('"other"', f'W/"{file.sha256}"', "Mon, 01 Jan 2001 00:00:00 GMT", "nonsense"):
        response = get(file, **{"Range": "bytes=500-", "If-Range": other})
        assert (response.status_code, response.body) == (200, BYTES)


def test_an_interrupted_download_goes_on_by_date_too(file):
    date = get(file)["Last-Modified"]
    assert get(file, **{"Range": "bytes=500-", "If-Range": date}).status_code == 206


def test_what_the_reader_has_already_is_not_sent_again(file):
    for condition in (f'"{file.sha256}"', f'W/"{file.sha256}"', f'"a", "{file.sha256}"', "*"):
        response = get(file, **{"If-None-Match": condition})
        assert response.status_code == 304
        assert response["ETag"] == f'"{file.sha256}"'
        assert response.body == b""
    assert get(file, **{"If-Modified-Since": get(file)["Last-Modified"]}).status_code == 304
    assert get(file, **{"If-None-Match": '"other"'}).status_code == 200


def test_a_condition_that_fails_is_answered_so(file):
    assert get(file, **{"If-Match": '"other"'}).status_code == 412


def test_head_tells_everything_but_the_bytes(file):
    response = get(file, method="head", Range="bytes=0-5")
    assert response.status_code == 200
    assert response["Content-Length"] == str(len(BYTES))
    assert response["Accept-Ranges"] == "bytes"
    assert response.body == b""


def test_the_caller_says_how_long_a_cache_may_keep_it(file):
    assert get(file)["Cache-Control"] == "private, no-store"
    assert get(file, cache=serving.IMMUTABLE)["Cache-Control"].endswith("immutable")


@pytest.mark.parametrize("damage", ["shorter", "missing"])
def test_damaged_bytes_are_not_served_under_the_old_hash(file, file_store, caplog, damage):
    path = file_store / file.path
    path.unlink() if damage == "missing" else path.write_bytes(b"short")
    with caplog.at_level(logging.ERROR, logger="portal.files.serving"):
        response = get(file)
    assert response.status_code == 503
    assert "ETag" not in response
    assert file.sha256 in caplog.text


def test_nginx_sends_the_bytes_where_it_is_in_front(file, settings):
    settings.FAROL_X_ACCEL_PREFIX = "/_files/"
    response = get(file, Range="bytes=0-5")
    assert response["X-Accel-Redirect"] == f"/_files/{file.path}"
    assert response.status_code == 200
    assert response["ETag"] == f'"{file.sha256}"'
    assert response.body == b""
    assert get(file, **{"If-None-Match": f'"{file.sha256}"'}).status_code == 304


def test_an_open_file_is_closed_when_the_reader_goes_away(file):
    response = serving.serve(RequestFactory().get("/"), file, "map.png")
    opened = response._resource_closers[0].__self__.file
    next(iter(response))
    response.close()
    assert opened.closed
