"""What the portal did while it was scanned: views that were reached, failures, slow answers."""

import json
import re
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.scan.addresses import plain
from benchmarks.scan.site import TOKEN, Site

SLOW = 2.0  # seconds
_ERROR = re.compile(r" (ERROR|CRITICAL) |panicked")
_NUMBER = re.compile(r"\d+")
_KEPT = re.compile(r"^farol_kept_pages_total (\S+)$", re.MULTILINE)


@dataclass
class Watched:
    """Of one visit, or of all together."""

    requests: int = 0
    statuses: Counter = field(default_factory=Counter)
    views: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    failures: Counter = field(default_factory=Counter)  # method and route, and how often
    slow: dict[str, tuple[float, float, str]] = field(default_factory=dict)  # by route, the slowest
    errors: Counter = field(default_factory=Counter)  # in the log
    refused: Counter = field(default_factory=Counter)  # what wanted to leave this machine

    def add(self, other: "Watched") -> None:
        """Count another visit in."""
        self.requests += other.requests
        for own, more in (
            (self.statuses, other.statuses),
            (self.failures, other.failures),
            (self.errors, other.errors),
            (self.refused, other.refused),
        ):
            own.update(more)
        for route, statuses in other.views.items():
            self.views[route].update(statuses)
        for route, each in other.slow.items():
            self.slow[route] = max(each, self.slow.get(route, each))

    def answered(self) -> set[str]:
        """Views that somebody was let into."""
        return {route for route, seen in self.views.items() if any(each < 400 for each in seen)}

    def turned_away(self) -> set[str]:
        """Views that were asked for and gave nothing to anybody."""
        return set(self.views) - self.answered()


def watched(site: Site) -> Watched:
    """What the files of a visit say, while its portal still runs."""
    found = Watched()
    for line in _lines(site.requests):
        each = json.loads(line)
        found.requests += 1
        found.statuses[each["status"]] += 1
        route = plain(each["route"]) if each["route"] is not None else None
        if route is not None:
            found.views[route][each["status"]] += 1
        if each["status"] >= 500 and not each["later"]:
            found.failures[
                f"{each['status']} {each['method']} {route}, as {each['path'][:150]}"
            ] += 1
        if each["seconds"] > SLOW and route is not None:
            row = (each["seconds"], each["cpu"], f"{each['method']} {each['path'][:150]}")
            found.slow[route] = max(row, found.slow.get(route, row))
    found.requests += _kept(site)
    found.errors.update(_errors(_lines(site.log)))
    found.refused.update(_lines(site.refused))
    return found


def _lines(path) -> list[str]:
    return path.read_text(errors="replace").splitlines() if path.exists() else []


def _kept(site: Site) -> int:
    """Pages that were answered before Django."""
    asked = urllib.request.Request(
        f"{site.url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"}
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        said = _KEPT.search(answer.read().decode())
    return int(float(said.group(1))) if said else 0


def _errors(lines: Iterable[str]) -> list[str]:
    """Each traceback by its last lines, and what was logged as an error."""
    found, tail = [], None
    for line in lines:
        if _ERROR.search(line):
            found.append(_NUMBER.sub("N", line.partition(" ERROR ")[2] or line))
        if line.startswith("Traceback "):
            tail = []
        elif tail is not None and line.startswith(" "):
            tail.append(line.strip())
        elif tail is not None:
            found.append(" | ".join([*tail[-2:], line]))
            tail = None
    return found
