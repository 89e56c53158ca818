"""Cases, measured in turn and in rounds; what came out of them."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from benchmarks import client
from benchmarks.client import Run
from benchmarks.servers import Server

GZIP = {"Accept-Encoding": "gzip"}
PAUSE = 0.2  # seconds between runs, for what the last one left to finish


@dataclass
class Case:
    """One program doing one thing. `before` runs ahead of each round, `each_second` during it."""

    key: str
    title: str
    server: Server
    pages: Callable[[], list[str]]
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200
    holds: tuple[bytes, int] = (b"", 0)  # these bytes are in an answer so many times, or more
    before: Callable[[], None] | None = None
    each_second: Callable[[], None] | None = None
    first_time: bool = False  # no page may be asked for twice in a round
    runs: list[Run] = field(default_factory=list)

    def check(self) -> None:
        """See that it answers with what is to be measured."""
        path = self.pages()[0]
        status, _headers, body = client.answer(self.server, path, self.headers)
        mark, least = self.holds
        if status != self.status or (mark and body.count(mark) < least):
            raise RuntimeError(f"{self.title} answers {status} to {path}: {body[:300]!r}")

    def run(self, seconds: float) -> Run:
        """One round."""
        if self.before:
            self.before()
        pages = self.pages()
        with _Clock(self.each_second):
            run = client.measure(self.server, pages, seconds, self.headers)
        if run.errors:
            raise RuntimeError(f"{self.title}: {run.errors} of {run.requests} requests failed.")
        if self.first_time and run.requests > len(pages):
            raise RuntimeError(f"{self.title}: some pages were asked for twice. Shorten the round.")
        self.runs.append(run)
        return run

    def median(self, name: str) -> float:
        """The median over the rounds of `cpu`, `rate`, `p50` or `p95`."""
        return median(getattr(each, name) for each in self.runs)


class _Clock:
    """Calls something each second while a run is on."""

    def __init__(self, call: Callable[[], None] | None):
        self.call = call
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._tick)

    def __enter__(self):
        if self.call:
            self.thread.start()

    def __exit__(self, *_error):
        self.ended.set()
        if self.call:
            self.thread.join()

    def _tick(self) -> None:
        while self.call and not self.ended.wait(1):
            self.call()


def measure(cases: list[Case], rounds: int, seconds: float) -> None:
    """All cases in turn, `rounds` times; a first short run of each isn't counted."""
    for case in cases:
        case.check()
        case.run(1)
        case.runs.clear()
    for number in range(rounds):
        print(f"  round {number + 1} of {rounds}", flush=True)
        for case in cases:
            time.sleep(PAUSE)
            case.run(seconds)


def share(one: Case, other: Case, name: str) -> float:
    """`one` divided by `other`, round by round; the median of that."""
    pairs = zip(one.runs, other.runs, strict=True)
    return median(getattr(a, name) / getattr(b, name) for a, b in pairs)
