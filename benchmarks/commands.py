"""Commands of the portal as an operator runs them: seconds, CPU, and the most memory they had."""

import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks import machine

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Ran:
    """A command that has ended, with the programs that it started."""

    code: int
    seconds: float
    cpu: float
    memory: float  # megabytes that the largest process had for itself, at most
    load: float  # of the machine while it ran: the mean of the last minute
    said: str

    def __str__(self):
        return (
            f"{self.seconds:7.1f} s, {self.cpu:6.1f} s of CPU, {self.memory:4.0f} MB at most"
            f"   (load {self.load:.1f})"
        )


def manage(*words: object, code: int = 0, **env: str) -> Ran:
    """`manage.py WORDS`, which must end with `code`."""
    return run(sys.executable, "manage.py", *words, code=code, **env)


def run(*words: object, code: int = 0, **env: str) -> Ran:
    """Any program, in the environment of this one, but for `env`."""
    begun = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        process = start(*words, out=said, **env)
        memory = 0
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            memory = max(memory, memory_of(process.pid))
            time.sleep(0.02)
        seconds = time.monotonic() - begun
        _pid, status, used = ended
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        ran = Ran(
            code=process.returncode,
            seconds=seconds,
            cpu=used.ru_utime + used.ru_stime,
            memory=memory / MEGABYTE,
            load=os.getloadavg()[0],
            said=said.read(),
        )
    if ran.code != code:
        raise RuntimeError(
            f"{' '.join(map(str, words))} ended with {ran.code}:\n{ran.said[-3000:]}"
        )
    return ran


def start(*words: object, out: int | IO = subprocess.DEVNULL, **env: str) -> subprocess.Popen:
    """The program, begun."""
    return subprocess.Popen(
        list(map(str, words)),
        cwd=machine.ROOT,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.STDOUT,
        text=True,
    )


def children_of(pid: int) -> list[int]:
    """The processes that a process has started and that still run."""
    try:
        return [*map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    except OSError:
        return []  # it has just ended


def memory_of(pid: int) -> int:
    """Bytes that the largest of a process and its children has for itself now.

    What it maps of files is left out: that is the kernel's, which takes it back when it likes.
    """
    found = 0
    for each in (pid, *children_of(pid)):
        try:
            status = Path(f"/proc/{each}/status").read_text()
        except OSError:
            continue
        found = max(found, *map(int, re.findall(r"RssAnon:\s+(\d+)", status)), 0)
    return found * 1024


def size_of(*places: Path) -> int:
    """Bytes of files, and of all files in folders."""
    files = [each for place in places for each in (place, *place.rglob("*"))]
    return sum(each.stat().st_size for each in files if each.is_file())


def bar(what: str, kept: bool) -> bool:
    """Print whether a promise holds; the answer is the same."""
    print(f"{'pass' if kept else 'FAIL'}  {what}", flush=True)
    return kept
