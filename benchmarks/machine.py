"""What this machine has for measuring: programs, cores, the peers' environment, folders."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "benchmarks"
PEERS = HERE / "peers"  # ignored by git: installed programs and filled databases
REQUIREMENTS = HERE / "requirements-peers.txt"
_SYSTEM = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"


def program(name: str) -> str | None:
    """The path of a program of the system."""
    return shutil.which(name, path=_SYSTEM)


def cores() -> tuple[int, int]:
    """The core for the server side and the one for the client."""
    found = sorted(os.sched_getaffinity(0))
    return found[0], found[-1]


def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    with socket.socket() as each:
        each.bind(("127.0.0.1", 0))
        return each.getsockname()[1]


def peers_python() -> Path | None:
    """The interpreter of the peers' environment."""
    return python_with("the peers", PEERS / "venv", REQUIREMENTS, "Wagtail and Datasette")


def wapiti_python() -> Path | None:
    """The interpreter of the scanner's environment; it knows no Python that is newer than 3.12."""
    named = ("python3.12", "python3.11")
    made_by = (
        sys.executable
        if sys.version_info < (3, 13)
        else next(filter(None, map(program, named)), None)
    )
    if made_by is None:
        print("wapiti needs Python 3.11 or 3.12 beside this one.")
        return None
    return python_with(
        "wapiti", PEERS / "wapiti", HERE / "requirements-wapiti.txt", "scans", made_by
    )


def python_with(
    name: str, environment: Path, requirements: Path, what: str, made_by: str = sys.executable
) -> Path | None:
    """The interpreter of an environment of its own, which is made or renewed when needed."""
    python, stamp = environment / "bin" / "python", environment / "requirements.txt"
    if stamp.exists() and stamp.read_bytes() == requirements.read_bytes():
        return python
    print(f"Installing {name} into benchmarks/peers/ ...", flush=True)
    PEERS.mkdir(exist_ok=True)
    try:
        subprocess.run([made_by, "-m", "venv", "--clear", environment], check=True)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        install += ["--no-deps", "--require-hashes", "-r", requirements]
        subprocess.run(install, check=True, timeout=900, stderr=subprocess.DEVNULL)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as problem:
        print(f"{name} could not be installed ({problem}): left out are {what}.")
        return None
    stamp.write_bytes(requirements.read_bytes())
    return python


def fingerprint(*patterns: str) -> str:
    """A short hash of the files of the repository that match: what was made by them can be kept."""
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
