"""A file of 2 GB up through the admin and down from its page: seconds, and the server's memory.

    python -m benchmarks.files_big [--megabytes N]

The portal is started anew in a temporary folder, on SQLite, as `serve` starts its web server.
"""

import argparse
import hashlib
import http.client
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import machine, programs
from benchmarks.data import Data
from benchmarks.servers import Server, family

MEGABYTE = 1024 * 1024
MOST_MEMORY = 200 * MEGABYTE
BOUNDARY = "----farol"
NAME = "measurements.csv"
_PREPARE = """
import django; django.setup()
from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser("editor", "", "a-good-long-password")
"""
_PUBLISH = """
import sys, django; django.setup()
from infocenter import services
from portal.files.models import StoredFile
from portal.organisation.models import Department
department = Department.objects.create(code="ST", name_en="Statistics")
words = {"language": "en", "title": "Measurements", "summary": "", "body": ""}
document = services.create_document(by=None, department=department, translations=[words])
file = StoredFile.objects.get(sha256=sys.argv[1])
attachment = services.attach_file(document, file, name=sys.argv[2], by=None)
services.publish_document(document, by=None)
print(f"/en/documents/{document.pk}/files/{attachment.pk}/{attachment.name}")
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--megabytes", type=int, default=2048)
    size = parser.parse_args().megabytes
    folder = Path(tempfile.mkdtemp(prefix="farol-big-"))
    data = Data("sqlite", 0, folder, None, urls={"portal": f"sqlite:///{folder / 'db.sqlite3'}"})
    server = None
    try:
        environment = {"FAROL_FILES_ROOT": str(folder / "files")}
        _manage(data, environment, "manage.py", "migrate", "--verbosity", "0")
        _manage(data, environment, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
        _manage(data, environment, "-c", _PREPARE)
        server = programs.portal(data, **environment)
        server.start(machine.cores()[0])
        return _measure(server, data, environment, size)
    finally:
        if server:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _manage(data: Data, more: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=machine.ROOT,
        env={**data.environment("portal"), **more},
        check=True,
        timeout=600,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.strip()


def _measure(server: Server, data: Data, environment: dict[str, str], size: int) -> int:
    expected, half = hashlib.sha256(), hashlib.sha256()
    for number, block in enumerate(blocks(size)):
        expected.update(block)
        if number >= size // 2:
            half.update(block)
    began = peak(server)
    start = time.monotonic()
    upload(server, size)
    up, after_up = time.monotonic() - start, peak(server)
    address = _manage(data, environment, "-c", _PUBLISH, expected.hexdigest(), NAME)
    start = time.monotonic()
    whole = download(server, address)
    down = time.monotonic() - start
    rest = download(server, address, Range=f"bytes={size // 2 * MEGABYTE}-")
    most = peak(server)
    same = whole == expected.hexdigest() and rest == half.hexdigest()
    print(
        f"{size} MB: up {up:.1f} s, down {down:.1f} s; the bytes are {'' if same else 'NOT '}"
        "the same, also of the second half asked for alone.\n"
        f"Largest process of the server: {began // MEGABYTE} MB before, {after_up // MEGABYTE} MB"
        f" at most until it was up, {most // MEGABYTE} MB at most until it was down."
    )
    kept = same and most < MOST_MEMORY
    print(f"{'pass' if kept else 'FAIL'}  memory under {MOST_MEMORY // MEGABYTE} MB")
    return 0 if kept else 1


def peak(server: Server) -> int:
    """The most memory that any process of the server has ever had, as the kernel has seen it."""
    found = []
    for pid in family(server.process.pid):
        try:
            status = Path(f"/proc/{pid}/status").read_text()
        except OSError:
            continue  # it has just ended
        found += [int(each) * 1024 for each in re.findall(r"VmHWM:\s+(\d+)", status)]
    return max(found)


def blocks(megabytes: int) -> Iterator[bytes]:
    """Rows of a table, every megabyte different, so that no place can be taken for another."""
    row = b"2026-01-01,some measured value,12345.678,comment\n"
    filler = row * (MEGABYTE // len(row) + 1)
    for number in range(megabytes):
        yield (b"%020d," % number + filler)[:MEGABYTE]


def upload(server: Server, megabytes: int) -> None:
    """Sign in, and drop the file as an editor does in a browser."""
    cookies: dict[str, str] = {}
    _ask(server, cookies, "GET", "/admin/login/")
    typed = {"username": "editor", "password": "a-good-long-password", "next": "/admin/"}
    form = urlencode({**typed, "csrfmiddlewaretoken": cookies["csrftoken"]}).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    _ask(server, cookies, "POST", "/admin/login/", form, **kind)
    head = (
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
        f'name="file"; filename="{NAME}"\r\nContent-Type: text/csv\r\n\r\n'
    ).encode()
    tail = f"\r\n--{BOUNDARY}--\r\n".encode()

    def body() -> Iterator[bytes]:
        yield head
        yield from blocks(megabytes)
        yield tail

    headers = {
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Content-Length": str(len(head) + megabytes * MEGABYTE + len(tail)),
        "X-CSRFToken": cookies["csrftoken"],
    }
    status, answer = _ask(
        server, cookies, "POST", "/admin/infocenter/document/files/", body(), **headers
    )
    if status != 200:
        raise RuntimeError(f"The upload was answered with {status}: {answer[:500]!r}")


def _ask(server, cookies, method, path, body=None, **headers) -> tuple[int, bytes]:
    """One request that keeps cookies, as a browser would."""
    if cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=1200)
    try:
        connection.request(method, path, body=body, headers=headers)
        with connection.getresponse() as answer:
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    cookies.update({key: m.value for key, m in SimpleCookie(value).items()})
            return answer.status, answer.read()
    finally:
        connection.close()


def download(server: Server, path: str, **headers: str) -> str:
    """The SHA-256 of what comes."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=1200)
    digest = hashlib.sha256()
    try:
        connection.request("GET", path, headers=headers)
        with connection.getresponse() as answer:
            while block := answer.read(MEGABYTE):
                digest.update(block)
    finally:
        connection.close()
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
