"""The articles of a policy: added, changed, repealed. Each keeps its anchor for ever."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from policies.models import (
    Article,
    ArticleCorrection,
    ArticleTranslation,
    ArticleWording,
    Policy,
)
from policies.services.policies import open_policy, show_policy
from portal.history.services import record
from portal.workflow import Refused

Texts = Mapping[str, Mapping[str, str] | None]


@transaction.atomic
def add_article(
    policy: Policy,
    *,
    by,
    number: str,
    translations: Texts,
    since: date | None = None,
    repealed: date | None = None,
    position: int | None = None,
) -> Article:
    """A further article, last if its place isn't said. Its anchor is given now, for ever."""
    open_policy(policy)
    if position is None:
        position = (policy.articles.aggregate(last=Max("position"))["last"] or 0) + 1
    article = Article.objects.create(
        policy=policy,
        number=number,
        anchor=_anchor(policy, number),
        position=position,
        since=since,
        repealed=repealed,
    )
    _put_texts(article, translations)
    record("policy.article_added", policy, actor=by, article=article.anchor, number=number)
    show_policy(policy)
    return article


@transaction.atomic
def save_article(
    article: Article,
    *,
    by,
    translations: Texts,
    changed=(),
    correction: ArticleCorrection | None = None,
) -> Article:
    """Keep a changed article. Words that residents have read stay to be read as earlier ones.

    `correction` tells residents that it puts an error right, and which.
    """
    policy = open_policy(article.policy)
    Article.objects.filter(pk=article.pk).update(
        number=article.number,
        position=article.position,
        since=article.since,
        repealed=article.repealed,
    )
    if policy.is_public:
        _keep_wordings(article, translations)
    before = _put_texts(article, translations)
    if correction is not None:
        if not policy.is_public:
            raise Refused(_("Only what residents have read can be corrected."))
        correction.article = article
        correction.save(force_insert=True)
    record(
        "policy.article_changed",
        article.policy,
        actor=by,
        article=article.anchor,
        changed=sorted([*changed, *(f"text:{language}" for language in translations)]),
        before=before,
    )
    show_policy(article.policy)
    return article


@transaction.atomic
def repeal_article(article: Article, *, by, on: date | None = None) -> Article:
    """End it. It stays on the page, under its anchor, and says since when it no longer holds."""
    open_policy(article.policy)
    on = on or timezone.localdate()
    if article.since and on < article.since:
        raise Refused(_("An article can't be repealed before it is in force."))
    if not Article.objects.standing().filter(pk=article.pk).update(repealed=on):
        raise Refused(_("This article has already been repealed."))
    article.repealed = on
    record(
        "policy.article_repealed",
        article.policy,
        actor=by,
        article=article.anchor,
        on=on.isoformat(),
    )
    show_policy(article.policy)
    return article


@transaction.atomic
def delete_article(article: Article, *, by) -> None:
    """Throw away an article that nobody can have pointed to: its policy was never public."""
    if open_policy(article.policy).published_at:
        raise Refused(_("This article has been public. Repeal it instead."))
    record("policy.article_deleted", article.policy, actor=by, article=article.anchor)
    article.delete()


def _anchor(policy: Policy, number: str) -> str:
    """By its number, where that gives one; with a further number, if another article has it."""
    taken = set(policy.articles.values_list("anchor", flat=True))
    stem = f"article-{slugify(number)[:24]}".rstrip("-")
    if stem == "article":
        stem = f"article-{len(taken) + 1}"
    anchor, further = stem, 1
    while anchor in taken:
        further += 1
        anchor = f"{stem}-{further}"
    return anchor


def _keep_wordings(article: Article, texts: Texts) -> None:
    """Keep the words that are about to be replaced by others."""
    for each in article.translations.filter(language__in=texts):
        words = texts[each.language] or {}
        if any(words.get(name, "") != getattr(each, name) for name in ArticleTranslation.CONTENT):
            ArticleWording.objects.create(
                article=article, language=each.language, heading=each.heading, body=each.body
            )


def _put_texts(article: Article, texts: Texts) -> dict:
    """Keep texts by language; what they were before, for the history."""
    there = {each.language: each for each in article.translations.filter(language__in=texts)}
    for language, words in texts.items():
        if words is None:
            article.translations.filter(language=language).delete()
        else:
            ArticleTranslation.objects.update_or_create(
                article=article, language=language, defaults=dict(words)
            )
    return {
        code: {name: getattr(there[code], name) for name in ArticleTranslation.CONTENT}
        for code in texts
        if code in there
    }
