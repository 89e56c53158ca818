"""A file far larger than memory should be goes up, comes down and goes on, through the real server.

200 MB in every run; 2 GB with FAROL_TEST_BIG=1.
"""

import hashlib
import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.robustness.files_server import files_server, request

MEGABYTE = 1024 * 1024
SIZE = (2048 if os.environ.get("FAROL_TEST_BIG") else 200) * MEGABYTE
MEMORY = 200 * MEGABYTE
BOUNDARY = b"----farol"

pytestmark = pytest.mark.slow


def blocks(size: int) -> Iterator[bytes]:
    """Rows of a table, every megabyte different, so that no place can be taken for another."""
    row = b"2026-01-01,some measured value,12345.678,comment\n"
    filler = row * (MEGABYTE // len(row) + 1)
    for number in range(size // MEGABYTE):
        yield (b"%020d," % number + filler)[:MEGABYTE]


def form(size: int) -> tuple[Iterator[bytes], int]:
    """The body of a browser's form with one file, and its length."""
    head = b"--" + BOUNDARY + b"\r\nContent-Disposition: form-data; "
    head += b'name="file"; filename="large.csv"\r\nContent-Type: text/csv\r\n\r\n'
    tail = b"\r\n--" + BOUNDARY + b"--\r\n"

    def parts():
        yield head
        yield from blocks(size)
        yield tail

    return parts(), len(head) + size + len(tail)


class Watch:
    """The most memory that a process and its children have had at any moment."""

    def __init__(self, pid: int):
        self.pid, self.peak, self.going = pid, 0, True
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()

    def _family(self) -> list[int]:
        family = [self.pid]
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(stat.read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue  # it has just ended
            if parent == self.pid:
                family.append(int(stat.parent.name))
        return family

    def _watch(self) -> None:
        while self.going:
            for pid in self._family():
                try:
                    status = Path(f"/proc/{pid}/status").read_text()
                except OSError:
                    continue
                high = next((line for line in status.splitlines() if "VmHWM" in line), "x 0")
                self.peak = max(self.peak, int(high.split()[1]) * 1024)
            time.sleep(0.1)

    def stop(self) -> int:
        self.going = False
        self.thread.join()
        return self.peak


@pytest.fixture
def server(tmp_path):
    """Granian with the file store alone; the answer is its port and its process."""
    with files_server(tmp_path) as running:
        yield running


def read_hash(answer, pause: float = 0) -> str:
    digest = hashlib.sha256()
    while block := answer.read(MEGABYTE):
        digest.update(block)
        if pause:
            time.sleep(pause)
            pause = 0
    return digest.hexdigest()


def test_a_large_file_goes_up_and_down_in_little_memory(server, tmp_path, capsys):
    port, process = server
    expected = hashlib.sha256()
    for block in blocks(SIZE):
        expected.update(block)
    watch = Watch(process.pid)
    start = time.monotonic()
    body, length = form(SIZE)
    headers = {
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY.decode()}",
        "Content-Length": str(length),
    }
    with request(port, "POST", "/", body, **headers) as answer:
        sha256 = answer.read().decode()
    up = time.monotonic() - start
    assert sha256 == expected.hexdigest()

    start = time.monotonic()
    with request(port, "GET", f"/{sha256}") as answer:
        assert read_hash(answer, pause=2) == sha256  # a slow reader must not fill memory either
    down = time.monotonic() - start - 2
    read_second_half(port, sha256)
    with request(port, "GET", f"/{sha256}") as answer:
        answer.read(MEGABYTE)  # and one who goes away
    peak = watch.stop()
    figures = {"MB": SIZE // MEGABYTE, "up s": round(up, 1), "down s": round(down, 1)}
    figures["peak MB"] = peak // MEGABYTE
    with capsys.disabled():
        print(f"\n{json.dumps(figures)}")
    assert peak < MEMORY
    assert list((tmp_path / "files" / "incoming").iterdir()) == []


def read_second_half(port: int, sha256: str) -> None:
    """Go on half-way, as a browser does whose line broke."""
    half = SIZE // 2
    expected = hashlib.sha256()
    for number, block in enumerate(blocks(SIZE)):
        if number * MEGABYTE >= half:
            expected.update(block)
    headers = {"Range": f"bytes={half}-", "If-Range": f'"{sha256}"'}
    with request(port, "GET", f"/{sha256}", **headers) as answer:
        assert answer.status == 206
        assert read_hash(answer) == expected.hexdigest()
