"""The database into a file and back, as it was at one moment, whoever writes meanwhile."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from portal.backup import BackupError, folders, programs

PARTS = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


def dump(folder: Path) -> Path:
    """Write the database into the folder; the answer is the file."""
    target = folder / PARTS[connection.vendor]
    if connection.vendor == "sqlite":
        with closing(_open(_sqlite_path())) as database:
            database.execute("VACUUM INTO ?", [str(target)])  # one reading transaction
        folders.sync(target)
    else:
        programs.run(programs.DUMP, "--format=custom", "--no-owner", "--no-acl", f"--file={target}")
    return target


def restore(part: Path, force: bool) -> None:
    """Put a dump in the place of the database: all of it, or nothing."""
    if not force and not is_empty():
        raise BackupError("The database isn't empty: --force writes over it.")
    if connection.vendor == "sqlite":
        _replace_sqlite(part)
        return
    connection.close()
    how = ("--clean", "--if-exists") if force else ()
    options = ("--no-owner", "--no-acl", "--exit-on-error", "--single-transaction")
    name = connection.settings_dict["NAME"]
    programs.run(programs.RESTORE, *options, *how, f"--dbname={name}", str(part))


def is_empty() -> bool:
    """Whether there is no table yet."""
    if connection.vendor == "sqlite" and not Path(_sqlite_path()).exists():
        return True
    return not connection.introspection.table_names()


def migrations() -> list[str]:
    """The migrations that the database has."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def look_at(part: Path) -> None:
    """Raises BackupError if a dump can't be what it says it is."""
    if part.name == PARTS["sqlite"]:
        with closing(_open(part)) as database:
            said = database.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            raise BackupError(f"The database in the backup is damaged: {said}")
    else:
        programs.run(programs.RESTORE, "--list", str(part))


def _sqlite_path() -> str:
    return str(connection.settings_dict["NAME"])


def _open(path) -> sqlite3.Connection:
    """For reading only; it waits for whoever writes."""
    address = f"file:{quote(str(Path(path).resolve()))}?mode=ro"
    return sqlite3.connect(address, uri=True, timeout=60)


def _replace_sqlite(part: Path) -> None:
    """Until the last step the old database stands, with all that was in its log."""
    path = Path(_sqlite_path())
    path.parent.mkdir(parents=True, exist_ok=True)
    arriving = path.with_name(f"{path.name}.part")  # the same after a kill: it is written over
    try:
        shutil.copyfile(part, arriving)
        folders.sync(arriving)
        connection.close()
        _take_in_log(path)
        for end in ("-wal", "-shm"):  # what is in them must not be added to the new one
            path.with_name(path.name + end).unlink(missing_ok=True)
        arriving.replace(path)
    finally:
        arriving.unlink(missing_ok=True)
    folders.sync(path.parent)


def _take_in_log(path: Path) -> None:
    """Write what is in the log into the database, so that nothing is lost with its log.

    Raises BackupError while anybody has the database open: a portal that goes on would write into
    a file that is gone.
    """
    if not path.exists():
        return
    with closing(sqlite3.connect(path, timeout=1)) as database:
        try:
            database.execute("PRAGMA journal_mode = DELETE")  # needs it for itself alone
        except sqlite3.DatabaseError as problem:
            if problem.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:  # whatever keeps it so
                raise BackupError(
                    "Somebody has the database open: stop the portal first."
                ) from problem
            return  # it is broken, which may be why a backup is brought back
