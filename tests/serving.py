"""A real portal for tests: granian over the test database, with worker and commands."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from tests import databases

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    with socket.socket() as each:
        each.bind(("127.0.0.1", 0))
        return each.getsockname()[1]


def wait_until(question, seconds=30):
    """Ask until the answer is true; the answer."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = question()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"Not within {seconds} s: {question}")


def environment(**more: str) -> dict[str, str]:
    """The environment of a portal process that shares this test's database and files."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        url = f"sqlite:///{name}"
    else:
        url = f"{os.environ['FAROL_TEST_POSTGRES'].rpartition('/')[0]}/{name}"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DATABASE_URL": url,
        "FAROL_VAR_DIR": str(settings.FAROL_VAR_DIR),
        "FAROL_DIE_WITH_PARENT": "1",
        "PYTHONPATH": str(ROOT),
        **more,
    }


def manage(*arguments: str, timeout: float = 120, **env: str) -> str:
    """Run a command of the portal in a process of its own; the answer is what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(**env),
        capture_output=True,
        text=True,
        timeout=timeout,
    )
    assert done.returncode == 0, f"{arguments}: {done.stdout}\n{done.stderr}"
    return done.stdout


@dataclass
class PortalServer:
    """A running portal: `url` without a slash at the end."""

    url: str
    process: subprocess.Popen
    log: Path

    def run_tasks(self) -> None:
        """Do all waiting background tasks now, in a worker process, and wait for its end."""
        manage("db_worker", "--batch", "--interval", "0.1", "--no-startup-delay")

    def run_due(self) -> None:
        """Do what is due by the clock."""
        manage("run_due")


def start_portal(log: Path, workers: int = 1, **env: str) -> PortalServer:
    """Start granian on a free port and wait until the portal answers."""
    port = free_port()
    command = [sys.executable, "-m", "portal.supervision", str(os.getpid())]
    command += ["granian", "--interface", "wsgi", "--http", "1", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", str(workers), "--blocking-threads", "1"]
    command += ["--no-ws", "--log-level", "warning", "portal.wsgi:application"]
    with log.open("ab") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(**env), stdout=out, stderr=out, text=True
        )
    server = PortalServer(f"http://127.0.0.1:{port}", process, log)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{server.url}/health/live", timeout=5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return server
    process.kill()
    raise AssertionError(f"The portal did not start:\n{log.read_text()}")


def stop_portal(server: PortalServer) -> None:
    """Ask it to end, and see that it does."""
    server.process.terminate()
    try:
        server.process.wait(15)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()


@pytest.fixture(scope="session")
def _static_files(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        manage("collectstatic", "--no-input", "--verbosity", "0")


@pytest.fixture(scope="session")
def _portal_process(_static_files, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        server = start_portal(Path(settings.FAROL_VAR_DIR) / "portal.log")
    yield server
    stop_portal(server)


@pytest.fixture(scope="module")
def standing_portal(_portal_process, _rows_of_migrations, django_db_blocker):
    """As `portal_server`, for a module whose tests only read: emptied after the last of them."""
    from portal.pagecache.shared import shared

    hashers = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    with django_db_blocker.unblock(), override_settings(PASSWORD_HASHERS=hashers):
        yield _portal_process
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        databases.put_back(_rows_of_migrations)
        shared().move(0, 0, rows=True)


@pytest.fixture
def portal_server(_portal_process, transactional_db, settings):
    """A real portal in another process, on the database and files that the test itself uses.

    What the test makes with factories and services is there at once; the database is emptied
    afterwards. Background tasks wait until `portal_server.run_tasks()`. People who sign in there
    have real hashes of their passwords.
    """
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    return _portal_process
