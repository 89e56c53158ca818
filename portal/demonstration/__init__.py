"""The demonstration: an invented city, its departments, people and documents.

The content is in `content/`, in files that a person can read and change; nothing here runs unless
`manage.py load_demonstration` is called.
"""

import tomllib
from pathlib import Path

CONTENT = Path(__file__).parent / "content"


def read_toml(name: str) -> dict:
    """One of the content's TOML files."""
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


_ACCOUNTS = read_toml("accounts.toml")
PASSWORD = _ACCOUNTS["password"]
DEPARTMENT_ROLES = ("editor", "publisher")  # every department has one account for each
USERNAMES = (
    *(
        f"{code.lower()}.{role}"
        for code in read_toml("departments.toml")
        for role in DEPARTMENT_ROLES
    ),
    *_ACCOUNTS["accounts"],
)
