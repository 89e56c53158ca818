"""The file store alone behind granian, and a client that streams."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.serving import ROOT, free_port


@contextmanager
def files_server(folder: Path, **more: str) -> Iterator[tuple[int, subprocess.Popen]]:
    """Its port and its process."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.robustness.files_settings",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "FAROL_VAR_DIR": str(folder),
        "FAROL_FILES_ROOT": str(folder / "files"),
        "PYTHONPATH": str(ROOT),
        **more,
    }
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", "1", "--no-ws"]
    command += ["--log-level", "warning", "tests.robustness.files_app:application"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        wait_for(port, process, folder / "log")
        yield port, process
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int, process, log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with request(port, "GET", "/health/live") as answer:
                answer.read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())


@contextmanager
def request(port: int, method: str, address: str, body=None, **headers):
    """The answer; the line is closed afterwards, wherever the reading has come to."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    try:
        connection.request(method, address, body=body, headers=headers)
        with connection.getresponse() as answer:
            yield answer
    finally:
        connection.close()
