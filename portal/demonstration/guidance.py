"""What the demonstration's editors told the search. What is there already is left alone."""

from infocenter import services
from infocenter.models import BestBet, Document, SynonymGroup
from portal.demonstration import read_toml


def add_guidance() -> int:
    """Synonyms and recommended documents that aren't there yet; their number."""
    told = read_toml("search.toml")
    there = {first for each in SynonymGroup.objects.all() for first in each.lines()[:1]}
    groups = [words for words in told["synonyms"] if words[0] not in there]
    for words in groups:
        services.save_guidance(SynonymGroup(words="\n".join(words)), by=None)
    bets = {
        document: told["recommended"][name]
        for name, document in _documents(told["recommended"]).items()
        if not document.best_bets.exists()
    }
    for document, questions in bets.items():
        services.save_guidance(BestBet(document=document, questions="\n".join(questions)), by=None)
    return len(groups) + len(bets)


def _documents(names) -> dict[str, Document]:
    keys = {f"demonstration:{name}": name for name in names}
    found = Document.objects.filter(import_key__in=keys)
    return {keys[each.import_key]: each for each in found}
