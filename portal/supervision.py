"""Child processes that are kept running, and that never outlive their parent.

`python -m portal.supervision PARENT PROGRAM ...` runs a Python module as a child of process PARENT.
"""

import ctypes
import os
import runpy
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from portal import programs

ROOT = Path(__file__).resolve().parent.parent
VARIABLE = "FAROL_DIE_WITH_PARENT"
_PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int | None = None) -> None:
    """End this process when its parent ends, even if the parent is killed outright."""
    parent = parent or os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:  # it ended before we asked
            os.kill(os.getpid(), signal.SIGTERM)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


def die_with_parent_if_asked() -> None:
    """For the web server's worker processes, whose parent is the server and not us."""
    if os.environ.get(VARIABLE):
        die_with_parent()


@dataclass
class Child:
    """A program to keep running: `arguments` are a Python module and what it is given."""

    name: str
    arguments: Sequence[str]
    process: programs.Program | None = None
    started: float = 0.0
    failures: int = 0

    def start(self, environment: Mapping[str, str]) -> None:
        """Start it."""
        command = [sys.executable, "-m", "portal.supervision", str(os.getpid()), *self.arguments]
        self.started = time.monotonic()
        self.process = programs.start(command, ROOT, {**environment, VARIABLE: "1"})

    def ended(self) -> bool:
        """Whether it needs to be started (again)."""
        return self.process is None or self.process.poll() is not None


@dataclass
class Supervisor:
    """Keeps its children running until it is told to stop."""

    children: list[Child]
    say: Callable[[str], None]
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    patience: float = 15.0
    _stopping: threading.Event = field(default_factory=threading.Event)

    def run(self, meanwhile: Callable[[], None] | None = None) -> None:
        """Start all, start again what ends, and stop all on SIGINT or SIGTERM.

        `meanwhile` runs once beside it, in a thread (to say when the first page answers).
        """
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, lambda *_: self._stopping.set())
        if meanwhile:
            threading.Thread(target=meanwhile, daemon=True).start()
        try:
            while not self._stopping.is_set():
                for child in self.children:
                    if child.ended():
                        self._start(child)
                self._stopping.wait(0.5)
        finally:
            self._stop()

    @property
    def stopping(self) -> bool:
        """Whether the end has been asked for."""
        return self._stopping.is_set()

    def _start(self, child: Child) -> None:
        if child.process is not None:
            lived = time.monotonic() - child.started
            child.failures = child.failures + 1 if lived < 10 else 1
            pause = min(2 ** (child.failures - 1), 30)
            code = child.process.returncode
            self.say(f"The {child.name} has ended (code {code}); starting it again in {pause} s.")
            if self._stopping.wait(pause):
                return
        child.start(self.environment)

    def _stop(self) -> None:
        running = [
            (each.name, each.process)
            for each in self.children
            if each.process is not None and not each.ended()
        ]
        for _name, process in running:
            process.terminate()
        deadline = time.monotonic() + self.patience
        for name, process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except programs.TimeIsOver:
                self.say(f"The {name} doesn't end; ending it by force.")
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def main(arguments: list[str]) -> None:
    """Run a module in this process, which ends with its parent."""
    parent, module, *rest = arguments
    die_with_parent(int(parent))
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
