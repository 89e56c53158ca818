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
    """The interpreter of the peers' environment, which is made or renewed when needed."""
    environment = PEERS / "venv"
    python, stamp = environment / "bin" / "python", environment / "requirements.txt"
    if stamp.exists() and stamp.read_bytes() == REQUIREMENTS.read_bytes():
        return python
    print("Installing the peers into benchmarks/peers/ ...", flush=True)
    PEERS.mkdir(exist_ok=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", environment], check=True)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        install += ["--no-deps", "--require-hashes", "-r", REQUIREMENTS]
        subprocess.run(install, check=True, timeout=900, stderr=subprocess.DEVNULL)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as problem:
        print(f"The peers could not be installed ({problem}): Wagtail and Datasette are left out.")
        return None
    stamp.write_bytes(REQUIREMENTS.read_bytes())
    return python


def fingerprint(*patterns: str) -> str:
    """A short hash of the files of the repository that match: what was made by them can be kept."""
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
