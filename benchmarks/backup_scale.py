"""A large portal backed up while it is written to, brought back, and killed in the middle of it.

`python -m benchmarks.backup_scale` (`--database postgres`) needs about six times the room that the
files take, in TMPDIR; the filled database is kept in `benchmarks/peers/data` for the next time.
"""

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import commands, data, throwaway
from benchmarks.commands import MEGABYTE, bar

MEMORY = 200  # megabytes that backup and restore may have for themselves
BIG, SMALL = 512, 2  # megabytes of the files beside those of the documents: half as one, half so
QUICKLY = 10  # seconds in which what is no backup is refused
APART = {"history_checkpoint", "portal_moment", "sqlite_sequence"}  # verifying writes them


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--megabytes", type=int, default=6000, help="of files beside theirs")
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="farol-bench-"))
    try:
        filled, _make = data.portal_alone(options.database, options.documents, folder)
        store = shutil.copytree(filled.files, folder / "store")
        place = {"DATABASE_URL": filled.urls["portal"], "FAROL_FILES_ROOT": str(store)}
        with throwaway.portal(options.database, **place):
            add_files(options.megabytes)
            return 0 if all(Trial(options.database, folder, filled).kept()) else 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# --- Files of all sizes ---------------------------------------------------------------------------


def add_files(megabytes: int) -> None:
    """Big and middling files in the store, with their rows."""
    from portal.files import services

    block = random.Random("files").randbytes(500_000).hex().encode()
    for number, size in enumerate(_sizes(megabytes)):
        with tempfile.NamedTemporaryFile(suffix=".txt") as made:
            for part in range(size):
                made.write(b"%010d %010d\n%b" % (number, part, block))
            made.flush()
            services.store(Path(made.name), f"{number}.txt")


def _sizes(megabytes: int) -> Iterator[int]:
    for size in (BIG, SMALL):
        yield from [size] * (megabytes // 2 // size)


class Writer(threading.Thread):
    """Somebody who goes on writing: each time bytes, the row that names them, and an event."""

    def __init__(self):
        super().__init__()
        self.wrote, self.slowest = 0, 0.0
        self._ended = threading.Event()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_problem):
        self._ended.set()
        self.join()

    def run(self) -> None:
        from django.db import connection, transaction

        from portal.history.services import record
        from portal.organisation.models import Department
        from tests.factories.infocenter import stored_file

        department = Department.objects.first()
        while not self._ended.wait(0.1):
            begun = time.monotonic()
            with transaction.atomic():
                stored_file(os.urandom(500).hex().encode())
                record("department.changed", department)
            self.slowest = max(self.slowest, time.monotonic() - begun)
            self.wrote += 1
        connection.close()


# --- There and back -------------------------------------------------------------------------------


class Trial:
    """One portal, its backups, and another place where they are brought back."""

    def __init__(self, database: str, folder: Path, filled: data.Data):
        self.database, self.folder, self.filled = database, folder, filled
        self.store, self.target = folder / "store", folder / "backups"
        self.elsewhere = folder / "elsewhere"
        self.elsewhere.mkdir()
        self.there = {
            "DATABASE_URL": f"sqlite:///{self.elsewhere}/portal.sqlite3",
            "FAROL_FILES_ROOT": str(self.elsewhere / "files"),
            "FAROL_VAR_DIR": str(self.elsewhere),
        }
        if database == "postgres":
            address = filled.urls["portal"].rpartition("/")[0]
            data.PostgreSQL(data.socket_of(address)).tool("createdb", "elsewhere")
            self.there["DATABASE_URL"] = f"{address}/elsewhere"

    def kept(self) -> Iterator[bool]:
        """Every promise, in turn: whether it was kept."""
        count = sum(1 for each in self.store.rglob("*") if each.is_file())
        size = commands.size_of(self.store) / MEGABYTE
        print(f"{count:,} files of {size:,.0f} MB, {self._database_size():,.0f} MB of database")
        plain = self._plain_copy()
        yield from self._made_while_written_to(plain, size)
        yield from self._brought_back()
        yield from self._killed()
        yield from self._refused()

    def _plain_copy(self) -> float:
        """Seconds in which `cp` and the database's own program copy the same, onto the disk."""
        place = self.folder / "plain"
        files = commands.run("cp", "-r", self.store, place)
        sync = commands.run("sync", "-f", place)
        if self.database == "postgres":
            url = self.filled.urls["portal"].replace("postgres://", "postgresql://")
            rows = commands.run("pg_dump", "--format=custom", f"--file={place}/dump", url)
        else:
            rows = commands.run("cp", self.folder / "portal.sqlite3", place)
        last = commands.run("sync", "-f", place)
        shutil.rmtree(place)
        said(f"cp, and {'pg_dump' if self.database == 'postgres' else 'cp'}", files, rows)
        return sum(each.seconds for each in (files, sync, rows, last))

    def _made_while_written_to(self, plain: float, size: float) -> Iterator[bool]:
        with Writer() as writer:
            first = commands.manage("backup", self.target)
        took = commands.size_of(self.target) / MEGABYTE
        said("backup, while written to", first)
        print(f"    {took:,.0f} MB, {took / first.seconds:,.0f} MB/s; {writer.wrote} were written "
              f"meanwhile, the slowest in {writer.slowest:.2f} s")  # fmt: skip
        again = commands.manage("backup", self.target)
        said("a further backup", again)
        self.first, self.second = sorted(self.target.glob("2*"))
        yield bar(f"at most twice as long as a plain copy ({plain:.0f} s)",
                  first.seconds <= 2 * plain)  # fmt: skip
        yield bar(f"under {MEMORY} MB", max(first.memory, again.memory) <= MEMORY)
        yield bar("writers went on", writer.wrote > 0 and writer.slowest < 5)

    def _brought_back(self) -> Iterator[bool]:
        back = commands.manage("restore", self.first, **self.there)
        said("restore of the first", back)
        yield bar(f"under {MEMORY} MB", back.memory <= MEMORY)
        files = commands.manage("verify_files", "-v", 0, **self.there)
        said("verify_files there", files)
        chain = commands.manage("verify_audit", **self.there)
        yield bar("every file and every event is there", "the chain holds" in chain.said)

    def _killed(self) -> Iterator[bool]:
        """Killed while it copies files, and while it copies the database: the old one stands."""
        words = (sys.executable, "manage.py", "restore", self.second, "--force")
        before = self._events()
        for what, begun in (("files", self._files_arrive), ("database", self._database_arrives)):
            process = commands.start(*words, **self.there)
            while not begun(process.pid) and process.poll() is None:
                time.sleep(0.05)
            time.sleep(0.5)
            ended = process.poll()
            process.kill()
            process.wait()
            time.sleep(5)
            yield bar(f"killed while the {what} arrived: the old database stands",
                      ended is None and self._events() == before)  # fmt: skip
        said("restore over it", commands.manage(*words[2:], **self.there))
        apart = self._differences()
        yield bar(f"the quiet backup is equal to what it was made of {apart or ''}", not apart)

    def _files_arrive(self, pid: int) -> bool:
        newest = self.elsewhere / "files" / "incoming"
        return newest.is_dir() and any(newest.iterdir())

    def _database_arrives(self, pid: int) -> bool:
        if self.database == "sqlite":
            return bool([*self.elsewhere.glob("*.part")])
        found = (Path(f"/proc/{each}/cmdline").read_text() for each in commands.children_of(pid))
        return any("pg_restore" in each and "--list" not in each for each in found)

    def _refused(self) -> Iterator[bool]:
        pooled = max((self.target / "files").glob("*/*"))  # the last to be looked at
        for what, path in (("its manifest", self.second / "manifest.json"), ("a file", pooled)):
            away = path.rename(self.folder / "away")
            found = commands.manage("restore", self.second, "--force", code=1, **self.there)
            away.rename(path)
            print(f"    {found.said.splitlines()[-1]}")
            yield bar(f"without {what} refused in {found.seconds:.1f} s", found.seconds < QUICKLY)

    def _database_size(self) -> float:
        from django.db import connection

        if self.database == "sqlite":
            return (self.folder / "portal.sqlite3").stat().st_size / MEGABYTE
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return cursor.fetchone()[0] / MEGABYTE

    def _events(self) -> str:
        return self._asked("from portal.history.models import Event; print(Event.objects.count())")

    def _differences(self) -> list[str]:
        """The tables that don't say there what they say here."""
        here = digests()
        words = (
            "import json; from benchmarks.backup_scale import digests; print(json.dumps(digests()))"
        )
        there = json.loads(self._asked(words))
        return sorted({*here, *there} - APART - {n for n in here if here[n] == there.get(n)})

    def _asked(self, words: str) -> str:
        """What a process in the other place says."""
        program = f"import django; django.setup(); {words}"
        return commands.run(sys.executable, "-c", program, **self.there).said.strip()


def said(name: str, *ran: commands.Ran) -> None:
    for each in ran:
        print(f"  {name:28}{each}", flush=True)


def digests() -> dict[str, str]:
    """By table: how many rows, and what they say, in whatever order."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            connection.connection.create_function("hash_of", -1, _hash_of, deterministic=True)
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            columns = connection.introspection.get_table_description(cursor, table)
            listed = ", ".join(connection.ops.quote_name(each.name) for each in columns)
            row = (
                "hashtextextended(t::text, 0)"
                if connection.vendor == "postgresql"
                else f"hash_of({listed})"
            )
            cursor.execute(f"SELECT count(*), sum(({row}) % 4294967296) FROM {name} AS t")
            found[table] = str(cursor.fetchone())
    return found


def _hash_of(*values) -> int:
    import hashlib

    return int.from_bytes(hashlib.blake2b(repr(values).encode(), digest_size=4).digest())


if __name__ == "__main__":
    sys.exit(main())
