"""What the portal writes about itself."""

import json
import subprocess
import sys

import pytest

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
