"""What a backup says of itself: its parts with their hashes, and what of the portal it is."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from portal.backup import BackupError

NAME = "manifest.json"
FORMAT = 1
FILES = "files.txt"


@dataclass(frozen=True)
class Manifest:
    """Read from, or written to, the folder of a backup."""

    made_at: str
    vendor: str  # sqlite or postgresql
    migrations: list[str]  # of the database: `app.name`
    parts: dict[str, dict]  # by name in the folder: sha256, size
    files: int
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Beside the parts; a hash of the rest shows whether it was changed."""
        said = asdict(self)
        text = json.dumps({**said, "sha256": _digest(said)}, indent=1, sort_keys=True)
        (folder / NAME).write_text(f"{text}\n", encoding="utf-8")


def read(folder: Path) -> Manifest:
    """The manifest of a backup that is whole. Raises BackupError."""
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))
        digest = said.pop("sha256")
    except FileNotFoundError:
        raise BackupError(
            f"{folder} is no backup, or only half of one: it has no {NAME}."
        ) from None
    except (ValueError, KeyError, AttributeError):
        raise BackupError(f"{folder / NAME} can't be read: it was changed.") from None
    if said.get("format", 0) > FORMAT:
        raise BackupError("The backup was made by a newer release of the portal.")
    if _digest(said) != digest:
        raise BackupError(f"{folder / NAME} was changed.")
    return Manifest(**said)


def _digest(said: dict) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def describe(path: Path) -> dict:
    """SHA-256 and size of a part."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"sha256": digest, "size": path.stat().st_size}
