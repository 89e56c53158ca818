"""Other programs are started here and nowhere else, so that there is one place to look at.

A program is given its arguments as a list and never as a line for a shell, so no word in them can
begin another command. It sees the environment that it is given. No Django here: children start
fast.
"""

import subprocess  # nosec B404  # only here
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

Program = subprocess.Popen
TimeIsOver = subprocess.TimeoutExpired
NOTHING = subprocess.DEVNULL
Stream = IO[Any] | int | None  # None: the one of this process


def start(
    command: Sequence[str],
    folder: str | Path,
    environment: Mapping[str, str],
    *,
    stdin: Stream = None,
    stdout: Stream = None,
    stderr: Stream = None,
) -> Program:
    """Start a program in a folder, in a process group of its own: Ctrl-C reaches only us."""
    return subprocess.Popen(  # nosec B603  # a list, no shell
        list(command),
        cwd=folder,
        env=environment,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
    )


class Ended(NamedTuple):
    """How a program ended, and what it said."""

    code: int
    said: str
    problem: str


def done(
    command: Sequence[str],
    environment: Mapping[str, str],
    first: Callable[[], None] | None = None,
) -> Ended:
    """Run a program to its end. `first` is what its process does before it is the program."""
    ended = subprocess.run(  # nosec B603  # a list, no shell
        list(command), env=environment, capture_output=True, text=True, preexec_fn=first
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr.strip())
