"""PostgreSQL's own programs: whether they fit the server, asked before anything is done."""

import os
import re
import shutil
from functools import partial
from typing import Any, cast

from django.db import connection

from portal.backup import BackupError
from portal.programs import done
from portal.supervision import die_with_parent

DUMP, RESTORE = "pg_dump", "pg_restore"
SETS_NEW = 17  # from this release on pg_restore sets what servers of before it don't know


def refuse_unfit() -> None:
    """Raises BackupError if the database can't be dumped and brought back by what is installed."""
    for said in unfit():
        raise BackupError(said)


def unfit() -> list[str]:
    """What is wrong with the programs of this machine, with the remedy; SQLite needs none."""
    if connection.vendor != "postgresql":
        return []
    connection.ensure_connection()
    server = cast(Any, connection).pg_version // 10_000
    found = [_fault_of(program, server) for program in (DUMP, RESTORE)]
    return [
        f"{said}: install PostgreSQL's client {server} (on Debian: postgresql-client-{server})."
        for said in found
        if said
    ]


def _fault_of(program: str, server: int) -> str:
    """What is wrong with a program beside a server of this release; empty if nothing is."""
    if shutil.which(program) is None:
        return f"{program} isn't installed"
    release = _release_of(program)
    if release < server:
        return f"{program} is of release {release}, too old for the server's {server}"
    if program == RESTORE and server < SETS_NEW <= release:
        return f"{program} is of release {release}, too new for the server's {server}"
    return ""


def _release_of(program: str) -> int:
    """`pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)` is of 15; 0 if it doesn't say."""
    said = re.search(r"\(PostgreSQL\) (\d+)", done([program, "--version"], os.environ).said)
    return int(said[1]) if said else 0


def run(program: str, *arguments: str) -> None:
    """Run one, told by its environment which database to use. Raises BackupError if it fails.

    It ends with us: a restore that was killed must not go on by itself.
    """
    said = connection.get_connection_params()
    names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password",
             "PGDATABASE": "dbname", "PGSSLMODE": "sslmode"}  # fmt: skip
    settings = {name: str(said[key]) for name, key in names.items() if said.get(key)}
    ended = done(
        [program, *arguments], {**os.environ, **settings}, partial(die_with_parent, os.getpid())
    )
    if ended.code:
        raise BackupError(f"{program} failed: {ended.problem}")
