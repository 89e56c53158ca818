"""Every kind of page through the Nu HTML checker: what it calls an error is one."""

import json
import subprocess
from pathlib import Path

import html_checker
import pytest
from django.test import Client

from portal import languages
from tests.barriers import share
from tests.factories.city import DOCS_OF_API, city

JAR = Path(html_checker.__file__).parent / "vnujar" / "vnu.jar"

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.slow]


def checked(folder: Path) -> list[dict]:
    """What the checker says of all pages in the folder, in one run: it is slow to start."""
    command = ["java", "-Xss8m", "-jar", JAR, "--format", "json", "--exit-zero-always", folder]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240)
    return json.loads(done.stderr)["messages"]


def told(message: dict) -> str:
    page = Path(message.get("url", "")).stem
    extract = " ".join(message.get("extract", "").split())
    return f"{page}:{message.get('lastLine')}: {message['message']} ({extract})"


def keep(folder: Path, where: str, name: str, client, address: str) -> None:
    """Write the page to the folder."""
    content = client.get(address).content
    assert content.lstrip().startswith(b"<!doctype html>") or b"<!DOCTYPE html>" in content, name
    (folder / f"{where} {name}.html".replace("/", "-")).write_bytes(content)


def test_html_is_valid(needs, client, tmp_path):
    needs("java")
    made = city()
    for half, language in enumerate(languages.CODES):
        for name, address in share(made.pages(language), half, 2).items():
            keep(tmp_path, language, name, client, address)
    keep(tmp_path, "en", "docs of the API", client, DOCS_OF_API)
    for quarter, language in enumerate(languages.CODES):
        staff = Client()
        staff.cookies["django_language"] = language
        keep(tmp_path, f"staff {language}", "login", staff, "/admin/login/")
        staff.force_login(made.publisher)
        for name, address in share(made.staff_pages(), quarter, 4).items():
            keep(tmp_path, f"staff {language}", name, staff, address)
    messages = checked(tmp_path)
    warnings = {each["message"]: told(each) for each in messages if each["type"] == "info"}
    print("Warnings, each where it was met last:", *warnings.values(), sep="\n  ")
    errors = [told(each) for each in messages if each["type"] != "info"]
    assert not errors, "\n".join(errors)
