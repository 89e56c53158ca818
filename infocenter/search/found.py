"""What a question finds, before it is put in order: kept while people narrow it down."""

from dataclasses import dataclass

from infocenter.search import facts
from infocenter.search.entries import Candidate, Filters
from infocenter.search.facts import Things
from infocenter.search.text import Query
from portal.pagecache.fragments import kept

COUNTED = 5000  # entries with all words that are counted exactly; more are "5,000+"
_QUESTIONS = 50  # kept at once


@dataclass(frozen=True)
class Found:
    """Entries with all words (the newest `COUNTED`), and candidates with some of them, scored."""

    every: frozenset[int]
    capped: bool
    in_title: frozenset[int]
    candidates: list[Candidate]
    things: Things  # whose versions all of these are


def find(backend, query: Query, filters: Filters | None = None) -> Found:
    """What the question finds; asked again, as when somebody narrows down, it costs nothing.

    Filters are only for what there is more of than is counted: the newest may not be among them.
    """
    questions = kept("questions", dict)
    key = (query, filters and filters.signature())
    found = questions.get(key)
    if found is None:
        found = _find(backend, query, filters)
        if len(questions) >= _QUESTIONS:
            questions.clear()
        questions[key] = found
    return found


def _find(backend, query: Query, filters: Filters | None) -> Found:
    general = find(backend, query).candidates if filters else None
    only = filters or Filters()
    with backend.reading() as cursor:
        every = backend.holding(cursor, query, COUNTED + 1, only)
        in_title = backend.holding(cursor, query, COUNTED, only, in_title=True) if every else []
        candidates = general or backend.candidates(cursor, query, every, in_title)
    ids = dict.fromkeys([*every[:COUNTED], *in_title, *(each.entry_id for each in candidates)])
    return Found(
        frozenset(every[:COUNTED]),
        len(every) > COUNTED,
        frozenset(in_title),
        candidates,
        Things(facts.of(ids)),
    )


def forget(query: Query) -> None:
    """Find it anew: the index was rebuilt meanwhile, and entries have other ids."""
    kept("questions", dict).pop((query, None), None)
