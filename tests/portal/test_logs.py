"""What the portal writes about itself."""

import json
import logging
import subprocess
import sys
from uuid import uuid4

import pytest
from django.db import DatabaseError

from portal.challenge import issue
from portal.logs import JSONFormatter, TextFormatter
from tests.policies.views.test_case_send import NEW, sum_of
from tests.serving import ROOT, environment

SAY = "import logging; logging.getLogger('portal.due').error('預算 failed')"


@pytest.mark.parametrize("style", ["text", "json"])
def test_an_error_is_written_to_standard_error(style):
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", SAY],
        cwd=ROOT,
        env=environment(FAROL_LOG_FORMAT=style, PYTHONIOENCODING="utf-8"),
        capture_output=True,
        encoding="utf-8",
    )
    line = done.stderr.strip().splitlines()[-1]
    if style == "json":
        assert json.loads(line)["message"] == "預算 failed"
        assert json.loads(line)["level"] == "error"
    else:
        assert "ERROR portal.due: 預算 failed" in line


# --- Nothing of readers ---------------------------------------------------------------------------

WORDS = "Maria Segredo maria@segredo.example"


def written(problem: Exception, formatter) -> str:
    try:
        try:
            raise problem
        except Exception as error:
            raise KeyError(WORDS) from error
    except KeyError:
        record = logging.LogRecord("portal", 40, __file__, 1, "It failed.", (), sys.exc_info())
    return formatter.format(record)


@pytest.mark.parametrize("formatter", [JSONFormatter(), TextFormatter()])
@pytest.mark.parametrize(
    "problem",
    [
        ValueError(f"invalid literal: {WORDS}"),
        UnicodeEncodeError("ascii", WORDS, 0, 1, "no"),
        DatabaseError(f'duplicate key "one"\nDETAIL:  Key (email)=({WORDS}) already exists.'),
        DatabaseError(f'invalid input syntax for type integer: "{WORDS}"'),
        ExceptionGroup("several", [ValueError(WORDS)]),
    ],
)
def test_what_an_exception_quotes_is_not_written_but_where_it_happened_is(formatter, problem):
    told = written(problem, formatter)
    for word in WORDS.split():
        assert word not in told
    assert type(problem).__name__ in told
    assert "test_logs.py" in told


def test_what_speaks_of_code_is_written():
    told = written(FileNotFoundError(2, "No such file", "/srv/missing"), JSONFormatter())
    assert "/srv/missing" in told


class Written(logging.Handler):
    """The lines of the log, as a collector gets them."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(JSONFormatter().format(record))


@pytest.fixture
def log():
    handler = Written()
    logging.getLogger().addHandler(handler)
    yield handler.lines
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
def test_a_matter_that_breaks_leaves_the_request_in_the_log_and_nothing_of_who_sent_it(
    client, monkeypatch, log
):
    def broken(*arguments, **named):
        raise ValueError(f"can't record {arguments} {named} {matter}")

    monkeypatch.setattr("policies.services.cases.record", broken)
    client.raise_request_exception = False
    token = issue()
    matter = {
        "kind": "complaint", "submission": str(uuid4()), "subject": "Segredo",
        "text": "Sou doente.", "name": "Maria", "email": "maria@segredo.example",
        "challenge": token, "sum": sum_of(token), "step": "send",
    }  # fmt: skip
    answer = client.post(NEW, matter)
    assert answer.status_code == 500
    entry = json.loads(log[-1])
    assert entry["request"] == answer["X-Request-ID"]
    assert "ValueError" in entry["error"]
    for word in ("Segredo", "segredo", "doente", "Maria", "maria"):
        assert word not in "".join(log)
