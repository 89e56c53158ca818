"""Vectors as numbers in a byte each, to a scale of their own: a quarter of the room of floats."""

import numpy as np

LARGEST = 127


def packed(vectors: np.ndarray) -> bytes:
    """Signed bytes, one vector after another; only their directions are kept."""
    scale = np.abs(vectors).max(axis=1, keepdims=True)
    return np.rint(vectors * (LARGEST / scale)).astype(np.int8).tobytes()


def unpacked(vectors: bytes, number: int) -> np.ndarray:
    """A row for each of `number` vectors, as signed bytes."""
    rows = np.frombuffer(vectors, np.int8)
    return rows.reshape(number, -1) if number else rows.reshape(0, 0)


def lengths(rows: np.ndarray) -> np.ndarray:
    """The length of each vector."""
    return np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float32))
