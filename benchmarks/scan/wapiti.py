"""wapiti: which of its modules, how it is started, and what it found."""

import json
import os
import sqlite3
import subprocess
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks import machine
from benchmarks.scan.listener import Listener
from benchmarks.scan.site import LOOPBACK_ONLY, Site

LEVELS = ("info", "low", "medium", "high", "critical")
MODULES = (
    "backup", "brute_login_form", "buster", "cms", "cookieflags", "crlf", "csp", "csrf", "exec",
    "file", "htaccess", "http_headers", "https_redirect", "ldap", "log4shell", "methods",
    "network_device", "permanentxss", "redirect", "shellshock", "spring4shell", "sql", "ssrf",
    "timesql", "upload", "wp_enum", "xss", "xxe",
)  # fmt: skip
LEFT_OUT = {
    "htp": "compares with a database that it fetches from elsewhere",
    "nikto": "fetches its database from elsewhere, of programs that aren't in here",
    "wapp": "the same",
    "ssl": "the scan is over http on the loopback: deploy/nginx.conf has TLS (tests/deploy)",
    "takeover": "asks name servers of the world about subdomains; 127.0.0.1 has none",
}
# Never attacked: what stands in them is looked at before anything else is.
SKIPPED = ("csrfmiddlewaretoken",)


@dataclass(frozen=True)
class Finding:
    """What wapiti says, in its own words."""

    level: int
    category: str
    module: str
    method: str
    path: str
    parameter: str
    info: str

    def __str__(self):
        where = f"{self.method} {self.path[:120]}" + (f" [{self.parameter}]" * bool(self.parameter))
        return (
            f"{LEVELS[self.level]:8} {self.category}: {where}: {' '.join(self.info.split())[:200]}"
        )


@dataclass(frozen=True)
class Scan:
    """What a visit gave wapiti to do, and what came of it."""

    findings: list[Finding]
    found: int  # addresses and forms
    attacked: dict[str, int]  # by module: how many of them


@dataclass(frozen=True)
class Order:
    """What wapiti is to do at a site."""

    site: Site
    begins: str  # it stays below this address
    starts: list[str]  # further ones to begin at
    excluded: list[str]
    filled: dict[str, str]  # what forms can't be passed without, by name
    seconds: int  # for each thorough module
    crawl: int  # seconds to look round first
    payloads: int  # that a module with very many sends to a name; 0: all
    more: list[str]  # options of its own

    @property
    def home(self) -> Path:
        return self.site.folder / "wapiti"

    @property
    def report(self) -> Path:
        return self.home / "report.json"


def scan(python: Path, order: Order, listener: Listener) -> Scan:
    """Let wapiti loose."""
    (order.home / "config").mkdir(parents=True)
    most = order.crawl + 3 * order.seconds * len(MODULES) + 600
    with (order.home / "wapiti.log").open("wb") as log:
        subprocess.run(
            [str(python), *_command(order, listener)],
            cwd=order.home,
            env=_environment(order, listener),
            timeout=most,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    if not order.report.exists():
        tail = (order.home / "wapiti.log").read_text(errors="replace")[-2000:]
        raise RuntimeError(f"wapiti has written no report:\n{tail}")
    return Scan(findings(order.report), *done(next(order.home.glob("*.db"))))


def _command(order: Order, listener: Listener) -> list[str]:
    home, url = order.home, order.site.url
    command = [str(machine.HERE / "beside" / "wapiti_thinly.py")]
    command += ["--url", f"{url}{order.begins}", "--scope", "folder", "--depth", "4"]
    command += ["--module", ",".join(MODULES), "--scan-force", "normal", "--tasks", "4"]
    command += ["--max-scan-time", str(order.crawl), "--max-attack-time", str(order.seconds)]
    command += ["--timeout", "20", "--endpoint", f"http://127.0.0.1:{listener.http}/"]
    command += ["--dns-endpoint", "127.0.0.1", "--no-bugreport", "--verbose", "1"]
    command += ["--store-session", str(home), "--store-config", str(home / "config")]
    command += ["--format", "json", "--output", str(order.report)]
    if order.starts:
        listed = home / "starts.txt"
        listed.write_text("".join(f"{url}{each}\n" for each in order.starts))
        command += ["--start", str(listed)]
    for each in order.excluded:
        command += ["--exclude", f"{url}{each}"]
    for each in SKIPPED:
        command += ["--skip", each]
    return [*command, *order.more]


def _environment(order: Order, listener: Listener) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(order.home),
        "PYTHONPATH": str(LOOPBACK_ONLY),
        "FAROL_SCAN_REFUSED": str(order.site.refused),
        "FAROL_SCAN_DNS": str(listener.dns),
        "FAROL_SCAN_FILLED": json.dumps(order.filled),
        "FAROL_SCAN_SECONDS": str(order.seconds),
        "FAROL_SCAN_PAYLOADS": str(order.payloads),
    }


def findings(report: Path) -> list[Finding]:
    """All that stands in a report, the worst first."""
    told = json.loads(report.read_text())
    found = [
        Finding(each["level"], category, each["module"], each["method"], each["path"],
                each["parameter"] or "", each["info"])
        for part in ("vulnerabilities", "anomalies", "additionals")
        for category, rows in told[part].items()
        for each in rows
    ]  # fmt: skip
    return sorted(found, key=lambda each: (-each.level, each.category, each.path, each.parameter))


def done(session: Path) -> tuple[int, dict[str, int]]:
    """How many addresses and forms there were, and how many each module got round to."""
    with closing(sqlite3.connect(session)) as base:
        (number,) = base.execute(
            "SELECT count(*) FROM paths WHERE NOT evil AND headers IS NOT NULL"
        ).fetchone()
        attacked = Counter(
            dict(base.execute("SELECT module, count(*) FROM attack_logs GROUP BY 1"))
        )
    return number, attacked
