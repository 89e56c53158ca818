"""Asking the engine from a web process, without ever waiting long for it.

There is one engine for each host. Whoever finds none starts it; it ends with the process that
started it, and the next question starts another.
"""

import atexit
import fcntl
import hashlib
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from infocenter.datasets import store
from infocenter.datasets.engine import limits as bounds
from infocenter.datasets.engine.limits import Limits
from portal import confined, programs

Answer = dict[str, Any]
AWAY: Answer = {"error": "away"}
_STARTED_AGAIN = 3.0  # seconds: no oftener
_starting = threading.Lock()


@dataclass
class Started:
    """An engine that this process has started: it lives as long as `line` is open."""

    at: float
    process: programs.Program
    line: int

    def let_go(self) -> None:
        """Have it end, if it hasn't."""
        with suppress(OSError):
            os.close(self.line)


_started: dict[str, Started] = {}


def ask(question: dict[str, Any], patience: float | None = None) -> Answer:
    """The answer of the engine; `error` says why there is none: busy, working, away, time..."""
    place = _place()
    with _waiting(settings.FAROL_DATASETS_PATIENCE if patience is None else patience) as seconds:
        deadline = time.monotonic() + seconds
        while True:
            try:
                return _exchange(place, {**question, "patience": seconds}, seconds + 1)
            except (FileNotFoundError, ConnectionRefusedError):
                if _start(place):
                    deadline = max(deadline, time.monotonic() + bounds.STARTING)
            except (OSError, ValueError):
                return AWAY  # it ended in the midst of it
            if time.monotonic() > deadline:
                return {"error": "working"}  # it is being started
            time.sleep(0.02)


@atexit.register
def _stop() -> None:
    """The engines that this process has started end with it."""
    for started in _started.values():
        started.let_go()
        with suppress(programs.TimeIsOver):
            started.process.wait(2)


def _exchange(place: str, question: dict[str, Any], seconds: float) -> Answer:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(seconds)
        connection.connect(place)
        with connection.makefile("rwb") as line:
            line.write(json.dumps(question).encode() + b"\n")
            line.flush()
            told = line.readline()
    return json.loads(told)


@contextmanager
def _waiting(patience: float) -> Iterator[float]:
    """How long this process may wait: only one of the host waits long, the others stay free."""
    with (Path(settings.FAROL_RUN_DIR) / "datasets.waiting").open("a") as ticket:
        try:
            fcntl.flock(ticket, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            patience = min(patience, bounds.LESS_PATIENCE)
        yield patience


def _place() -> str:
    """Where the engine of these tables listens."""
    run = Path(settings.FAROL_RUN_DIR)
    run.mkdir(parents=True, exist_ok=True)
    which = hashlib.sha256(f"{store.folder()}{_limits('')}".encode()).hexdigest()[:8]
    return str(run / f"datasets-{which}.sock")


def _limits(place: str) -> Limits:
    return Limits(
        socket=place,
        folder=str(store.folder().absolute()),
        answers=str(store.folder().absolute() / store.ANSWERS),
        memory_mb=settings.FAROL_DATASETS_MEMORY_MB,
        threads=os.cpu_count() or 1,
        seconds=settings.FAROL_DATASETS_SECONDS,
        at_once=settings.FAROL_DATASETS_AT_ONCE,
        sheet_rows=settings.FAROL_DATASETS_SHEET_ROWS,
    )


def _start(place: str) -> bool:
    """Start an engine, unless this process has just done so; whether it did."""
    with _starting:
        last = _started.get(place)
        if last and last.process.poll() is None and time.monotonic() - last.at < _STARTED_AGAIN:
            return False
        if last:
            last.let_go()
        store.answers()
        theirs, ours = os.pipe()
        command = [sys.executable, "-P", "-s", "-m", "infocenter.datasets.engine.server"]
        process = programs.start(
            [*command, _limits(place).to_json()],
            settings.FAROL_RUN_DIR,
            confined.environment(str(settings.FAROL_RUN_DIR)),
            stdin=theirs,  # it closes when this process ends
            stdout=programs.NOTHING,
        )
        os.close(theirs)
        _started[place] = Started(time.monotonic(), process, ours)
    return True
