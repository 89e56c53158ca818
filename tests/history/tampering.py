"""What somebody with the database in their hands could do, whatever triggers say."""

import importlib
from types import SimpleNamespace

from django.db import connection

_migration = importlib.import_module("portal.history.migrations.0004_audit")


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


_editor = SimpleNamespace(connection=connection, execute=_execute)


def guard() -> None:
    """The triggers as a migrated portal has them (tests/databases.py takes some away)."""
    _migration.protect(None, _editor)


def by_hand(statement: str, *values) -> None:
    """One statement of SQL on tables that nothing guards, in the transaction of a test."""
    _migration.unprotect(None, _editor)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
