"""Words and meaning together: one order of what either of them finds.

What the words say counts for less the fewer of them the best candidates hold: a question in
another language shares a name or a number with many a text that doesn't answer it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection
from rapidfuzz import fuzz

from infocenter.models import SearchText
from infocenter.search import meaning, orders, ranking
from infocenter.search.entries import Candidate, Filters
from infocenter.search.meaning import tongues
from infocenter.search.ranking import Ranked
from infocenter.search.snippets import Passages
from infocenter.search.text import Query, title_key

if TYPE_CHECKING:
    from infocenter.search.meaning.near import Near

WEIGHT = 0.5  # of meaning, where the best candidate has all the words
LOOKED_AT = 3  # candidates that may have it
LOOKED_THROUGH = 20_000  # characters of each
SAME = 0.85  # so like the title is what was typed if it is the title, or a part of it
QUOTED = 6  # so many words that all stand in one text were taken from it
JOINED = 50  # things that meaning alone may add
FOREIGN = 200  # things in other languages that are put into order
SURE = 0.5  # what comes so near counts in full, if nothing comes nearer
# What comes less near isn't found by meaning alone. The fewer words a question has, the less they
# say: nonsense of one word comes as near to something as a long question to its answer.
NEAR = {1: 1.2, 2: 0.93, 3: 0.93, 4: 0.88}  # by the number of words
NEAR_ENOUGH = 0.62  # for more words
KNOWN = 0.5  # the share of the words that nonsense doesn't have
TRIES = 3

Key = tuple[str, int]


@dataclass(frozen=True)
class Asked:
    """A question, and how its reader wants it answered."""

    query: Query
    filters: Filters
    language: str | None
    most_elsewhere: int
    by_meaning: bool = True

    @property
    def has_meaning(self) -> bool:
        """Whether meaning may answer: a number means but itself, and a phrase was meant exactly."""
        query = self.query
        strict = query.exact or query.without or query.numbered
        return self.by_meaning and not strict and any(map(str.isalpha, query.key))


@dataclass
class Fused:
    """What was found, and apart from it what exists only in other languages."""

    ranked: list[Ranked]
    elsewhere: list[Ranked] = field(default_factory=list)
    near: Near | None = None
    provisional: bool = False  # meaning couldn't be asked this time


def fuse(asked: Asked, ranked: list[Ranked], whole: Collection[int]) -> Fused:
    """The order by words and meaning; by words alone, as given, if meaning can't be asked.

    `whole` are the entries that have all the words: these are found in whatever language.
    """
    if not asked.has_meaning:
        return Fused(ranked)
    share, known_item = _held(asked.query, ranked)
    try:
        found = _nearest(asked, known=share >= KNOWN)
    except meaning.Unavailable:
        return Fused(ranked, provisional=True)
    if found is None:
        return Fused(ranked)
    near, own, other = found
    top = max((each.score for each in ranked), default=0.0) or 1.0
    words, weight = share**2, WEIGHT / 4 if known_item else WEIGHT
    nearest = max(near.best, SURE)

    def score(each: Ranked) -> float:
        by_meaning = weight * near.of(each.key) / nearest
        return words * each.score / top + by_meaning * (
            ranking.SUPERSEDED if each.superseded else 1
        )

    there = {each.key for each in ranked}
    everything = ranked + _entries([key for key in own if key not in there], asked)
    if everything:
        best = max(everything, key=score)
        other = near.follow(best.key, other)
    other = other[:JOINED]
    everything += _entries([key for key in other if key not in there], asked)
    for each in everything:
        each.score = score(each)
    everything.sort(key=ranking.place)
    return _apart(asked, everything, set(other) - _holding(ranked, whole), there, near)


def _holding(ranked: list[Ranked], whole: Collection[int]) -> set[Key]:
    return {each.key for each in ranked if each.entry_id in whole}


def _apart(asked: Asked, found: list[Ranked], foreign: set[Key], there: set[Key], near: Near):
    """What exists only in other languages taken out: the best to be shown apart."""
    apart = [each for each in found if each.key in foreign]
    shown = apart[: asked.most_elsewhere]
    out = {each.key for each in shown} | {each.key for each in apart if each.key not in there}
    return Fused([each for each in found if each.key not in out], shown, near)


def _nearest(asked: Asked, *, known: bool) -> tuple[Near, list[Key], list[Key]] | None:
    """What comes near in the question's tongues and in others, confirmed by the database.

    A question that is `known`, or comes near to something, isn't nonsense: then less will do to be
    found in another language.
    """
    question = asked.query.text
    spoken = tongues.of_question(question, asked.language)
    least = NEAR.get(len(asked.query.terms), NEAR_ENOUGH)
    for _try in range(TRIES):
        near = meaning.nearest(question)
        if near is None:
            return None
        own = near.first(JOINED, least, spoken, other=False)
        enough = NEAR_ENOUGH if known or near.comes(least) else least
        other = near.first(FOREIGN, enough, spoken, other=True)
        if meaning.confirmed(near, own + other):
            return near, own, other
    return None


def _held(query: Query, ranked: list[Ranked]) -> tuple[float, bool]:
    """The largest share of the words that one of the best candidates holds, and whether this very
    thing seems to be looked for: then meaning has little to add.
    """
    looked_at = ranked[:LOOKED_AT]
    if any(_is_title(query, each) for each in looked_at):
        return 1.0, True
    texts = SearchText.objects.in_bulk([each.entry_id for each in looked_at])
    share = max((_share(query, each, texts.get(each.entry_id)) for each in looked_at), default=0.0)
    return share, share == 1 and len(query.terms) >= QUOTED


def _is_title(query: Query, ranked: Ranked) -> bool:
    """Whether its title was typed, perhaps with a slip or not to the end."""
    title = title_key(ranked.title)
    if len(query.terms) < 2 or len(title) < SAME * len(query.key):
        return False
    return fuzz.partial_ratio(query.key, title) >= 100 * SAME


def _share(query: Query, ranked: Ranked, text: SearchText | None) -> float:
    source = f"{ranked.title}\n{ranked.number}\n{text.own[:LOOKED_THROUGH] if text else ''}"
    matches = Passages(query, ranked.language).matches(source)
    forms = {form for _start, _end, form in matches}
    held = sum(any(forms.issuperset(form.split()) for form in term.forms) for term in query.terms)
    return held / len(query.terms)


def _entries(keys: Iterable[Key], asked: Asked) -> list[Ranked]:
    """The best version of each thing that passes the filters, with nothing said by words."""
    by_kind: dict[str, list[int]] = {}
    for kind, object_id in keys:
        by_kind.setdefault(kind, []).append(object_id)
    where, values = asked.filters.sql("entry")
    ids: list[int] = []
    for kind, objects in by_kind.items():
        marks = ", ".join(["%s"] * len(objects))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT entry.id FROM infocenter_searchentry AS entry"
                f" WHERE entry.kind = %s AND entry.object_id IN ({marks}){where}",  # nosec B608  # all bound
                [kind, *objects, *values],
            )
            ids += [row[0] for row in cursor.fetchall()]
    candidates = [Candidate(each, 0.0) for each in ids]
    return ranking.order(asked.query, candidates, orders.rows(ids), asked.language)
