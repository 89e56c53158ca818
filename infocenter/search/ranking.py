"""The second stage: the order of the candidates, by what only few of them can be asked."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest

from rapidfuzz import fuzz

from infocenter.search import text
from infocenter.search.entries import Candidate
from infocenter.search.text import Query
from portal import languages

ALL_WORDS = 1.3
ALL_IN_TITLE = 1.5
PHRASE = 1.2
NUMBER = 4.0
EXACT_TITLE = 3.0
TITLE_HOLDS_QUERY = 1.5
QUERY_HOLDS_TITLE = 1.2
SIMILAR_TITLE = 0.8  # times how far the likeness is above one half
SUPERSEDED = 0.6
READERS_LANGUAGE = 1.1
RANKED = 120  # candidates that are read: others come after them, newest first


@dataclass(slots=True)
class Ranked:
    """A candidate with what the index says about it."""

    score: float
    entry_id: int
    kind: str
    object_id: int
    language: str
    department_id: int | None
    type: str
    date: datetime.date | None
    superseded: bool
    number: str
    title: str
    recommended: bool = False  # by editors, for this question

    @property
    def key(self) -> tuple[str, int]:
        """The thing whose version it is."""
        return self.kind, self.object_id

    COLUMNS = (
        "id", "kind", "object_id", "language", "department_id", "type", "date", "superseded",
        "number", "title",
    )  # fmt: skip


def first_score(candidate: Candidate) -> float:
    """The score with the bonuses that the index itself can tell."""
    score = candidate.score
    if candidate.all_words:
        score *= ALL_WORDS
    if candidate.all_in_title:
        score *= ALL_IN_TITLE
    if candidate.phrase:
        score *= PHRASE
    if candidate.number:
        score = score * NUMBER + 1
    return score


def best(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that are worth reading from the database."""
    return nlargest(RANKED, candidates, key=lambda each: (first_score(each), each.entry_id))


def order(query: Query, candidates: list[Candidate], rows, language: str | None) -> list[Ranked]:
    """The best version of each thing, best thing first. `rows` are values of `Ranked.COLUMNS`."""
    scores = {each.entry_id: first_score(each) for each in candidates}
    ranked = [Ranked(scores[row[0]], *row) for row in rows]
    ranked.sort(key=place)
    for each in ranked:
        each.score *= likeness(query, each.title)
    versions: dict[tuple[str, int], list[Ranked]] = {}
    for each in ranked:
        if each.superseded:
            each.score *= SUPERSEDED
        if each.language == language:
            each.score *= READERS_LANGUAGE
        versions.setdefault((each.kind, each.object_id), []).append(each)
    whole = {each.entry_id for each in candidates if each.all_words}
    chosen = [_chosen(each, whole, language) for each in versions.values()]
    return sorted(chosen, key=place)


def _chosen(versions: list[Ranked], whole: set[int], language: str | None) -> Ranked:
    """The version to show: one that has all the words, in the reader's language if that is one.

    It stands where the best of them would: a word that all of them hold counts no less because
    the reader's text is the longer one.
    """
    liked = languages.fallbacks(language) if language else ()
    shown = min(
        versions,
        key=lambda each: (
            each.entry_id not in whole,
            liked.index(each.language) if each.language in liked else 0,
            -each.score,
        ),
    )
    shown.score = max(each.score for each in versions)
    return shown


def place(each: Ranked):
    """Higher scores first; among equals the newer; then a fixed order, so that pages are stable."""
    return -each.score, -(each.date.toordinal() if each.date else 0), -each.entry_id


def likeness(query: Query, title: str) -> float:
    """What the title adds: being what was typed, holding it, being held by it, or nearly so."""
    title = text.title_key(title)
    asked = query.key
    if not title or not asked:
        return 1.0
    if title == asked:
        return EXACT_TITLE
    near = 1 + SIMILAR_TITLE * max(0.0, fuzz.ratio(asked, title) / 100 - 0.5)
    if len(asked) > 1 and asked in title:
        return TITLE_HOLDS_QUERY * near
    if len(title) > 3 and title in asked:
        return QUERY_HOLDS_TITLE * near
    return near
