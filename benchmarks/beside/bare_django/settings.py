"""As `startproject` writes them, with the same server, database options and cached templates.

BARE_MIDDLEWARE=8 puts in the eight that a Django site usually has; without it there are none.
"""

import os
from pathlib import Path

from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parent
SECRET_KEY = "only-for-measuring"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "benchmarks.beside.bare_django.urls"
WSGI_APPLICATION = "benchmarks.beside.bare_django.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "benchmarks.beside.bare_django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
] * (os.environ.get("BARE_MIDDLEWARE") == "8")
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
DATABASES = {"default": env.dj_db_url("DATABASE_URL", conn_max_age=600)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=30,
        init_command=(
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
            "PRAGMA mmap_size=268435456;PRAGMA cache_size=-32000;"
        ),
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
FILES_ROOT = Path(os.environ["BENCH_FILES"])
CONSTANT_PAGE = Path(os.environ["BENCH_PAGE"])
