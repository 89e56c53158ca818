"""Vectors of passages kept in a folder: they take far longer to make than a run to measure."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

from infocenter.search.meaning.embedders import Embedder


class Keeping:
    """An embedder that asks another for what it doesn't know yet. Questions are always asked."""

    def __init__(self, embedder: Embedder, folder: Path):
        self.embedder = embedder
        self.dimension, self.version = embedder.dimension, embedder.version
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / f"{_hash(self.version)[:16].hex()}.sqlite3"
        with closing(sqlite3.connect(self.file)) as kept:
            kept.execute("CREATE TABLE IF NOT EXISTS kept (text BLOB PRIMARY KEY, vector BLOB)")

    def embed_passages(self, texts: list[str]) -> np.ndarray:
        with closing(sqlite3.connect(self.file)) as kept, kept:
            found = {each: self._known(kept, each) for each in texts}
            missing = [text for text, vector in found.items() if vector is None]
            if missing:
                made = self.embedder.embed_passages(missing).astype(np.float16)
                found |= zip(missing, made, strict=True)
                kept.executemany(
                    "INSERT OR REPLACE INTO kept VALUES (?, ?)",
                    [
                        (_hash(text), vector.tobytes())
                        for text, vector in zip(missing, made, strict=True)
                    ],
                )
        return np.array([found[each] for each in texts], np.float32)

    def embed_query(self, text: str) -> np.ndarray:
        return self.embedder.embed_query(text)

    def _known(self, kept: sqlite3.Connection, text: str) -> np.ndarray | None:
        row = kept.execute("SELECT vector FROM kept WHERE text = ?", [_hash(text)]).fetchone()
        return np.frombuffer(row[0], np.float16) if row else None


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
