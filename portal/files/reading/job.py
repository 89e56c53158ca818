"""What the child is asked, and what it answers. Plain data: no Django here."""

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

RESULT = "result.json"
DRAWN_PAGES = 8  # of a file at most have a picture


def picture(page: int) -> str:
    """The name of the file with the picture of a page, counted from 1."""
    return f"preview-{page}.webp"


@dataclass(frozen=True)
class Job:
    """One file to be read, and how much of everything may be spent on it."""

    path: str
    media_type: str
    folder: str
    seconds: int
    memory_mb: int
    max_characters: int

    @classmethod
    def from_json(cls, text: str) -> "Job":
        return cls(**json.loads(text))

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @property
    def unpacked_limit(self) -> int:
        """How many bytes the parts of a container may have when unpacked."""
        return self.memory_mb * 1024 * 1024 // 4


@dataclass
class Found:
    """What was found in the file. `state` and `message` are codes of states.py and messages.py."""

    state: str
    message: str = ""
    text: str = ""
    pages: int | None = None
    encoding: str = ""

    def is_well_formed(self) -> bool:
        """Whether every part is of the kind that it should be."""
        texts = (self.state, self.message, self.text, self.encoding)
        return all(isinstance(each, str) for each in texts) and (
            self.pages is None or (isinstance(self.pages, int) and 0 < self.pages < 2**31)
        )

    def save(self, folder: str) -> None:
        """Write the answer, whole or not at all."""
        part = Path(folder) / "result.part"
        part.write_text(json.dumps(asdict(self)), encoding="ascii")
        part.replace(Path(folder) / RESULT)


class Deadline:
    """The moment at which reading stops by itself, so that what was read so far is kept."""

    def __init__(self, seconds: float):
        self.at = time.monotonic() + seconds

    def passed(self) -> bool:
        """Whether it is time to stop."""
        return time.monotonic() > self.at
