"""The portal's settings as the tests use them: a world of their own in a temporary folder.

FAROL_TEST_DATABASE says on which database: `sqlite` (default) or `postgres`. The folder and the
PostgreSQL cluster are made by the first process that comes here and go away with it; the test
workers and servers that it starts find them in their environment.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests import postgres

if "FAROL_TEST_FOLDER" not in os.environ:
    os.environ["FAROL_TEST_FOLDER"] = tempfile.mkdtemp(prefix="farol-tests-")
    atexit.register(shutil.rmtree, os.environ["FAROL_TEST_FOLDER"], ignore_errors=True)

DATABASE = os.environ.get("FAROL_TEST_DATABASE", "sqlite")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw")
FOLDER = Path(os.environ["FAROL_TEST_FOLDER"]) / WORKER
FOLDER.mkdir(exist_ok=True)
(FOLDER / "static").mkdir(exist_ok=True)  # whitenoise warns where there is none

os.environ["SECRET_KEY"] = "only-for-tests-" + "0" * 50
os.environ["DEBUG"] = "false"
os.environ["FAROL_VAR_DIR"] = str(FOLDER)
os.environ.pop("ALLOWED_HOSTS", None)
os.environ.setdefault("FAROL_MEANING", "off")  # tests of meaning choose an embedder themselves
os.environ.setdefault("FAROL_SECOND_FACTOR", "optional")  # tests of signing in require it
os.environ.setdefault("FAROL_DATASETS_PATIENCE", "30")  # busy machines are slow to answer
os.environ.setdefault("FAROL_API_PER_KEY", "1000000")  # tests share keys' numbers, and hurry
os.environ.setdefault("FAROL_API_PER_NETWORK", "1000000")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs a loop in the thread of the test
if DATABASE == "postgres":
    os.environ["DATABASE_URL"] = postgres.url()
else:
    os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER / 'unused.sqlite3'}"

from portal.settings import *  # noqa: E402, F403
from portal.settings import DATABASES, STORAGES  # noqa: E402

# A file, not memory: threads, servers and worker processes of a test see the same database.
if DATABASE == "sqlite":
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # cheap, as tests make many
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
