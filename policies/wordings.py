"""What an article said, from now back to its first public words, to a reader of one language."""

from dataclasses import dataclass
from datetime import datetime

from infocenter import differences
from infocenter.differences import Line
from infocenter.presentation import choose
from policies.models import Article, ArticleTranslation, ArticleWording

Words = ArticleTranslation | ArticleWording


@dataclass(frozen=True)
class Version:
    """One wording: whole, and what it changed of the one before. The current one has no end."""

    heading: str
    body: str
    lang: str
    replaced_at: datetime | None
    since: datetime | None  # None: from the beginning
    changes: list[Line | None]


def of(article: Article, language: str) -> list[Version]:
    """The wordings in the best language for the reader, the current one first."""
    versions = {each.language: each for each in article.translations.all()}
    if not versions:
        return []
    shown = choose(language, versions)
    earlier = article.wordings.filter(language=shown.written)
    row: list[Words] = [versions[shown.written], *earlier]
    found = []
    for at, each in enumerate(row):
        before = row[at + 1] if at + 1 < len(row) else None
        found.append(
            Version(
                shown.text(each.heading),
                shown.text(each.body),
                shown.lang,
                each.replaced_at if isinstance(each, ArticleWording) else None,
                before.replaced_at if isinstance(before, ArticleWording) else None,
                _changes(shown.text(before.body), shown.text(each.body)) if before else [],
            )
        )
    return found


def _changes(old: str, new: str) -> list[Line | None]:
    old, new = old.replace("\r\n", "\n"), new.replace("\r\n", "\n")
    return differences.shortened(differences.compare(old, new)) if old != new else []
