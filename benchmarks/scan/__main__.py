"""wapiti over a throw-away portal with the demonstration: `make scan`, `make scan ARGS=--quick`.

By a visitor, by four people of the staff who have signed in, and by the API's description with a
key; each on a fresh copy that `manage.py serve` serves on 127.0.0.1. Ends with status 1 if anything
of medium or higher is new, something came where attacks would lead it, a page failed, or somebody
was signed out.
"""

import argparse
import os
import shutil
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import machine, throwaway
from benchmarks.scan import addresses, api, telling, wapiti
from benchmarks.scan.listener import Listener, listening
from benchmarks.scan.site import Site, running
from benchmarks.scan.visits import VISITS, Person, Visit, ends_the_visit, key_with_everything
from benchmarks.scan.watching import Watched, watched

QUICK = {"seconds": 10, "crawl": 60}


def main() -> int:
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # and clean up
    sys.stdout.reconfigure(line_buffering=True)  # it takes long, and somebody may look
    python = machine.wapiti_python()
    if python is None:
        return 1
    results = machine.HERE / "results" / f"scan-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    settings = {"FAROL_DEMONSTRATION": "1", "FAROL_MAIL": "smtp://127.0.0.1:9/"}
    with (
        throwaway.portal("sqlite", "load_demonstration", **settings) as original,
        listening() as listener,
    ):
        scanner = Scanner(python, original, results, listener, options)
        return scanner.run([each for each in VISITS if each.name.startswith(tuple(options.only))])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.scan", description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=45, help="of a thorough module in a visit")
    parser.add_argument("--crawl", type=int, default=180, help="seconds of looking round")
    parser.add_argument(
        "--payloads",
        type=int,
        default=16,
        help="that a module with hundreds sends to one name of one view; 0 sends all",
    )
    parser.add_argument("--quick", action="store_true", help="a quarter of an hour")
    parser.add_argument("--only", nargs="+", default=[""], metavar="VISIT", help="such as: visitor")
    options = parser.parse_args()
    if options.quick:
        vars(options).update(QUICK)
    return options


class Scanner:
    """All visits, one after the other."""

    def __init__(self, python: Path, original: Path, results: Path, listener: Listener, options):
        self.python, self.original, self.results = python, original, results
        self.listener, self.options = listener, options
        self.found: list = []
        self.seen = Watched()
        self.lost: list[str] = []

    def run(self, visits: list[Visit]) -> int:
        """Scan, tell, and judge: 0 if all is well."""
        from portal.demonstration import cases

        self.starts = {"/": addresses.of_everybody(), "/admin/": addresses.of_staff(), "/api/": []}
        receipt = cases.example_receipt()
        self.filled = {"number": receipt.number, "code": receipt.code} if receipt else {}
        self.key = key_with_everything()
        telling.tell_beginning(each for visit in visits for each in ends_the_visit(visit))
        for visit in visits:
            self.visit(visit)
        print()
        new = telling.tell_findings(self.found)
        failed = telling.tell_watched(self.seen)
        for each in self.listener.came:
            print(f"NEW  somebody came where attacks lead: {each}")
        for each in self.lost:
            print(f"NEW  signed out before the end: {each}")
        bad = new + failed + len(self.listener.came) + len(self.lost)
        print(f"\nWhat wapiti wrote: {self.results.relative_to(machine.ROOT)}")
        print("FAIL" if bad else "pass: nothing new of medium or higher, nothing failed")
        return 1 if bad else 0

    def visit(self, visit: Visit) -> None:
        """One scan, on a copy of its own."""
        from portal.demonstration import PASSWORD

        print(f"\n{visit.name} ...", flush=True)
        began, name = time.monotonic(), visit.name.replace(" ", "-")
        folder = self.original.parent / f"{self.original.name}-{name}"
        try:
            with running(self.original, folder, dict(os.environ), visit.fresh) as site:
                person = Person(site.url, visit.username, PASSWORD) if visit.username else None
                scanned = self.scan(visit, site, person)
                seen = watched(site)
                if person and not person.is_in():
                    self.lost.append(visit.name)
        finally:
            self.keep(folder, name)
        self.found += [(visit.name, each) for each in scanned.findings]
        self.seen.add(seen)
        telling.tell_visit(visit.name, scanned, seen, (time.monotonic() - began) / 60)

    def scan(self, visit: Visit, site: Site, person: Person | None) -> wapiti.Scan:
        """Give wapiti what this visit needs."""
        more = []
        if person:
            more = ["--cookie", str(person.keep_cookies(site.folder / "cookies.json"))]
        if visit.begins == "/api/":
            told = api.description(site.url, self.key, site.folder / "api.json")
            more = ["--swagger", str(told), "--header", f"Authorization: Bearer {self.key}"]
        order = wapiti.Order(
            site,
            visit.begins,
            starts=self.starts[visit.begins],
            excluded=ends_the_visit(visit),
            filled=self.filled,
            seconds=self.options.seconds,
            crawl=self.options.crawl,
            payloads=self.options.payloads,
            more=more,
        )
        return wapiti.scan(self.python, order, self.listener)

    def keep(self, folder: Path, name: str) -> None:
        """Reports and logs stay; the copy goes."""
        kept = self.results / name
        kept.mkdir(parents=True, exist_ok=True)
        for each in ("wapiti/report.json", "wapiti/wapiti.log", "portal.log", "requests.jsonl",
                     "refused.txt"):  # fmt: skip
            if (folder / each).exists():
                shutil.copy(folder / each, kept)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
