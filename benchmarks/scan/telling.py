"""What is printed of a scan."""

import re
from collections import Counter
from collections.abc import Iterable

from benchmarks.scan.addresses import views
from benchmarks.scan.false_alarms import explained
from benchmarks.scan.wapiti import LEFT_OUT, LEVELS, MODULES, Finding, Scan
from benchmarks.scan.watching import Watched

_ADDRESS = re.compile(r"http://127\S+")
MEDIUM = LEVELS.index("medium")


def tell_beginning(excluded: Iterable[str]) -> None:
    print(f"Modules ({len(MODULES)}): {', '.join(MODULES)}")
    print("Left out: " + "; ".join(f"{name} ({why})" for name, why in LEFT_OUT.items()))
    print("Not asked for, as it would end the scan: " + ", ".join(sorted(set(excluded))))


def tell_visit(name: str, scan: Scan, seen: Watched, minutes: float) -> None:
    """A visit in a few lines."""
    levels = Counter(LEVELS[each.level] for each in scan.findings)
    told = ", ".join(f"{levels[each]} {each}" for each in LEVELS if levels[each])
    print(
        f"\n{name}: {minutes:.0f} minutes, {scan.found} addresses and forms, "
        f"{seen.requests:,} requests, {len(seen.answered())} views answered; "
        f"findings: {told or 'none'}"
    )
    partly = [f"{each} {scan.attacked.get(each, 0)}" for each in MODULES]
    print(f"  addresses and forms by module: {', '.join(partly)}")


def tell_findings(found: list[tuple[str, Finding]]) -> int:
    """All findings, alike ones once; how many of medium or higher are new."""
    new, known, alike = 0, Counter(), Counter()
    for visit, finding in found:
        row = explained(finding)
        if row:
            known[row] += 1
        elif finding.level >= MEDIUM:
            new += 1
            print(f"NEW  {visit}: {finding}")
        else:
            info = _ADDRESS.sub("…", finding.info)
            alike[(LEVELS[finding.level], finding.category, " ".join(info.split())[:90])] += 1
    print("\nLow and info, by what they say:")
    for (level, category, info), number in sorted(alike.items()):
        print(f"  {number:5} {level:5} {category}: {info}")
    print("\nFalse alarms:")
    for row, number in known.items():
        print(f"  {number:5} {row.category}: {row.why} ({row.test})")
    return new


def tell_watched(seen: Watched) -> int:
    """What the portal did; how many views and lines of the log failed."""
    every = views()
    print(
        f"\nRequests: {seen.requests:,}; views: {len(seen.answered() & every)} of {len(every)} "
        f"answered, {len(seen.turned_away() & every)} turned everybody away."
    )
    for title, routes in (
        ("Turned everybody away", seen.turned_away() & every),
        ("Not asked for", every - set(seen.views)),
    ):
        print(f"{title}: {', '.join(sorted(routes)) or 'none'}")
    for title, rows in (
        ("Answers of 500 and more", seen.failures),
        ("Errors in the portal's log", seen.errors),
        ("What wanted to leave this machine and couldn't", seen.refused),
    ):
        print(f"{title}: {sum(rows.values())}")
        for row, number in rows.most_common(40):
            print(f"  {number:5} {row}")
    print(f"Slower than two seconds: {len(seen.slow)} views")
    for seconds, cpu, row in sorted(seen.slow.values(), reverse=True):
        print(f"  {seconds:6.1f} s, {cpu:.1f} s of them worked  {row}")
    return len(seen.failures) + len(seen.errors)
