"""`manage.py serve`: three programs that live and end together."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from portal.management.commands.serve import _reachable
from tests.serving import ROOT, environment, free_port, wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc"),
]


def alive(port: int) -> dict[int, str]:
    """The processes that belong to the portal on this port, by id."""
    mark = f"FAROL_TEST_PORT={port}".encode()
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
        except OSError:
            continue
    return {number: line.decode() for number, line in found.items() if line}


@pytest.fixture
def serve(_static_files, tmp_path):
    """Start `manage.py serve` with a run folder of its own; everything is gone afterwards."""
    port = free_port()
    log = tmp_path / "log"

    def answers():
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=2).close()
        except OSError:
            return False
        return True

    def start():
        env = environment(FAROL_TEST_PORT=str(port), FAROL_RUN_DIR=str(tmp_path))
        with log.open("ab") as out:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "1"],
                cwd=ROOT,
                env=env,
                stdout=out,
                stderr=out,
            )
        wait_until(answers)
        return process

    start.port, start.answers, start.log = port, answers, log
    yield start
    for number in alive(port):
        os.kill(number, signal.SIGKILL)


def test_a_program_that_is_killed_comes_back_and_ctrl_c_ends_all(serve):
    process = serve()
    wait_until(lambda: "The portal is at" in serve.log.read_text())
    worker = next(number for number, line in alive(serve.port).items() if "db_worker" in line)
    os.kill(worker, signal.SIGKILL)
    wait_until(
        lambda: any(
            "db_worker" in line and number != worker for number, line in alive(serve.port).items()
        )
    )
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert alive(serve.port) == {}


def test_no_program_outlives_a_killed_supervisor(serve):
    process = serve()
    assert len(alive(serve.port)) >= 4
    process.kill()
    process.wait()
    wait_until(lambda: not alive(serve.port))


def test_a_taken_port_is_said_in_one_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            text=True,
        )
    assert done.returncode == 1
    assert f"Port {port} of 127.0.0.1 is taken" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("host", "reached"),
    [
        ("", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("::1", "[::1]"),
        ("192.0.2.7", "192.0.2.7"), ("2001:db8::7", "[2001:db8::7]"), ("localhost", "localhost"),
    ],
)  # fmt: skip
def test_the_address_that_is_told_can_be_asked_on_this_machine(host, reached):
    assert _reachable(host) == reached
