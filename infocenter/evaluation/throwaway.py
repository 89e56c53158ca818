"""An empty database of the configured sort, in the place of the real one, for as long as needed.

On SQLite it is a temporary file, on PostgreSQL a schema of its own in the same database. The real
connection is laid aside meanwhile, so nothing can reach the real tables.
"""

import copy
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import load_backend

from infocenter.search import facts, meaning, spelling
from portal.pagecache import fragments

SCHEMA = "farol_evaluation"


class Taken(Exception):
    """Somebody else evaluates on this database now."""


@contextmanager
def database() -> Iterator[None]:
    """Inside, the default connection goes to an empty database with the tables that search uses."""
    real = connections[DEFAULT_DB_ALIAS]
    place = _schema if real.vendor == "postgresql" else _file
    with place(copy.deepcopy(real.settings_dict)) as settings:
        connection = _connection(settings)
        connections[DEFAULT_DB_ALIAS] = connection
        _forget()
        try:
            for app in ("infocenter", "pagecache"):
                call_command("migrate", app, verbosity=0, interactive=False)
            yield
        finally:
            connection.close()
            connections[DEFAULT_DB_ALIAS] = real
            _forget()


def _forget() -> None:
    """What this process keeps in memory is about the other database."""
    ContentType.objects.clear_cache()
    fragments.forget()
    facts.forget()
    meaning.forget()
    spelling.forget()


def settle() -> None:
    """Have the database look through what was just written, as it does by itself after a while."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _connection(settings: dict):
    return load_backend(settings["ENGINE"]).DatabaseWrapper(settings, DEFAULT_DB_ALIAS)


@contextmanager
def _file(settings: dict) -> Iterator[dict]:
    with tempfile.TemporaryDirectory(prefix="farol-evaluation-") as folder:
        yield {**settings, "NAME": str(Path(folder) / "index.sqlite3")}


@contextmanager
def _schema(settings: dict) -> Iterator[dict]:
    """A schema that nobody else has; what a killed evaluation left is taken away first."""
    keeper = _connection(settings)
    try:
        with keeper.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [SCHEMA])
            if not cursor.fetchone()[0]:
                raise Taken("Another evaluation is using this database.")
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
            cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        options = dict(settings.get("OPTIONS", {}))
        options["options"] = f"{options.get('options', '')} -c search_path={SCHEMA}".strip()
        yield {**settings, "OPTIONS": options}
        with keeper.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {SCHEMA} CASCADE")
    finally:
        keeper.close()
