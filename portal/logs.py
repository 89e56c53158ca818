"""What the portal writes about itself: lines to read, or JSON for a collector. No reader's data.

An exception's own words may quote what somebody typed. They are written only where they speak of
code, and not where they speak of values; where it happened is written always.
"""

import json
import logging
import re
from datetime import UTC, datetime
from traceback import TracebackException
from typing import Any, cast

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from portal import trail

# Their words name code, settings and files.
OF_CODE = (OSError, ImportError, AttributeError, NameError, TypeError, ImproperlyConfigured)
LEFT_OUT = "(its words are left out, as they may quote a reader)"
_QUOTED = re.compile(r"(\n?DETAIL:|:\s*[\"'(]).*", re.DOTALL)


class WithoutReaders:
    """For formatters: exceptions without the words that may quote somebody."""

    def formatException(self, info) -> str:  # noqa: N802  (logging's name)
        kind, error, frames = info
        told = TracebackException(kind, error, frames, capture_locals=False)
        _silence(told, error)
        return "".join(told.format()).rstrip("\n")


def _silence(told: TracebackException, error: BaseException | None) -> None:
    """Replace the words of an exception, and of those that it came from."""
    own = cast(Any, told)  # there is no public way; tests/portal/test_logs.py watches over this
    own._str, own.__notes__ = _words_of(error), None
    if error is None:
        return
    if told.__cause__:
        _silence(told.__cause__, error.__cause__)
    if told.__context__:
        _silence(told.__context__, error.__context__)
    for each, inner in zip(told.exceptions or (), getattr(error, "exceptions", ()), strict=False):
        _silence(each, inner)


def _words_of(error: BaseException | None) -> str:
    if isinstance(error, DatabaseError):
        return _QUOTED.sub("", str(error))
    return str(error) if isinstance(error, OF_CODE) else LEFT_OUT


class TextFormatter(WithoutReaders, logging.Formatter):
    """A line to read."""


class JSONFormatter(WithoutReaders, logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        request = trail.current()
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "process": record.process,
        }
        if request:
            entry["request"] = request.id
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


def configuration(style: str) -> dict:
    """Django's LOGGING: warnings and errors of everything, and what we say, to standard error.

    Pages that don't exist and forged host names are everyday and aren't written down.
    """
    line = "{asctime} {levelname} {name}: {message}"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {"()": TextFormatter, "fmt": line, "style": "{"},
            "json": {"()": JSONFormatter},
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": style}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO"},
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "django.server": {"handlers": [], "level": "ERROR"},
            "portal": {"level": "INFO"},
            "infocenter": {"level": "INFO"},
        },
    }
