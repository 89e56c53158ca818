"""What editors told the search, as it is applied to a question: synonyms and recommended documents.

Both are read once for each generation of the public pages. `trying` applies others for a while, to
see what they would change.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from itertools import chain

from infocenter.models import BestBet, SynonymGroup
from infocenter.search import text
from infocenter.search.text import Query, Term
from portal.pagecache.fragments import kept

KIND = "document"  # of what is recommended


class Synonyms:
    """Groups of words, by the key of each."""

    def __init__(self, groups: Iterable[Iterable[str]]):
        self.terms: dict[str, Term] = {}
        for group in groups:
            keys = [key for key in map(text.title_key, group) if len(key) > 1]
            forms = tuple(dict.fromkeys(form for key in keys for form in _forms(key)))
            for key in keys:  # of a word in two groups the first stands
                self.terms.setdefault(key, Term(forms))
        every = chain.from_iterable(term.forms for term in self.terms.values())
        self.tokens = frozenset(" ".join(every).split())  # that say something, in a text or not
        longest = sorted(self.terms, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(_whole, longest))) if longest else None

    def widen(self, query: Query) -> Query:
        """The question with each known word standing for all words of its group."""
        if self.pattern is None:
            return query
        found = [match.group() for match in self.pattern.finditer(query.key)]
        if not found:
            return query
        others = set(text.parse(self.pattern.sub(" ", query.key)).terms)
        terms = [self.terms[key] for key in found]
        terms += [each for each in query.terms if each in others]
        return replace(query, terms=tuple(dict.fromkeys(terms)))


def _whole(key: str) -> str:
    """A pattern for a key: a word in Latin letters is looked for whole."""
    before = r"(?<!\w)" if key[0].isascii() else ""
    after = r"(?!\w)" if key[-1].isascii() else ""
    return before + re.escape(key) + after


def _forms(key: str) -> Iterator[str]:
    """The tokens of a word as they follow each other in texts: several if it is more than one."""
    for language in ("en", "pt"):
        yield " ".join(
            token
            for unspaced, run in text.runs(key)
            for token in (text.bigrams(run) if unspaced else [text.stem(run, language)])
        )


@dataclass(frozen=True)
class Guidance:
    """All that editors told."""

    synonyms: Synonyms
    best_bets: dict[str, list[int]]  # ids of documents by the key of a question


_tried: ContextVar[Guidance | None] = ContextVar("guidance", default=None)


def current() -> Guidance:
    """What is applied to questions now."""
    return _tried.get() or kept("guidance", read)


def read(*, but: SynonymGroup | BestBet | None = None) -> Guidance:
    """What is in the database; with `but`, as it would be with this new or changed row."""
    groups = {each.pk: each.lines() for each in SynonymGroup.objects.order_by("pk")}
    bets = {each.pk: (each.lines(), each.document_id) for each in BestBet.objects.order_by("pk")}
    if isinstance(but, SynonymGroup):
        groups[but.pk or 0] = but.lines()
    elif isinstance(but, BestBet):
        bets[but.pk or 0] = (but.lines(), but.document_id)
    by_question: dict[str, list[int]] = {}
    for lines, document_id in bets.values():
        for key in dict.fromkeys(map(text.title_key, lines)):
            by_question.setdefault(key, []).append(document_id)
    return Guidance(Synonyms(groups.values()), by_question)


@contextmanager
def trying(guidance: Guidance):
    """Apply this to what is asked inside."""
    token = _tried.set(guidance)
    try:
        yield
    finally:
        _tried.reset(token)
