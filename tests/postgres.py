"""A throw-away PostgreSQL cluster: on a Unix socket in a temporary folder, gone with the tests."""

import atexit
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
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


def start() -> str:
    """Start a cluster that ends with this process; the answer is its DATABASE_URL."""
    programs = binaries()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed (on Debian: apt-get install postgresql).")
    folder = Path(tempfile.mkdtemp(prefix="farol-pg-"))
    owner = "postgres" if os.geteuid() == 0 else None  # initdb refuses to work for root
    if owner:
        shutil.chown(folder, owner, owner)
    data = folder / "data"
    options = " ".join(f"-c {name}='{value}'" for name, value in _FAST.items())

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, *arguments],
            check=True,
            user=owner,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def stop() -> None:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)

    run("initdb", "-D", str(data), "-U", "farol", "-A", "trust", "-E", "UTF8", "--no-sync")
    log = str(folder / "log")
    run("pg_ctl", "-D", str(data), "-l", log, "-w", "-o", f"-k {folder} {options}", "start")
    atexit.register(stop)
    run("createdb", "-h", str(folder), "-U", "farol", "farol")
    return f"postgres://farol@{quote(str(folder), safe='')}/farol"
