"""Search by meaning: vectors of passages beside the words, where an embedder is configured.

`nearest` is all that the rest of search asks. It answers None where meaning is switched off or its
package is absent: words must then do, and nobody is told of it.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from infocenter.models import EmbeddedText
from infocenter.search.meaning import embedders
from infocenter.search.meaning.embedders import Embedder, Unavailable
from infocenter.search.meaning.store import label

if TYPE_CHECKING:
    from infocenter.search.meaning.near import Near

__all__ = ["Unavailable", "confirmed", "forget", "nearest"]

KEPT = 500  # questions whose vectors are kept: pages and filters ask the same again

_memories: dict = {}


def nearest(question: str) -> "Near | None":
    """How near each public thing comes to a question. Raises Unavailable, having logged why."""
    embedder = embedders.configured()
    if embedder is None:
        return None
    from infocenter.search.meaning.near import Near

    table = _memory(embedder).current(settings.FAROL_MEANING_TIMEOUT)
    if table is None or not len(table.pks):
        return None
    return Near(table, _asked(embedder, question))


def confirmed(near: "Near", keys: list) -> bool:
    """Whether what the database holds still says so of these things; else ask `nearest` again."""
    pks = near.texts_of(keys)
    there = set(EmbeddedText.objects.filter(pk__in=pks).values_list("pk", flat=True))
    if pks == there:
        return True
    embedder = embedders.configured()
    if embedder is not None:
        _memory(embedder).without(pks - there)
    return False


def forget() -> None:
    """Let this process forget what it has read: the database is another one now."""
    _memories.clear()


def _memory(embedder: Embedder):
    from infocenter.search.meaning.memory import Memory

    mark = _label(embedder)
    if mark not in _memories:
        _memories[mark] = Memory(mark, settings.FAROL_MEANING_MEMORY_MB)
    return _memories[mark]


_label = lru_cache(maxsize=8)(label)


@lru_cache(maxsize=KEPT)
def _asked(embedder: Embedder, question: str):
    return embedder.embed_query(question)
