"""Telling the search which words mean the same and what should stand on top."""

from dataclasses import dataclass

from django.db import transaction

from infocenter import search
from infocenter.models import BestBet, SynonymGroup
from infocenter.search import guidance
from portal import pagecache
from portal.history.services import record

VERBS = {SynonymGroup: "synonyms", BestBet: "best_bet"}
SHOWN = 5
MOST_QUESTIONS = 8


@transaction.atomic
def save_guidance(told: SynonymGroup | BestBet, *, by, changed=()):
    """Keep it; every search follows it at once."""
    added = told.pk is None
    told.save()
    verb = f"{VERBS[type(told)]}.{'added' if added else 'changed'}"
    record(verb, told, actor=by, changed=sorted(changed), lines=told.lines())
    pagecache.invalidate()
    return told


@transaction.atomic
def delete_guidance(told: SynonymGroup | BestBet, *, by) -> None:
    """Search goes on without it."""
    record(f"{VERBS[type(told)]}.deleted", told, actor=by, lines=told.lines())
    told.delete()
    pagecache.invalidate()


@dataclass(frozen=True)
class Change:
    """The first results of a question as they are, and as they would be."""

    question: str
    before: list[str]
    after: list[tuple[str, bool]]  # title, whether it isn't among those before
    total_before: int
    total_after: int


def preview_guidance(told: SynonymGroup | BestBet, language: str) -> list[Change]:
    """What would change for the questions that it is about. Nothing is saved."""
    wanted = guidance.read(but=told)
    changes = []
    for question in told.lines()[:MOST_QUESTIONS]:
        before = search.match(question, language=language, limit=SHOWN)
        with guidance.trying(wanted):
            after = search.match(question, language=language, limit=SHOWN)
        known = {hit.object_id for hit in before.hits}
        changes.append(
            Change(
                question,
                [_title(hit) for hit in before.hits],
                [(_title(hit), hit.object_id not in known) for hit in after.hits],
                before.total,
                after.total,
            )
        )
    return changes


def _title(hit: search.Hit) -> str:
    return "".join(each.text for each in hit.title)
