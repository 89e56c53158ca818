"""How near to each other the words of a question stand in a text: the last stage of ranking.

A document in which they meet in one passage answers better than one that has them far apart. The
texts of only the first few are looked at: what stands further down is hardly ever the answer.
"""

import math
from bisect import bisect_left

from infocenter.models import SearchText
from infocenter.search.ranking import Ranked, place
from infocenter.search.snippets import Passages
from infocenter.search.text import UNSPACED, Query, Term

LOOKED_AT = 12  # candidates
LOOKED_THROUGH = 20_000  # characters of each
PASSAGE = 120  # characters, about twenty words
HAN_PASSAGE = 30
NEXT = 13  # characters from the end of one word to the beginning of the next: a word or two between
TOGETHER = 0.5  # what all words in one passage add
HAN_TOGETHER = 1.0
IN_ORDER = 0.8  # what all words next to each other add; bigrams overlap, it says nothing of them

Places = list[list[tuple[int, int]]]  # of each term, where it begins and ends


def reorder(query: Query, ranked: list[Ranked]) -> list[Ranked]:
    """The same things, the first few of them in the order that their texts tell."""
    terms = query.terms
    if len(terms) < 2 or len(ranked) < 2:
        return ranked
    first, rest = ranked[:LOOKED_AT], ranked[LOOKED_AT:]
    texts = SearchText.objects.in_bulk([each.entry_id for each in first])
    found = [_places(query, each, texts.get(each.entry_id)) for each in first]
    weights = _weights(found, len(terms))
    unspaced = 2 * sum(bool(UNSPACED.match(term.forms[0])) for term in terms) > len(terms)
    for each, places in zip(first, found, strict=True):
        if unspaced:
            each.score *= 1 + HAN_TOGETHER * together(places, weights, HAN_PASSAGE)
        else:
            each.score *= 1 + TOGETHER * together(places, weights, PASSAGE)
            each.score *= 1 + IN_ORDER * in_order(places, weights)
    return sorted(first, key=place) + rest


def _places(query: Query, ranked: Ranked, text: SearchText | None) -> Places:
    """Where each term stands in title and text."""
    source = ranked.title
    if text:
        source += f"\n{text.summary}\n{text.body[:LOOKED_THROUGH]}"
    by_form: dict[str, list[tuple[int, int]]] = {}
    for start, end, form in Passages(query, ranked.language).matches(source):
        by_form.setdefault(form, []).append((start, end))
    return [_of_term(term, by_form) for term in query.terms]


def _of_term(term: Term, by_form: dict[str, list[tuple[int, int]]]) -> list[tuple[int, int]]:
    if len(term.forms) == 1:
        return by_form.get(term.forms[0], [])
    return sorted(at for form in term.forms for at in by_form.get(form, ()))


def _weights(found: list[Places], terms: int) -> list[float]:
    """The fewer of the candidates hold a term, the more it says about them; 0 if none does."""
    holding = [sum(bool(places[number]) for places in found) for number in range(terms)]
    return [
        0.5 + math.log(1 + (len(found) - count + 0.5) / (count + 0.5)) if count else 0.0
        for count in holding
    ]


def together(places: Places, weights: list[float], length: int) -> float:
    """The share of the terms, by weight, that the best passage of this length holds."""
    events = sorted((start, term) for term, each in enumerate(places) for start, _end in each)
    inside = [0] * len(places)
    best = held = 0.0
    first = 0
    for start, term in events:
        held += weights[term] if not inside[term] else 0
        inside[term] += 1
        while events[first][0] < start - length:
            left = events[first][1]
            inside[left] -= 1
            held -= weights[left] if not inside[left] else 0
            first += 1
        best = max(best, held)
    return best / (sum(weights) or 1)


def in_order(places: Places, weights: list[float]) -> float:
    """The share of neighbours in the question that are also neighbours in the text."""
    whole = met = 0.0
    for number in range(len(places) - 1):
        weight = min(weights[number], weights[number + 1])
        whole += weight
        starts = [start for start, _end in places[number + 1]]
        for _start, end in places[number]:
            at = bisect_left(starts, end)
            if at < len(starts) and starts[at] <= end + NEXT:
                met += weight
                break
    return met / (whole or 1)
