"""Speed beside other software: `python -m benchmarks --help`, or `make bench ARGS=...`."""

import argparse
import json
import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import bars, data, machine
from benchmarks.cases import Bench
from benchmarks.client import CONNECTIONS
from benchmarks.measuring import Case, measure


def main() -> int:
    options = arguments()
    if not machine.program("wrk"):
        print("wrk is not installed: nothing can be measured (on Debian: apt-get install wrk).")
        return 1
    if not machine.program("nginx"):
        print("nginx is not installed: kept pages and downloads are measured without it.")
    folder = Path(tempfile.mkdtemp(prefix="farol-bench-"))
    folder.chmod(0o755)
    bench = None
    try:
        peers = None if options.no_peers else machine.peers_python()
        bench = Bench(data.prepare(options.database, options.documents, folder, peers))
        return compare(bench, options)
    finally:
        if bench:
            bench.stop()
        shutil.rmtree(folder, ignore_errors=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__.partition(":")[0])
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each run in a round")
    parser.add_argument("--only", nargs="+", metavar="GROUP", help="such as: list document")
    parser.add_argument("--no-peers", action="store_true", help="without Wagtail and Datasette")
    parser.add_argument("--strict", action="store_true", help="fail if a bar is missed")
    return parser.parse_args()


def compare(bench: Bench, options: argparse.Namespace) -> int:
    """Measure, print, keep the figures."""
    groups = {
        name: cases
        for name, cases in bench.groups().items()
        if not options.only or any(each in name for each in options.only)
    }
    for name, cases in groups.items():
        print(f"{name} ...", flush=True)
        try:
            measure(cases, options.rounds, options.seconds)
        except RuntimeError as problem:
            print(f"  {problem}\n  The group “{name}” is left out.")
            cases.clear()
    cases = {case.key: case for each in groups.values() for case in each}
    print(heading(bench, options))
    for name, each in groups.items():
        print(table(name, each))
    missed = judge(cases, options.database)
    save(cases, options)
    return 1 if missed and options.strict else 0


def heading(bench: Bench, options: argparse.Namespace) -> str:
    server, client = machine.cores()
    load = os.getloadavg()[0]
    return f"""
{options.documents:,} documents on {options.database}; medians of {options.rounds} rounds of \
{options.seconds} s, in turn; {CONNECTIONS} connections.
Server side (with the database) on core {server}, client on core {client}; load {load:.1f}.
CPU is user and system time of all processes of the server side, divided by requests.
The kept page has {bench.page_bytes / 1000:.0f} KB."""


def table(name: str, cases: list[Case]) -> str:
    """A group as people read it."""
    lines = ["", f"{name:44}{'CPU us':>10}{'requests/s':>12}{'p50 ms':>9}{'p95 ms':>9}"]
    lines += [
        f"  {case.title:42}{case.median('cpu'):>10,.0f}{case.median('rate'):>12,.0f}"
        f"{case.median('p50'):>9.2f}{case.median('p95'):>9.2f}"
        for case in cases
    ]
    return "\n".join(lines)


def judge(cases: dict[str, Case], database: str) -> int:
    """Print each promise and what came of it; how many weren't kept."""
    missed = 0
    print()
    for bar in bars.bars(database):
        if all(each in cases for each in bar.needs):
            words, kept = bar.found(cases)
            missed += not kept
            print(f"{'pass' if kept else 'FAIL'}  {bar.what}: {words}")
        else:
            print(f"  --  {bar.what}: not measured")
    for bar in bars.reported(database):
        if all(each in cases for each in bar.needs):
            print(f"info  {bar.what}: {bar.found(cases)[0]}")
    return missed


def save(cases: dict[str, Case], options: argparse.Namespace) -> None:
    """Keep the figures of every run, for comparison."""
    folder = machine.HERE / "results"
    folder.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    found = {
        "at": now.isoformat(),
        "options": vars(options),
        "cases": {
            key: {"title": case.title, "runs": [vars(run) for run in case.runs]}
            for key, case in cases.items()
        },
    }
    path = folder / f"{now:%Y%m%d-%H%M%S}-{options.database}.json"
    path.write_text(json.dumps(found, indent=1))
    print(f"\nEvery run: {path.relative_to(machine.ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
