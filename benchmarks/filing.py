"""Taking in matters from 50 residents at once, beside the bare post of two rows.

`python -m benchmarks.filing` (`--database postgres`) sends complaints, every second one with an
address for mails, to a portal that runs as `serve` runs it, and the same form to bare Django with
the usual eight middleware, in turn. Both wait for the disk with each transaction.
"""

import argparse
import http.client
import os
import statistics
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from benchmarks import data, programs, throwaway
from benchmarks.commands import bar
from benchmarks.servers import Server
from portal.management.commands import serve
from tests import postgres

CLIENTS = 50
SHARE, P95 = 0.70, 200  # of the bare post's requests in a second; milliseconds
WORKERS = 2
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "autovacuum": "on"}


@dataclass(frozen=True)
class Round:
    """What came of some seconds of posting."""

    rate: float
    cpu: float  # milliseconds of all processes of the server side for a request
    times: list[float]
    errors: int

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20)[18] * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6, help="of each round")
    options = parser.parse_args()
    settings = {
        "FAROL_MAIL": "smtp://127.0.0.1:9",
        "FAROL_CLIENT_ADDRESS_HEADER": "X-Forwarded-For",
    }
    if options.database == "postgres":
        settings["DATABASE_URL"] = postgres.start(**DURABLE)
    with throwaway.portal(options.database, **settings) as folder:
        portal, bare = _servers(folder, settings.get("DATABASE_URL"))
        try:
            for server in (portal, bare):
                server.start(",".join(map(str, sorted(os.sched_getaffinity(0)))))
            return measure(portal, bare, options.rounds, options.seconds)
        finally:
            portal.stop()
            bare.stop()


def _servers(folder: Path, address: str | None) -> tuple[Server, Server]:
    """The portal and bare Django, each on a database of its own, with the same web server."""
    place = data.Data("postgres" if address else "sqlite", 0, folder, None)
    place.urls = {"portal": os.environ["DATABASE_URL"], "bare": f"sqlite:///{folder}/bare.sqlite3"}
    if address:
        cluster = data.PostgreSQL(data.socket_of(address))
        cluster.tool("createdb", "bare")
        place.urls["bare"] = f"{address.rpartition('/')[0]}/bare"
        place.cluster = data.first_process(address)
    data.run(place, "bare", [[sys.executable, "-m", "benchmarks.beside.bare_django.fill", "0"]])
    made = programs.portal(place), programs.bare(place, 8)
    for server, application in zip(made, ("portal.wsgi", programs.BARE), strict=True):
        web = serve.children("127.0.0.1", server.port, WORKERS, 1)[0].arguments
        server.command = [sys.executable, "-m", *web[:-1], f"{application}:application"]
        server.environment = {**os.environ, **server.environment, "FAROL_VAR_DIR": str(folder)}
    return made


# --- Residents ------------------------------------------------------------------------------------


def forms(count: int) -> list[tuple[str, dict[str, str]]]:
    """Bodies and headers of posts: each of another resident, in another network."""
    from portal import challenge

    made = []
    for number in range(count):
        token = challenge.issue()
        typed = {
            "kind": "complaint",
            "submission": str(uuid.uuid4()),
            "subject": f"Lamp {number} of the street",
            "text": "It has been dark for a week, and somebody fell. " * 5,
            "email": f"resident{number}@example.org" if number % 2 else "",
            "challenge": token,
            "sum": str(sum(challenge.sum_of(token))),
            "step": "send",
        }
        network = uuid.uuid4().bytes
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": ".".join(map(str, (10, *network[:3]))),
        }
        made.append((urlencode(typed), headers))
    return made


class Residents:
    """They post one form after the other for some seconds, each on a connection that is kept."""

    def __init__(self, server: Server, path: str, words: bytes):
        self.server, self.path, self.words = server, path, words
        self.forms: Iterator = iter(())
        self.taken = 0
        self._lock = threading.Lock()

    def post(self, seconds: float, waiting: list) -> Round:
        self.forms = iter(waiting)
        times: list[float] = []
        errors: list[str] = []
        until = time.monotonic() + seconds
        before, begun = self.server.cpu(), time.monotonic()
        threads = [
            threading.Thread(target=self._live, args=(until, times, errors))
            for _client in range(CLIENTS)
        ]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        took, used = time.monotonic() - begun, self.server.cpu() - before
        self.taken += len(times)
        if errors:
            print(f"    {errors[0]}")
        return Round(len(times) / took, used / max(1, len(times)) * 1000, times, len(errors))

    def _live(self, until: float, times: list[float], errors: list[str]) -> None:
        address = urlsplit(self.server.url).netloc
        connection = http.client.HTTPConnection(address, timeout=60)
        while time.monotonic() < until:
            with self._lock:
                body, headers = next(self.forms)
            begun = time.monotonic()
            try:
                connection.request("POST", self.path, body, headers)
                answer = connection.getresponse()
                said = answer.read()
            except (OSError, http.client.HTTPException) as problem:
                errors.append(repr(problem))
                connection.close()
                continue
            if answer.status == 200 and self.words in said:
                times.append(time.monotonic() - begun)
            else:
                errors.append(f"{answer.status}: {said[:300]!r}")
        connection.close()


# --- What it takes --------------------------------------------------------------------------------


def measure(portal: Server, bare: Server, rounds: int, seconds: float) -> int:
    """Both in turn; how many promises weren't kept decides about the status."""
    both = {
        "portal": Residents(portal, "/en/cases/new/", b"Access code"),
        "bare": Residents(bare, "/two-rows/", b"Number"),
    }
    enough = int(seconds * 3000)
    found: dict[str, list[Round]] = {name: [] for name in both}
    for number in range(rounds + 1):
        for name, residents in both.items():
            waiting = forms(enough if name == "bare" else enough // 5)
            time.sleep(3)  # people take longer to fill in a form, and programs are put aside
            made = residents.post(seconds if number else 2, waiting)
            if number:  # the first warms up
                found[name].append(made)
    for name, made in found.items():
        print(f"  {name:8}{_told(made)}", flush=True)
    share = statistics.median(
        a.rate / b.rate for a, b in zip(found["portal"], found["bare"], strict=True)
    )
    errors = sum(each.errors for made in found.values() for each in made)
    p95 = _median(found["portal"], lambda each: each.p95)
    print(f"  load {os.getloadavg()[0]:.1f}")
    kept = [
        bar(f"{share:.0%} of the bare post of two rows, bar {SHARE:.0%}", share >= SHARE),
        bar(f"p95 {p95:.0f} ms, bar {P95} ms", p95 <= P95),
        bar(f"{errors} errors", not errors),
        bar("each receipt is a case", _cases() == both["portal"].taken),
    ]
    return 0 if all(kept) else 1


def _told(made: list[Round]) -> str:
    rate, cpu, p95 = (
        _median(made, ask)
        for ask in (lambda each: each.rate, lambda each: each.cpu, lambda each: each.p95)
    )
    return f"{rate:6.0f} a second, {cpu:6.2f} ms of CPU each, p95 {p95:6.0f} ms"


def _median(made: list[Round], ask: Callable[[Round], float]) -> float:
    return statistics.median(map(ask, made))


def _cases() -> int:
    from policies.models import Case

    return Case.objects.count()


if __name__ == "__main__":
    sys.exit(main())
