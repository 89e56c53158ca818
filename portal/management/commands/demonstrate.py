import hashlib
import io
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from portal import demonstration
from portal.demonstration import cases, systems
from portal.management.commands.serve import check_port, lock_run_folder


class Command(BaseCommand):
    help = "Makes the portal ready with demonstration content and serves it (make demo)."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--reset", action="store_true", help="start over with fresh content")
        parser.add_argument("--prepare-only", action="store_true", help="don't serve")

    def handle(self, *, host, port, reset, prepare_only, **options):
        check_port(host, port)
        with lock_run_folder():
            if reset:
                self._reset()
            self._prepare()
            announced = [] if prepare_only else _accounts()
        connections.close_all()
        if not prepare_only:
            call_command("serve", host=host, port=port, announce=announced, stdout=self.stdout)

    def _reset(self) -> None:
        if connection.vendor != "sqlite":
            raise CommandError(
                "Starting over works on SQLite only: drop and create the PostgreSQL database, "
                "then run make demo."
            )
        connection.close()
        database = Path(connection.settings_dict["NAME"])
        for name in ("", "-wal", "-shm"):
            database.with_name(database.name + name).unlink(missing_ok=True)
        shutil.rmtree(settings.FAROL_FILES_ROOT, ignore_errors=True)

    def _prepare(self) -> None:
        os.umask(0o077)  # what is made here is the portal's own
        Path(settings.FAROL_FILES_ROOT).mkdir(parents=True, exist_ok=True)
        self.stdout.write("Preparing the database")
        _refuse_another_release()
        call_command("migrate", verbosity=0, interactive=False)
        self._collect_static()
        self.stdout.write("Loading the demonstration's content")
        told = io.StringIO()  # its accounts are said again, at the end, where they are seen
        call_command("load_demonstration", stdout=told, stderr=self.stderr)
        self.stdout.write(told.getvalue().partition("\n")[0])

    def _collect_static(self) -> None:
        """Collect and compress static files if one of them has changed."""
        now = _fingerprint()
        mark = Path(settings.STATIC_ROOT).with_suffix(".collected")
        if mark.exists() and mark.read_text() == now and Path(settings.STATIC_ROOT).is_dir():
            return
        self.stdout.write("Collecting static files")
        call_command("collectstatic", verbosity=0, interactive=False)
        mark.write_text(now)


def _refuse_another_release() -> None:
    """Refuse a database with migrations that this release doesn't have: its tables are others."""
    loader = MigrationLoader(connection)
    unknown = loader.applied_migrations.keys() - loader.disk_migrations.keys()
    if any(app in loader.migrated_apps for app, _name in unknown):
        raise CommandError(
            "This demonstration was made by another release of Farol. "
            "Start over with fresh content: make demo-reset"
        )


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _accounts() -> list[str]:
    """The demonstration's accounts, as lines to print."""
    rows = [("ic.editor", "IC editor"), ("ic.publisher", "IC publisher")]
    listed = demonstration.read_toml("accounts.toml")["accounts"]
    rows += [(name, ", ".join(each["roles"])) for name, each in listed.items()]
    return [
        f"Staff sign in at /admin/, all with the password {demonstration.PASSWORD}",
        *(f"  {name:14} {roles}" for name, roles in rows),
        "  and an editor and a publisher of every department, named like ic.editor",
        "  These accounts need no second factor; a real portal's do (docs/operating.md).",
        *_mails(),
        *_system(),
        *_matter(),
    ]


def _mails() -> list[str]:
    """Where mails can be read, if they go into a folder."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    return [f"Mails are sent to nobody: read them in {folder}"] if folder else []


def _system() -> list[str]:
    """The key of a system, made anew at each start."""
    secret = systems.fresh_key()
    if not secret:
        return []
    return [
        f"A program of the IC works at /api/v1/work/ (see /api/docs/) with the key {secret}",
        f"  curl -H 'Authorization: Bearer {secret}' …/api/v1/work/me/",
    ]


def _matter() -> list[str]:
    """The receipt of a matter that visitors may follow."""
    receipt = cases.example_receipt()
    if receipt is None:
        return []
    number, code = receipt.number, receipt.code
    return [f"A resident's matter to follow at /en/cases/track/: number {number}, code {code}"]
