"""The test databases: one process migrates, the others take a copy of what it has made."""

import fcntl
import os
import shutil
from pathlib import Path

from django.db import connection, transaction


def set_up() -> None:
    """Give this process a migrated database of its own, and connect to it."""
    folder = Path(os.environ["FAROL_TEST_FOLDER"])
    kept = folder / f"migrated-{connection.vendor}"
    with (folder / "migrating").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if kept.exists():
            _copy(kept)
        else:
            connection.creation.create_test_db(verbosity=0, autoclobber=True)
            _let_tables_be_emptied()
            _keep(kept)


def _let_tables_be_emptied() -> None:
    """Django empties tables after a test; on SQLite by DELETE, which history refuses."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table in ("history_event", "history_checkpoint"):
                cursor.execute(f"DROP TRIGGER {table}_no_delete")


def _keep(kept: Path) -> None:
    """Lay a copy by; on PostgreSQL as a database beside it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(kept)])
        return
    name = connection.settings_dict["NAME"]
    connection.close()
    _create("migrated", like=name)
    kept.touch()


def _copy(kept: Path) -> None:
    name = connection.creation._get_test_db_name()
    connection.close()
    if connection.vendor == "sqlite":
        shutil.copyfile(kept, name)
    else:
        _create(name, like="migrated")
    connection.settings_dict["NAME"] = name


def _create(name: str, like: str) -> None:
    with connection.creation._nodb_cursor() as cursor:
        quote = connection.ops.quote_name
        cursor.execute(f"CREATE DATABASE {quote(name)} TEMPLATE {quote(like)}")


def put_back(rows) -> None:
    """Put the rows of migrations into emptied tables: (columns, values) by table."""
    from django.contrib.contenttypes.models import ContentType

    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        for table in rows:
            cursor.execute(f"DELETE FROM {quote(table)}")
        for table, (columns, values) in rows.items():
            names = ", ".join(map(quote, columns))
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", values)
    ContentType.objects.clear_cache()
