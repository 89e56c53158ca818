import io
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.files.sniff import media_type
from tests.files import samples


def sniffed(data: bytes, name: str = "") -> str:
    return media_type(io.BytesIO(data), name)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (samples.pdf("Hello"), "application/pdf"),
        (b"\n\n" + samples.pdf("Hello"), "application/pdf"),
        (samples.docx("Hello"), samples.DOCX),
        (samples.odt("Hello"), "application/vnd.oasis.opendocument.text"),
        (samples.archive({"a.txt": "a"}), "application/zip"),
        (samples.PNG, "image/png"),
        (b"PAR1" + b"\0" * 50, "application/vnd.apache.parquet"),
        (b"{\\rtf1\\ansi Hello}", "application/rtf"),
        (b"MZ\x90\0\3\0\0\0", "application/x-msdownload"),
        (b"\x7fELF\2\1\1\0", "application/x-executable"),
        (b"\0\0\0\x18ftypisom\0\0\2\0", "video/mp4"),
        ("﻿<!DOCTYPE html><p>olá".encode(), "text/html"),
        (b"<!-- note --><html>", "text/html"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
        (b'<?xml version="1.0"?><feed/>', "application/xml"),
        (b'{"a": [1, 2]}', "application/json"),
        (b'{"a": 1}\n{"a": 2}\n', "application/x-ndjson"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0", "text/calendar"),
        (b"a\tb\n1\t2\n3\t4\n", "text/tab-separated-values"),
        ("部門,預算\n教育,1\n衛生,2\n工務,3\n財政,4\n".encode("big5"), "text/csv"),
        ("# Título\n\n- um\n- dois\n- três\n".encode(), "text/markdown"),
        ("本條例自公佈翌日起生效。".encode(), "text/plain"),
        ("Informação".encode("cp1252"), "text/plain"),
        (b"\0\1\2\3" * 100, "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_the_bytes_alone_tell_the_type(data, expected):
    assert sniffed(data) == expected


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"<!DOCTYPE html><script>alert(1)</script> %PDF-1.4", "report.pdf", "text/html"),
        (b"<html>%PDF-1.7</html>", "report.pdf", "text/html"),
        (samples.pdf("Hello"), "picture.png", "application/pdf"),
        (samples.docx("Hello"), "old.doc", samples.DOCX),
        (b"MZ\x90\0\3\0\0\0", "budget.xlsx", "application/x-msdownload"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a.txt", "image/svg+xml"),
    ],
)
def test_a_name_can_not_disguise_the_content(data, name, expected):
    assert sniffed(data, name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("list.csv", "text/csv"),
        ("list.md", "text/markdown"),
        ("list.txt", "text/plain"),
        ("list", "text/plain"),
    ],
)
def test_the_name_decides_only_between_kinds_of_text(name, expected):
    assert sniffed(b"one\ntwo\n", name) == expected


def test_an_office_file_with_macros_is_not_called_a_plain_one():
    assert "macroEnabled" in sniffed(samples.docx("Hello", macros=True), "letter.docx")


@pytest.mark.parametrize(
    "hostile",
    [b"<!-- a -->" * 6000 + b"x", b"<!--" * 16000, b"[" * 60000, b'a,"' * 20000, b"{" * 60000],
)
def test_hostile_text_is_sniffed_in_no_time(hostile):
    start = time.monotonic()
    sniffed(hostile)
    assert time.monotonic() - start < 2


@given(st.binary(max_size=600), st.text(max_size=12))
@example(b"PK\x03\x04" + b"\xff" * 60, "a.docx")
@example(b"PK\x05\x06" + b"\xff" * 18, "")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600, "a.doc")
def test_no_bytes_make_it_fail(data, name):
    assert "/" in sniffed(data, name)


@given(st.sampled_from([samples.docx("x"), samples.odt("x"), samples.pdf("x")]), st.data())
def test_no_damage_makes_it_fail(data, draw):
    damaged = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 8))):
        damaged[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    cut = draw.draw(st.integers(0, len(data)))
    assert "/" in sniffed(bytes(damaged[:cut]), "a.docx")
