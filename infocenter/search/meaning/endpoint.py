"""Any server that speaks OpenAI's embeddings API: ours, a neighbour's, or a cloud's."""

import json
import logging
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from time import monotonic
from urllib.parse import urlsplit

import numpy as np

from infocenter.search.meaning.embedders import Unavailable, endpoint_problem
from portal.outgoing import within

logger = logging.getLogger(__name__)

PASSAGES_SECONDS = 60.0  # for a batch of passages: nobody is waiting
REST = 30.0  # seconds in which an endpoint that failed a reader isn't asked again
MOST_BYTES = 64_000_000  # of an answer


class Endpoint:
    """The endpoint below `address` (with its `/v1`), asked for vectors of `model`."""

    def __init__(self, address, model, key, dimension, timeout, prefixes):
        problem = endpoint_problem(address, model, dimension)
        if problem:
            raise ValueError(problem)
        parts = urlsplit(address)
        self.secure = parts.scheme == "https"
        self.host, self.port = parts.hostname, parts.port
        self.path = f"{parts.path.rstrip('/')}/embeddings"
        self.model, self.key = model, key
        self.dimension, self.timeout = dimension, timeout
        self.prefixes = {"query": "", "passage": "", **dict(prefixes)}
        self.version = f"{model} {dimension} {self.prefixes['passage']}"
        self.resting_until = 0.0

    def embed_passages(self, texts: list[str]) -> np.ndarray:
        return self._embed("passage", texts, PASSAGES_SECONDS)

    def embed_query(self, text: str) -> np.ndarray:
        if monotonic() < self.resting_until:
            raise Unavailable("It failed a moment ago.")
        try:
            return self._embed("query", [text], self.timeout)[0]
        except Unavailable as error:
            self.resting_until = monotonic() + REST
            logger.warning("Search finds by words only for %d seconds: %s", REST, error)
            raise

    def _embed(self, kind: str, texts: list[str], seconds: float) -> np.ndarray:
        prefix = self.prefixes[kind]
        prefixed = [f"{prefix} {each}" for each in texts] if prefix else texts
        question = json.dumps(
            {"model": self.model, "input": prefixed, "encoding_format": "float"}
        ).encode()
        try:
            return self._vectors(self._ask(question, seconds), len(texts))
        except (OSError, HTTPException, ValueError, TypeError, KeyError, RecursionError) as error:
            reason = str(error) or type(error).__name__
            raise Unavailable(f"{self.host} gave no vectors: {reason[:200]}") from error

    def _ask(self, question: bytes, seconds: float) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        kind = HTTPSConnection if self.secure else HTTPConnection
        with closing(kind(self.host, self.port, timeout=seconds)) as connection:
            connection.connect()
            with within(seconds, connection.sock):
                connection.request("POST", self.path, question, headers)
                response = connection.getresponse()
                answer = response.read(MOST_BYTES + 1)
        if response.status != 200:
            raise ValueError(f"status {response.status}")
        if len(answer) > MOST_BYTES:
            raise ValueError("an answer without end")
        return answer

    def _vectors(self, answer: bytes, number: int) -> np.ndarray:
        """The vectors in the order of the texts; ValueError for anything else."""
        data = json.loads(answer)["data"]
        by_text = {each["index"]: each["embedding"] for each in data}
        with np.errstate(over="ignore"):  # what is too large is refused as infinite
            found = np.array([by_text[each] for each in range(number)], np.float32)
        if found.shape != (number, self.dimension):
            raise ValueError(f"vectors of shape {found.shape}, not of dimension {self.dimension}")
        if not np.isfinite(found).all() or not found.any(axis=1).all():
            raise ValueError("vectors that aren't numbers, or zero")
        return found
