"""The portal that is scanned: made once, copied for each visit, and served as `serve` does."""

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import machine
from benchmarks.servers import Server

TOKEN = "for-the-figures-of-a-scan"
LOOPBACK_ONLY = machine.HERE / "beside" / "loopback_only"
FOREVER = 1_000_000_000


@dataclass
class Site:
    """A copy that runs, and where it writes."""

    folder: Path
    server: Server

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def requests(self) -> Path:
        """What was asked and answered."""
        return self.folder / "requests.jsonl"

    @property
    def refused(self) -> Path:
        """What wanted to leave this machine."""
        return self.folder / "refused.txt"

    @property
    def log(self) -> Path:
        return self.folder / "portal.log"


@contextmanager
def running(
    original: Path, folder: Path, environment: dict[str, str], fresh: int
) -> Iterator[Site]:
    """A copy of the `original` portal, until it isn't needed any more."""
    shutil.copytree(original, folder, ignore=shutil.ignore_patterns("*.sqlite3*", "run"))
    with (
        closing(sqlite3.connect(original / "portal.sqlite3")) as there,
        closing(sqlite3.connect(folder / "portal.sqlite3")) as here,
    ):
        there.backup(here)
    port = machine.free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "2"]
    server = Server(
        "portal", command, port, {}, folder / "portal.log", "/health/ready", machine.ROOT
    )
    site = Site(folder, server)
    server.environment = {
        **environment,
        "DJANGO_SETTINGS_MODULE": "benchmarks.beside.scanned.settings",
        "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        "FAROL_VAR_DIR": str(folder),
        "FAROL_METRICS_TOKEN": TOKEN,
        "FAROL_API_PER_KEY": str(FOREVER),
        "FAROL_API_PER_NETWORK": str(FOREVER),
        "FAROL_CLIENT_ADDRESS_HEADER": "X-Forwarded-For",
        "FAROL_SCAN_LOG": str(site.requests),
        "FAROL_SCAN_REFUSED": str(site.refused),
        "FAROL_SCAN_FRESH": str(fresh),
        "PYTHONPATH": f"{LOOPBACK_ONLY}:{machine.ROOT}",
        "PYTHONUNBUFFERED": "1",
    }
    try:
        server.start()
        yield site
    finally:
        server.stop()
