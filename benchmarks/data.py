"""Filled databases: made once for each version of what fills them, copied for each run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from benchmarks import machine
from tests import postgres

KEPT = machine.PEERS / "data"
SECRET = "only-for-measuring-" + "0" * 40
_COMMON = ("benchmarks/documents.py", "benchmarks/words.toml", "benchmarks/beside/rows.py")
MADE_BY = {
    "portal": (
        "benchmarks/documents.py",
        "benchmarks/words.toml",
        "benchmarks/fill_portal.py",
        "*/migrations/*.py",
        "portal/*/migrations/*.py",
        "infocenter/search/*.py",
        "infocenter/editions.py",
        "infocenter/markdown.py",
        "infocenter/indexing.py",
    ),
    "search": (
        "benchmarks/documents.py",
        "benchmarks/words.toml",
        "benchmarks/search_documents.py",
        "infocenter/migrations/*.py",
        "infocenter/search/text.py",
        "infocenter/search/words.py",
        "infocenter/search/vocabulary.py",
    ),
    "bare": (*_COMMON, "benchmarks/beside/bare_django/*.py"),
    "wagtail": (*_COMMON, "benchmarks/beside/wagtail_site/**/*.py"),
    "datasette": (*_COMMON, "benchmarks/beside/datasette_site.py"),
}


@dataclass
class Data:
    """Where the documents are in this run."""

    kind: str  # sqlite or postgres
    count: int
    folder: Path  # of this run
    peers: Path | None  # the peers' interpreter
    cluster: int | None = None  # PostgreSQL's first process
    urls: dict[str, str] = field(default_factory=dict)

    @property
    def files(self) -> Path:
        """The file store, which every program shares."""
        made_by = machine.fingerprint(*_COMMON[:2])
        return KEPT / f"files-{self.count}-{made_by}"

    @property
    def datasette(self) -> Path:
        return KEPT / f"datasette-{self.count}-{machine.fingerprint(*MADE_BY['datasette'])}"

    def environment(self, name: str) -> dict[str, str]:
        """The environment of a program: nothing of the caller's but where programs are."""
        settings = {
            "portal": "portal.settings",
            "search": "portal.settings",
            "bare": "benchmarks.beside.bare_django.settings",
            "wagtail": "benchmarks.beside.wagtail_site.settings",
        }
        return {
            **{each: os.environ[each] for each in ("PATH", "HOME", "LANG") if each in os.environ},
            "PYTHONPATH": str(machine.ROOT),
            "DJANGO_SETTINGS_MODULE": settings.get(name, ""),
            "DATABASE_URL": self.urls.get(name, ""),
            "SECRET_KEY": SECRET,
            "FAROL_VAR_DIR": str(self.folder / "portal"),
            "FAROL_FILES_ROOT": str(self.files),
            "BENCH_FILES": str(self.files),
            "BENCH_PAGE": str(self.folder / "www" / "page.html"),
        }


def prepare(kind: str, count: int, folder: Path, peers: Path | None) -> Data:
    """Databases of every program with `count` documents, in `folder` or in a new cluster."""
    data, make = portal_alone(kind, count, folder)
    data.peers = peers
    python = Path(sys.executable)
    static = [python, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(static, cwd=machine.ROOT, env=data.environment("portal"), check=True)
    make(data, "bare", [[python, "-m", "benchmarks.beside.bare_django.fill", str(count)]])
    if peers:
        make(data, "wagtail", [[peers, "-m", "benchmarks.beside.wagtail_site.fill", str(count)]])
        _datasette(data)
    return data


def portal_alone(kind: str, count: int, folder: Path) -> tuple[Data, Callable]:
    """The portal's database with `count` documents, and what makes one for another program."""
    KEPT.mkdir(parents=True, exist_ok=True)
    data = Data(kind, count, folder, None)
    make: Callable = sqlite
    if kind == "postgres":
        address = postgres.start()
        data.cluster = first_process(address)
        make = PostgreSQL(socket_of(address)).make
    python = Path(sys.executable)
    migrate = [python, "manage.py", "migrate", "--verbosity", "0"]
    make(data, "portal", [migrate, [python, "-m", "benchmarks.fill_portal", str(count)]])
    return data, make


def socket_of(address: str) -> Path:
    """The folder of a cluster's socket."""
    return Path(unquote(urlsplit(address).hostname or ""))


def first_process(address: str) -> int:
    """The id of a cluster's first process."""
    return int((socket_of(address) / "data" / "postmaster.pid").read_text().split()[0])


def run(data: Data, name: str, commands: list[list]) -> None:
    """Run programs in the environment of one of those under measurement."""
    print(f"  putting {data.count:,} documents into {name} ...", file=sys.stderr, flush=True)
    for command in commands:
        subprocess.run(
            command, cwd=machine.ROOT, env=data.environment(name), check=True, timeout=6 * 3600
        )


def kept_at(data: Data, name: str, suffix: str) -> Path:
    """Where what was filled is kept; what an older version of its makers filled goes."""
    kept = KEPT / f"{name}-{data.count}-{machine.fingerprint(*MADE_BY[name])}.{suffix}"
    for older in KEPT.glob(f"{name}-{data.count}-*.{suffix}"):
        if older != kept:
            older.unlink()
    return kept


def sqlite(data: Data, name: str, commands: list[list]) -> None:
    kept, copy = kept_at(data, name, "sqlite3"), data.folder / f"{name}.sqlite3"
    data.urls[name] = f"sqlite:///{copy}"
    if not (kept.exists() and data.files.exists()):
        run(data, name, commands)
        _checkpoint(copy)
        shutil.copyfile(copy, kept.with_suffix(".part"))
        kept.with_suffix(".part").rename(kept)
    else:
        shutil.copyfile(kept, copy)


def _checkpoint(path: Path) -> None:
    import sqlite3

    base = sqlite3.connect(path)
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()


def _datasette(data: Data) -> None:
    if not (data.datasette / "inspect.json").exists():
        shutil.rmtree(data.datasette, ignore_errors=True)
        module = "benchmarks.beside.datasette_site"
        run(data, "datasette", [[data.peers, "-m", module, str(data.count), str(data.datasette)]])


class PostgreSQL:
    """A database for each program in one cluster; what was filled is kept as a dump."""

    def __init__(self, socket: Path):
        self.socket = socket
        self.programs = postgres.binaries()

    def make(self, data: Data, name: str, commands: list[list]) -> None:
        kept = kept_at(data, name, "dump")
        data.urls[name] = f"postgres://farol@{str(self.socket).replace('/', '%2F')}/{name}"
        self.tool("createdb", name)
        if not (kept.exists() and data.files.exists()):
            run(data, name, commands)
            part = kept.with_suffix(".part")
            self.tool("pg_dump", "--format=custom", "--compress=1", f"--file={part}", name)
            part.rename(kept)
        else:
            self.tool("pg_restore", f"--dbname={name}", "--no-owner", str(kept))
        self.tool("psql", "--quiet", f"--dbname={name}", "--command=VACUUM ANALYZE")

    def tool(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's own programs on this cluster."""
        command = [str(self.programs / program), "-h", str(self.socket), "-U", "farol"]
        subprocess.run([*command, *arguments], check=True, timeout=1800)
