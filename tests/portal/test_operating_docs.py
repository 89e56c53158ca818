"""docs/operating.md names everything that can be set, run and said."""

import re
from pathlib import Path

from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


def sources(*patterns):
    return "\n".join(path.read_text() for each in patterns for path in ROOT.glob(each))


def test_every_setting_is_documented_and_no_other():
    read = r'env\.\w+\(\s*"([A-Z_]+)"'
    settings = set(re.findall(read, sources("portal/settings.py")))
    documented = set(re.findall(r"`((?:FAROL_)?[A-Z_]{4,})`", TEXT.partition("## Settings")[2]))
    assert settings - documented == set()
    assert documented & set(re.findall(r"FAROL_[A-Z_]+", TEXT)) <= settings


def test_every_command_of_ours_is_documented():
    ours = {
        name
        for name, app in get_commands().items()
        if isinstance(app, str) and app.split(".")[0] in ("portal", "infocenter")
    }
    assert {name for name in ours if f"| `{name}" not in TEXT} == set()


def test_every_check_is_documented():
    said = set(re.findall(r"portal\.[EW]\d{3}", sources("portal/checks.py")))
    said |= {"portal.E001", "portal.E002"}  # written there with a number to fill in
    assert {each for each in said if f"`{each}`" not in TEXT} == set()


def test_the_example_of_settings_names_only_settings():
    example = (ROOT / "deploy" / "farol.env.example").read_text()
    named = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    assert named <= set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', sources("portal/settings.py")))
