"""A throw-away PostgreSQL cluster: on a Unix socket in a temporary folder, gone with the tests."""

import atexit
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

# Safe because the data are thrown away; what tests kill is processes, not the machine.
_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_connections": "300",
    "listen_addresses": "",
    "autovacuum": "off",
}


def binaries() -> Path | None:
    """The folder of `initdb` and `postgres`, newest release first, or None if there is none."""
    found = shutil.which("initdb")
    if found and shutil.which("postgres"):
        return Path(found).resolve().parent
    releases = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(releases, key=lambda each: int(each.parts[4]), reverse=True)
    return newest[0].parent if newest else None


def url() -> str:
    """The address of the cluster for this run, which is started if it isn't there yet."""
    if "FAROL_TEST_POSTGRES" not in os.environ:
        os.environ["FAROL_TEST_POSTGRES"] = start()
    return os.environ["FAROL_TEST_POSTGRES"]


def start(**settings: str) -> str:
    """Start a cluster that ends with this process; the answer is its DATABASE_URL.

    `settings` are PostgreSQL's, in the place of those that make it fast here.
    """
    programs = binaries()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed (on Debian: apt-get install postgresql).")
    folder = Path(tempfile.mkdtemp(prefix="farol-pg-"))
    owner = "postgres" if os.geteuid() == 0 else None  # initdb refuses to work for root
    if owner:
        shutil.chown(folder, owner, owner)
    data = folder / "data"
    common: dict[str, Any] = {"user": owner, "cwd": folder, "stdin": subprocess.DEVNULL}

    def run(program: str, *arguments: str, **more) -> subprocess.CompletedProcess:
        command = [str(programs / program), *arguments]
        return subprocess.run(command, stdout=subprocess.DEVNULL, **common, **more)

    run(
        "initdb",
        "-D",
        str(data),
        "-U",
        "farol",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
        check=True,
    )
    settings = {**_FAST, **settings}
    options = [each for name, value in settings.items() for each in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", str(data), "-k", str(folder), *options],
            stdout=log,
            stderr=log,
            preexec_fn=_end_with_parent,
            **common,
        )
    atexit.register(_stop, server, folder)
    for _attempt in range(300):
        if run("pg_isready", "-q", "-h", str(folder)).returncode == 0:
            break
        time.sleep(0.1)
    run("createdb", "-h", str(folder), "-U", "farol", "farol", check=True)
    return f"postgres://farol@{quote(str(folder), safe='')}/farol"


def _end_with_parent() -> None:
    """Ask the kernel to stop the server if these tests are killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT, 0, 0, 0)  # PR_SET_PDEATHSIG


def _stop(server: subprocess.Popen, folder: Path) -> None:
    server.send_signal(signal.SIGQUIT)  # at once: nothing of it is needed any more
    server.wait()
    shutil.rmtree(folder, ignore_errors=True)
