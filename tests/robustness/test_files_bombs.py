"""Files made to take the reader down: each ends in a state, in bounded time and memory."""

import io
import struct
import time
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.files import extraction
from portal.files.reading.job import Job
from portal.files.services import extract, store
from tests.files import samples

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture(autouse=True)
def _limits(file_store, settings):
    settings.FAROL_EXTRACT_SECONDS = 20
    settings.FAROL_EXTRACT_MEMORY_MB = 512


def read(content: bytes, name: str):
    start = time.monotonic()
    file = extract(store(SimpleUploadedFile(name, content)))
    assert time.monotonic() - start < 40
    assert len(file.explanation) > 40
    return file


def zeros(megabytes: int) -> bytes:
    """Deflated spaces."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b" " * (1024 * 1024)
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def bomb_docx(megabytes: int, declared: int) -> bytes:
    """A Word document whose text unpacks to much; it may say that it is small."""
    good = io.BytesIO(samples.docx("x"))
    out = io.BytesIO()
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(out, "w") as target:
        for name in ("[Content_Types].xml", "_rels/.rels"):
            target.writestr(name, source.read(name))
    data = zeros(megabytes)
    name = b"word/document.xml"
    head = out.getvalue()
    directory = struct.unpack("<L", head[head.rfind(b"PK\5\6") + 16 :][:4])[0]
    sizes = struct.pack("<LLL", 0, len(data), declared)
    local = struct.pack("<4s5H", b"PK\3\4", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", 17, 0)
    entry = struct.pack("<4s6H", b"PK\1\2", 20, 20, 0, 8, 0, 33) + sizes
    entry += struct.pack("<5H2L", 17, 0, 0, 0, 0, 0, directory)
    central = head[directory : head.rfind(b"PK\5\6")] + entry + name
    place = directory + len(local) + len(name) + len(data)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 3, 3, len(central), place, 0)
    return head[:directory] + local + name + data + central + end


def test_a_document_that_unpacks_to_gigabytes_is_too_large():
    file = read(bomb_docx(1024, declared=1024 * 1024 * 1024), "bomb.docx")
    assert file.text_state == "too_large"


def test_a_document_that_lies_about_its_size_ends_in_a_state():
    file = read(bomb_docx(1024, declared=1000), "bomb.docx")
    assert file.text_state in ("too_large", "broken", "no_text", "timed_out")


def test_a_zip_whose_directory_is_the_bomb_is_not_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(120_000):
            archive.writestr(f"word/{number:040}", b"")
    start = time.monotonic()
    file = store(SimpleUploadedFile("many.zip", out.getvalue()))
    assert time.monotonic() - start < 10
    assert extract(file).text_state in ("unsupported", "broken")


@pytest.mark.parametrize("declared", ["utf-8", "utf-16"])
def test_entities_that_multiply_do_no_harm(declared):
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(10))
    xml = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "haha">{entities}]><w:hdr>&a10;</w:hdr>'
    bomb = samples.docx("Text")
    with zipfile.ZipFile(io.BytesIO(bomb)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    members["word/header1.xml"] = xml.encode(declared)
    assert read(samples.archive(members), "bomb.docx").text_state == "ok"


def pdf_with_image(width: int, height: int) -> bytes:
    data = zlib.compress(b"\0" * (16 * 1024 * 1024), 9)
    image = (
        f"5 0 obj\n<</Type/XObject/Subtype/Image/Width {width}/Height {height}"
        f"/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode/Length {len(data)}>>\n"
        "stream\n"
    ).encode()
    return (
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R"
        b"/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>\nendobj\n"
        b"4 0 obj\n<</Length 25>>\nstream\n99 0 0 99 0 0 cm /I Do   \nendstream\nendobj\n"
        + image
        + data
        + b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n"
    )


@pytest.mark.parametrize("side", [30_000, 65_000, 2_000_000_000])
def test_a_picture_that_unpacks_to_gigabytes_costs_at_most_the_preview(side):
    assert read(pdf_with_image(side, side), "bomb.pdf").text_state in ("no_text", "broken")


def test_a_pdf_of_a_million_pages_is_read_in_part():
    kids = b"3 0 R " * 1_000_000
    content = (
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count "
        b"1000000/Kids[" + kids + b"]>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox"
        b"[0 0 9 9]>>\nendobj\ntrailer\n<</Root 1 0 R>>\n"
    )
    assert read(content, "long.pdf").text_state in ("no_text", "timed_out", "too_large", "broken")


def test_a_page_of_a_million_points_is_drawn_small():
    content = samples.pdf("Hi").replace(b"[0 0 595 842]", b"[0 0 9 999999]")
    assert read(content, "tall.pdf").text_state in ("ok", "no_text")


@pytest.mark.parametrize("depth", [100_000, 1_000_000])
def test_deep_nesting_ends_in_a_state(depth):
    assert read(b"{\\rtf1 " + b"{" * depth + b"text" + b"}" * depth + b"}", "deep.rtf").text
    html = b"<!DOCTYPE html>" + b"<div>" * depth + b"text"
    assert read(html, "deep.html").text == "text"
    assert read(b"<html>" + b"<p " * depth, "deep.html").text_state != "pending"
    nested = b"%PDF-1.4\n1 0 obj\n" + b"[" * depth + b"\nendobj\ntrailer\n<</Root 1 0 R>>"
    assert read(nested, "deep.pdf").text_state == "broken"


def child(monkeypatch, program: str, tmp_path, **limits) -> extraction.Outcome:
    """What becomes of a child that behaves in a certain way."""
    job = Job(str(tmp_path), "text/plain", str(tmp_path), **limits)
    command = extraction.child_command
    monkeypatch.setattr(
        extraction, "child_command", lambda job: [*command(job)[:3], "-c", program, job.to_json()]
    )
    return extraction.answer(job, extraction.run_child(job))


LIMITS = {"seconds": 3, "memory_mb": 256, "max_characters": 1000}
START = (
    "import sys;from portal.files import extract_child as c;c.limit(c.Job.from_json(sys.argv[1]));"
)


@pytest.mark.parametrize(
    ("program", "state"),
    [
        ("while True: pass", "timed_out"),
        ("import time; time.sleep(60)", "timed_out"),
        ("x = b'a' * (1 << 30)", "too_large"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "broken"),
        ("import os; os.abort()", "broken"),
        ("import os; os._exit(3)", "broken"),
        ("open('big', 'wb').write(b'a' * (1 << 27))", "broken"),
        ("open('result.json', 'w').write('{\"state\": \"invented\"}')", "broken"),
        ("open('result.json', 'w').write('[' * 10000)", "broken"),
    ],
)
def test_however_the_child_ends_there_is_an_answer(monkeypatch, tmp_path, program, state):
    start = time.monotonic()
    outcome = child(monkeypatch, f"{START}\n{program}", tmp_path, **LIMITS)
    assert outcome.state == state
    assert time.monotonic() - start < 10


def test_nothing_that_the_child_started_goes_on(monkeypatch, tmp_path):
    program = (
        f"{START}\nimport subprocess, time\n"
        "subprocess.Popen(['sh', '-c', 'sleep 2; touch survived'])\ntime.sleep(60)"
    )
    child(monkeypatch, program, tmp_path, seconds=1, memory_mb=256, max_characters=1000)
    time.sleep(3)
    assert not (tmp_path / "survived").exists()


def test_the_child_sees_no_secrets(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://someone:password@host/db")
    program = f"{START}\nimport os; open('seen', 'w').write(repr(dict(os.environ)))"
    child(monkeypatch, program, tmp_path, **LIMITS)
    seen = (tmp_path / "seen").read_text()
    assert "password" not in seen
    assert "SECRET_KEY" not in seen
