"""`make test`: the whole suite on SQLite, then on PostgreSQL, and a line for what can't be run."""

import os
import subprocess
import sys

from tests import machine


def main(arguments: list[str]) -> int:
    """Run pytest once for each database that this machine has."""
    lacks = machine.lacks()
    if lacks and machine.REQUIRE_ALL:
        print("FAROL_REQUIRE=all, but:", *lacks.values(), sep="\n  ", file=sys.stderr)
        return 1
    databases = ["sqlite"] if "postgres" in lacks else ["sqlite", "postgres"]
    outcomes = {database: _pytest(database, arguments) for database in databases}
    for sentence in lacks.values():
        print(f"Not run here: {sentence}")
    return max(outcomes.values())


def _pytest(database: str, arguments: list[str]) -> int:
    print(f"\nTests on {'PostgreSQL' if database == 'postgres' else 'SQLite'}", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", *arguments]
    return subprocess.run(command, env={**os.environ, "FAROL_TEST_DATABASE": database}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
