"""The engine: `python -m infocenter.datasets.engine.server LIMITS`.

It listens on a socket in the run folder, one line of JSON for each question and each answer. It
ends when whoever started it ends (its standard input closes), or when nobody asks any more. No
Django here, no network, and no file but below the folder of the tables.
"""

import contextlib
import fcntl
import json
import os
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

import duckdb

from infocenter.datasets.engine import limits as bounds
from infocenter.datasets.engine import slices
from infocenter.datasets.engine.jobs import Answer, Job, Jobs
from infocenter.datasets.engine.limits import Limits
from infocenter.datasets.engine.sql import Statement, Statements
from infocenter.datasets.query import Field, Query
from infocenter.datasets.reading.conversion import literal
from portal import confined

LONGEST_QUESTION = 512 * 1024  # bytes
_WRITTEN = 4096 * confined.MEGABYTE


class Engine:
    """DuckDB with its limits, and the work on one question."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self.jobs = Jobs(limits.at_once)
        self.database = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": f"{limits.memory_mb}MB",
                "threads": limits.threads,
                "temp_directory": "",
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
        for statement in (
            f"SET allowed_directories = [{literal(limits.folder + '/')}]",
            "SET enable_external_access = false",
            "SET lock_configuration = true",
        ):
            self.database.execute(statement)

    def answer(self, question: dict[str, Any]) -> Answer:
        """What is answered to a question within its patience."""
        form = question["form"]
        seconds = self.limits.seconds * (bounds.DOWNLOADS if form else 1)
        job = Job(question["key"], question["who"], seconds, lambda job: self._work(job, question))
        return self.jobs.ask(job, question["patience"])

    def _work(self, job: Job, question: dict[str, Any]) -> Answer:
        cursor = self.database.cursor()
        job.stop = cursor.interrupt
        fields = {key: Field(**each) for key, each in question["fields"].items()}
        path = f"{self.limits.folder}/{question['table']}"
        if not os.path.isfile(path):
            return {"error": "missing"}
        statements = Statements(Query.of(question["query"]), fields, path)
        try:
            if question["form"]:
                return self._slice(cursor, statements, question, job)
            return self._page(cursor, statements, question["total"])
        except duckdb.InterruptException:
            return {"error": "time"}
        except (MemoryError, duckdb.OutOfMemoryException):
            return {"error": "memory"}
        except duckdb.Error as error:
            return {"error": "failed", "reason": str(error)[:300]}
        finally:
            job.stop = lambda: None
            cursor.close()

    def _page(self, cursor, statements: Statements, known: int | None) -> Answer:
        rows = _all(cursor, statements.page())
        query = statements.query
        if known is not None:
            total = known
        elif query.page == 1 and len(rows) < query.size:
            total = len(rows)
        else:
            total = _all(cursor, statements.total())[0][0]
        return {"rows": [[slices.plain(value) for value in row] for row in rows], "total": total}

    def _slice(self, cursor, statements: Statements, question, job: Job) -> Answer:
        """A file with all rows, made aside and put in place whole."""
        form, target = question["form"], Path(self.limits.answers) / question["key"]
        if target.is_file():
            os.utime(target)
            return {"size": target.stat().st_size}
        if form in slices.BOUNDED:
            total = _all(cursor, statements.total())[0][0]
            if total > self.limits.sheet_rows:
                return {"error": "too_many_rows", "total": total}
        part = target.with_name(f"{target.name}.{os.getpid()}.part")
        try:
            slices.write(cursor, statements, form, question["told"], part)
            if job.stopped:
                return {"error": "time"}
            part.chmod(0o644)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        return {"size": target.stat().st_size}


def _all(cursor, statement: Statement) -> list[tuple]:
    return cursor.execute(statement.text, statement.values).fetchall()


def _serve(engine: Engine, connection: socket.socket) -> None:
    """One question, one answer."""
    with connection, contextlib.suppress(OSError):
        connection.settimeout(5)
        with connection.makefile("rwb") as line:
            told = line.readline(LONGEST_QUESTION)
            try:
                answer = engine.answer(json.loads(told))
            except (ValueError, KeyError, TypeError) as error:
                answer = {"error": "failed", "reason": repr(error)[:300]}
            line.write(json.dumps(answer).encode() + b"\n")


def _watch(engine: Engine, place: str) -> None:
    """Stop what takes too long; end when nobody asks any more."""
    while engine.jobs.idle() < bounds.IDLE:
        time.sleep(0.05)
        engine.jobs.stop_late()
    _end(place)


def _end_with_parent(place: str) -> None:
    while os.read(0, 1024):
        pass
    _end(place)


def _end(place: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(place)
    os._exit(0)


def _kill_first() -> None:
    """If the machine runs out of memory, this process goes before all others."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _alone(place: str):
    """The lock of the only engine at this place; ends this process if there is another."""
    lock = open(f"{place}.lock", "w")  # noqa: SIM115
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(0)
    with contextlib.suppress(FileNotFoundError):
        os.unlink(place)
    return lock


def main() -> None:
    limits = Limits.from_json(sys.argv[1])
    os.umask(0o077)
    _lock = _alone(limits.socket)  # held as long as this process lives
    os.nice(bounds.NICE)
    _kill_first()
    memory = limits.memory_mb * 2 + 256
    confined.limit(memory_mb=memory, seconds=0, written_bytes=_WRITTEN, files=256)
    engine = Engine(limits)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(limits.socket)
        listening.listen(64)
        threading.Thread(target=_watch, args=[engine, limits.socket], daemon=True).start()
        threading.Thread(target=_end_with_parent, args=[limits.socket], daemon=True).start()
        while True:
            connection, _address = listening.accept()
            threading.Thread(target=_serve, args=[engine, connection], daemon=True).start()


if __name__ == "__main__":
    main()
