"""What the engine may use, and how long anybody waits for it. Plain data, in JSON on its start."""

import json
from dataclasses import asdict, dataclass

LONG = 0.5  # seconds of work after which a question is a long one
LESS_PATIENCE = 0.03  # where another one of this host waits already: one stays free for all else
STARTING = 2.0  # whoever starts the engine waits longer, once
IDLE = 1800  # seconds without a question, after which the engine ends
SHARE = 10.0  # seconds of work in a minute for one network
KEPT_ANSWERS = 300
NICE = 10  # pages come first
DOWNLOADS = 6.0  # times the seconds of a page


@dataclass(frozen=True)
class Limits:
    """Of one engine."""

    socket: str
    folder: str  # of the tables; it reads below it, and writes slices into `answers`
    answers: str
    memory_mb: int
    threads: int
    seconds: float
    at_once: int
    sheet_rows: int

    @classmethod
    def from_json(cls, text: str) -> "Limits":
        return cls(**json.loads(text))

    def to_json(self) -> str:
        return json.dumps(asdict(self))
