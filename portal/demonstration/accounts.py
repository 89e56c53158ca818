"""The demonstration's published accounts."""

import tomllib
from functools import cache
from pathlib import Path

_CONTENT = Path(__file__).parent / "content" / "accounts.toml"


@cache
def _read() -> dict:
    return tomllib.loads(_CONTENT.read_text(encoding="utf-8"))


def password() -> str:
    """The one password of all of them."""
    return _read()["password"]


def usernames() -> dict[str, str]:
    """What each of the accounts may do, by user name."""
    listed = {name: ", ".join(each["roles"]) for name, each in _read()["accounts"].items()}
    return {"ic.editor": "IC editor", "ic.publisher": "IC publisher", **listed}
