"""What publishers say they have begun and done, in memory that readers of other processes share.

Each document has two numbers. An odd state is public with the mark of that number, an even one is
withdrawn with it in the reason.
"""

import mmap
import re
from pathlib import Path

MOST = 64
MARK = re.compile(r"mark(\d+)of(\d+)end")


def mark(document: int, state: int) -> str:
    """The word by which a page shows which state it was made from."""
    return f"mark{document}of{state}end"


class Ledger:
    """`begun[n]`: the state whose making has begun; `done[n]`: the last whose call has returned."""

    def __init__(self, path: Path):
        if not path.exists():
            path.write_bytes(bytes(2 * 8 * MOST))
        with path.open("r+b") as file:
            self._view = memoryview(mmap.mmap(file.fileno(), 0)).cast("q")
        self.begun = self._view[:MOST]
        self.done = self._view[MOST:]
