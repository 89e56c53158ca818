"""Child processes that handle what nobody trusts: without secrets, and with hard limits.

A child's program calls `limit` before it touches anything. No Django here: children start fast.
"""

import ctypes
import os
import resource
import signal
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from portal import programs

MEGABYTE = 1024 * 1024
LIBRARIES_MB = 1536  # address space of the libraries and thread stacks; not memory in use
ERRORS = "errors"  # in the child's folder: what it said last
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_ROOT = Path(__file__).resolve().parent.parent
# What native code says when it runs into the memory limit, just before it ends itself.
_OUT_OF_MEMORY = (b"memory allocation of", b"MemoryError", b"bad_alloc", b"Out of memory", b"OOM")


def limit(*, memory_mb: int, seconds: int, written_bytes: int, files: int = 64) -> None:
    """Bound everything that a hostile file could use up; end with the parent."""
    memory = memory_mb * MEGABYTE
    for what, amount in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_AS, memory + LIBRARIES_MB * MEGABYTE),
        (resource.RLIMIT_FSIZE, written_bytes),
        (resource.RLIMIT_NOFILE, files),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (amount, amount))
    if seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def environment(folder: str, threads: int = 1) -> dict[str, str]:
    """No secrets for the child, and no more threads than it needs."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(_ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        "HOME": folder,
        "TMPDIR": folder,
        "MALLOC_ARENA_MAX": "1",
        "RAYON_NUM_THREADS": str(threads),
        "TOKIO_WORKER_THREADS": str(threads),
        "OMP_NUM_THREADS": str(threads),
    }


def run(command: Sequence[str], folder: str, seconds: float) -> int | None:
    """The child's exit code; None if its time ran out. Nothing of it is left running."""
    with (Path(folder) / ERRORS).open("wb") as errors:
        nothing = programs.NOTHING
        child = programs.start(
            command, folder, environment(folder), stdin=nothing, stdout=nothing, stderr=errors
        )
        try:
            return child.wait(timeout=seconds)
        except programs.TimeIsOver:
            return None
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def ran_out_of_time(code: int | None) -> bool:
    """Whether the child's end tells that its time was over."""
    return code is None or code == -signal.SIGXCPU


def ran_out_of_memory(code: int | None, folder: str) -> bool:
    """Whether the child's end tells that it wanted more memory than it may have."""
    return code == -signal.SIGKILL or any(sign in _errors(folder) for sign in _OUT_OF_MEMORY)


def _errors(folder: str) -> bytes:
    with (Path(folder) / ERRORS).open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - 64 * 1024))
        return file.read()
