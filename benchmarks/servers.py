"""Programs under measurement: started on one core, timed by the kernel, stopped for certain."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> set[int]:
    """A process and everything that it has started."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue  # it has just ended
        children.setdefault(parent, []).append(int(stat.parent.name))
    found, waiting = set(), [pid]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += children.get(each, [])
    return found


def cpu_seconds(pid: int) -> float:
    """User and system time of a process, all that it started, and all of those that have ended."""
    ticks = 0
    for each in family(pid):
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(map(int, fields[11:15]))
    return ticks / TICKS


def resident_bytes(pid: int) -> int:
    """Memory of the largest process of a family, as the kernel counts it."""
    sizes = []
    for each in family(pid):
        try:
            status = Path(f"/proc/{each}/status").read_text()
        except OSError:
            continue
        lines = dict(line.split(":", 1) for line in status.splitlines())
        sizes.append(int(lines.get("VmRSS", "0 kB").split()[0]) * 1024)
    return max(sizes, default=0)


@dataclass
class Server:
    """A program that answers on a port of the loopback. `also` are processes that work for it."""

    name: str
    command: list[str]
    port: int
    environment: Mapping[str, str]
    log: Path
    ready: str = "/"
    folder: Path | None = None
    also: list["Server | int"] = field(default_factory=list)
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, core: int | str | None = None) -> None:
        """Start it, on a `core` (or several: `0,1`) if that is said, and wait until it answers."""
        where = [] if core is None else ["taskset", "-c", str(core)]
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [*where, *map(str, self.command)],
                cwd=self.folder,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}{self.ready}", timeout=20).close()
            except urllib.error.HTTPError:
                return  # it answers
            except OSError:
                time.sleep(0.05)
            else:
                return
        tail = self.log.read_text(errors="replace")[-2000:]
        code = self.process.poll()
        self.stop()
        raise RuntimeError(f"{self.name} did not start (code {code}):\n{tail}")

    def cpu(self) -> float:
        """Seconds that it and what works for it have used."""
        own = cpu_seconds(self.process.pid) if self.process else 0.0
        return own + sum(
            each.cpu() if isinstance(each, Server) else cpu_seconds(each) for each in self.also
        )

    def stop(self) -> None:
        """End it and everything that it has started."""
        if self.process is None:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                break
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                continue
        self.process = None
