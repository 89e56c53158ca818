"""`make audit`: whether a release that we pin has a known fault, or was taken back by its makers.

pip-audit asks an advisory service about each. Where that doesn't know a release, or any, pip-audit
says so in passing and calls it a success. Here what could not be looked at is told, and is a fault.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

# Advisories that are of no harm here: their id, and why. An entry that is about nothing is a fault.
ACCEPTED: dict[str, str] = {}

_PIN = re.compile(r"^([\w.-]+)==([^\s;]+)", re.M)
_YANKED = re.compile(r"`([\w.-]+)==(\S+)` is yanked")
_UNREACHED = re.compile(r"requests\.exceptions|ServiceError|vulnerability feed")


class Unreachable(Exception):
    """Nobody answered, so nothing is known; this is the reason."""


class Broken(Exception):
    """A program of ours went wrong; this is what it said."""


@dataclass(frozen=True, order=True)
class Pin:
    """A release that we install somewhere."""

    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def pinned(files: Iterable[Path]) -> list[Pin]:
    """What the files pin, for whatever machine."""
    return sorted({Pin(*found) for each in files for found in _PIN.findall(each.read_text())})


def advised(pins: Collection[Pin], asked: Sequence[str] = ()) -> list[dict]:
    """What pip-audit says of each; `asked` are options of it. Raises Unreachable or Broken."""
    if not pins:
        raise Broken("Nothing is pinned.")
    told = [each for some in _apart(pins) for each in _told(some, asked)]
    if all("vulns" not in each for each in told):
        raise Unreachable("the service knows none of our pins")
    return told


def _apart(pins: Iterable[Pin]) -> list[list[Pin]]:
    """Lists in which a name stands once: pip-audit takes no other."""
    lists: list[dict[str, Pin]] = []
    for pin in pins:
        free = next((each for each in lists if pin.name not in each), None)
        if free is None:
            lists.append(free := {})
        free[pin.name] = pin
    return [list(each.values()) for each in lists]


def _told(pins: Iterable[Pin], asked: Sequence[str]) -> list[dict]:
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--no-deps", "--format=json"]
    with NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(f"{each.name}=={each.version}\n" for each in pins)
        file.flush()
        done = _run([*command, "--progress-spinner=off", *asked, f"--requirement={file.name}"])
    if done.stdout.strip():
        return json.loads(done.stdout)["dependencies"]
    if _UNREACHED.search(done.stderr):
        raise Unreachable(_last(done.stderr).partition(" (Caused by")[0])
    raise Broken(f"pip-audit failed: {_last(done.stderr)}")


def faults(
    pins: Iterable[Pin], told: Iterable[dict], accepted: Iterable[str] = ACCEPTED
) -> list[str]:
    """What is wrong by what was told, a line each: faults, and pins of which nothing is known."""
    known = {Pin(each["name"], each["version"]): each["vulns"] for each in told if "vulns" in each}
    found, left = [], set(accepted)
    for pin in pins:
        if pin not in known:
            found.append(f"{pin}: the advisory service doesn't know it, so nothing is known of it")
        for each in known.get(pin, ()):
            names = {each["id"], *each["aliases"]}
            left -= names
            if not names.intersection(accepted):
                mended = ", ".join(each["fix_versions"]) or "no release yet"
                found.append(f"{pin}: {', '.join(sorted(names))}; mended in {mended}")
    return found + [f"{each} is accepted, but is about nothing that we pin" for each in left]


def taken_back(files: Iterable[Path]) -> list[str]:
    """The pinned releases that their makers have taken back, a line each, by the registry alone.

    Raises Unreachable or Broken.
    """
    command = [sys.executable, "-m", "uv", "pip", "compile", "--universal", "--python-version=3.11"]
    done = _run([*command, "--no-deps", *map(str, files)])
    if done.returncode:
        if "Failed to fetch" in done.stderr:
            raise Unreachable(_last(done.stderr))
        raise Broken(f"uv failed: {_last(done.stderr)}")
    found = sorted({Pin(*each) for each in _YANKED.findall(done.stderr)})
    return [f"{each}: its makers have taken it back" for each in found]


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True)


def _last(said: str) -> str:
    return (said.strip().splitlines() or ["it said nothing"])[-1]


def main(arguments: Sequence[str]) -> int:
    """Ask both and say what comes of it; 1 if anything is to be mended, or couldn't be asked."""
    asked = _asked(arguments)
    pins = pinned(asked.files)
    options = [f"--vulnerability-service={asked.service}"]
    options += [f"--osv-url={asked.osv_url}"] if asked.osv_url else []
    results = [
        _answer("known faults", lambda: faults(pins, advised(pins, options)), asked.if_reachable),
        _answer("what was taken back", lambda: taken_back(asked.files), asked.if_reachable),
    ]
    return 0 if all(results) else 1


def _answer(about: str, ask: Callable[[], list[str]], if_reachable: bool) -> bool:
    """Ask, and say what is found; whether that is as it should be."""
    try:
        found = ask()
    except Unreachable as problem:
        print(f"Not audited for {about}: no answer is to be had from here ({problem}).")
        return if_reachable
    except Broken as problem:
        found = [str(problem)]
    for each in found:
        print(each)
    if not found:
        print(f"Audited for {about}: nothing.")
    return not found


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make audit")
    parser.add_argument(
        "--if-reachable", action="store_true", help="pass where nobody can be asked"
    )
    parser.add_argument("--service", default="pypi", choices=("pypi", "osv"))
    parser.add_argument("--osv-url", help="of a copy of OSV's database, with --service osv")
    parser.add_argument("files", nargs="+", type=Path)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
