"""A portal in a throw-away folder, for benchmarks that ask it within their own process."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import data, machine
from tests import postgres


@contextmanager
def portal(database: str, *commands: str, **settings: str) -> Iterator[Path]:
    """Migrate it, run more `commands`, and set Django up; the answer is its folder.

    `database` is `sqlite` or `postgres`; `settings` are environment variables. With DATABASE_URL
    among them it is a portal on that database.
    """
    folder = Path(tempfile.mkdtemp(prefix="farol-bench-"))
    try:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "SECRET_KEY": data.SECRET,
            "FAROL_VAR_DIR": str(folder),
            "ALLOWED_HOSTS": "testserver,127.0.0.1",
            **settings,
        }
        if database == "postgres" and "DATABASE_URL" not in settings:
            os.environ["DATABASE_URL"] = postgres.start()
        quiet = ["--verbosity", "0"]
        for words in (["migrate", *quiet], ["collectstatic", "--no-input", *quiet], *zip(commands)):
            command = [sys.executable, "manage.py", *words]
            subprocess.run(command, cwd=machine.ROOT, check=True, stdout=subprocess.DEVNULL)
        import django

        django.setup()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
