"""Questions in work: few at once, each with its time, the same one only once, fair to everybody."""

import threading
import time
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from infocenter.datasets.engine import limits

Answer = dict[str, Any]
BUSY: Answer = {"error": "busy"}
WORKING: Answer = {"error": "working"}


@dataclass
class Job:
    """One question. `stop` ends its work from outside."""

    key: str
    who: str
    seconds: float
    work: Callable[["Job"], Answer]
    done: threading.Event = field(default_factory=threading.Event)
    began: float = 0.0
    stop: Callable[[], None] = lambda: None
    stopped: bool = False
    answer: Answer = field(default_factory=dict)


class Jobs:
    """What runs, what waits for its turn, and the last answers."""

    def __init__(self, at_once: int):
        self.at_once = at_once
        self.lock = threading.Lock()
        self.turn = threading.Semaphore(at_once)
        self.open: dict[str, Job] = {}
        self.answers: OrderedDict[str, Answer] = OrderedDict()
        self.used: dict[str, deque[tuple[float, float]]] = defaultdict(deque)
        self.asked = time.monotonic()

    def ask(self, job: Job, patience: float) -> Answer:
        """The answer, or that it isn't there within `patience`: the work then goes on."""
        self.asked = time.monotonic()
        with self.lock:
            known = self.answers.get(job.key)
            if known is not None:
                self.answers.move_to_end(job.key)
                return known
            there = self.open.get(job.key)
            if there is None:
                if self._is_full() or self._spent(job.who) > limits.SHARE:
                    return BUSY
                there = self.open[job.key] = job
                threading.Thread(target=self._run, args=[job], daemon=True).start()
        return there.answer if there.done.wait(patience) else WORKING

    def stop_late(self) -> None:
        """End the work of those whose time is over; call it often."""
        now = time.monotonic()
        for job in list(self.open.values()):
            if job.began and not job.stopped and now - job.began > job.seconds:
                job.stopped = True
                job.stop()

    def idle(self) -> float:
        """Seconds since somebody asked."""
        return 0.0 if self.open else time.monotonic() - self.asked

    def _is_full(self) -> bool:
        """All turns are taken, and somebody waits already or none will be free soon."""
        if len(self.open) < self.at_once:
            return False
        if len(self.open) > self.at_once:
            return True
        now = time.monotonic()
        return all(each.began and now - each.began > limits.LONG for each in self.open.values())

    def _spent(self, who: str) -> float:
        now = time.monotonic()
        spans = self.used[who]
        while spans and spans[0][0] < now - 60:
            spans.popleft()
        running = (now - j.began for j in self.open.values() if j.began and j.who == who)
        return sum(seconds for _at, seconds in spans) + sum(running)

    def _run(self, job: Job) -> None:
        with self.turn:
            job.began = time.monotonic()
            try:
                job.answer = job.work(job)
            except Exception as error:  # the asker is told, and the engine goes on
                job.answer = {"error": "failed", "reason": type(error).__name__}
        now = time.monotonic()
        with self.lock:
            self.used[job.who].append((now, now - job.began))
            if len(self.used) > 1000:
                self.used.clear()
            self.open.pop(job.key, None)
            if "rows" in job.answer or job.answer.get("error") in ("time", "memory"):
                self.answers[job.key] = job.answer  # what takes too long isn't tried again at once
                while len(self.answers) > limits.KEPT_ANSWERS:
                    self.answers.popitem(last=False)
        job.done.set()
