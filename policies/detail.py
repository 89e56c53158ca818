"""What the page of a policy says, to a reader of one language."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from infocenter import labels, markdown
from infocenter.models import Edition
from infocenter.presentation import Shown, choose, titled
from infocenter.rows import document_rows
from policies import policy_indexing
from policies.models import Article, ArticleWording, Policy
from policies.states.policies import ENDED, PolicyStatus
from portal.labels import Label, label

OBJECTIVES = "objectives"  # the anchor of that section; headings in it begin with it, too


@dataclass(frozen=True)
class ShownArticle:
    """An article in the best of its languages, as it stands today."""

    number: str
    anchor: str
    heading: str
    html: SafeString
    lang: str
    since: date | None
    repealed: date | None
    is_coming: bool
    is_over: bool
    has_wordings: bool


@dataclass(frozen=True)
class Stage:
    """A time in the policy's life, in words."""

    status: str
    name: str
    began_on: date
    note: Label


def described(policy: Policy, language: str) -> dict:
    """Everything about a policy that was read `as_of` today."""
    versions = {each.language: each for each in policy.translations.all()}
    shown = choose(language, versions)
    version = versions[shown.written]
    departments = labels.departments(language)
    tables: Counter[str] = Counter()  # of the whole page, by name
    return {
        "policy": policy,
        "standing": policy.standing,  # type: ignore[attr-defined]
        "standing_name": PolicyStatus(policy.standing).label,  # type: ignore[attr-defined]
        "has_ended": policy.standing in ENDED,  # type: ignore[attr-defined]
        "lang": shown.lang,
        "converted": shown.converted,
        "other_language": shown.language != language,
        "title": shown.text(version.title),
        "summary": shown.text(version.summary),
        "objectives": _html(version.body, shown, OBJECTIVES, tables),
        "base": policy_indexing.address(policy.pk, language),
        "department": departments[policy.department_id],
        "topics": [labels.topics(language)[each.pk] for each in policy.topics.all()],
        "supporting": [departments[each.pk] for each in policy.supporting.all()],
        "articles": _articles(policy, language, tables),
        "documents": _documents(policy, language),
        "stages": [
            Stage(
                each.status, each.get_status_display(), each.began_on, label(each, "note", language)
            )
            for each in policy.stages.all()
        ],
        "replaced_by": _others(Policy.objects.filter(replaces=policy), language),
        "replaces": _others(policy.replaces, language),
        "about": f"{policy_indexing.KIND.name}:{policy.pk}",
    }


def _html(text: str, shown: Shown, anchor: str, tables: Counter[str]) -> SafeString:
    """A part of the page, below a heading of level 2 or 3, with anchors of its own."""
    level = 3 if anchor == OBJECTIVES else 4
    html = markdown.render(text, level=level, prefix=f"{anchor}-", names=tables)
    return shown.html(html)


def _articles(policy: Policy, language: str, tables: Counter[str]) -> list[ShownArticle]:
    earlier = ArticleWording.objects.filter(article=OuterRef("pk"))
    rows = policy.articles.prefetch_related("translations").annotate(has_wordings=Exists(earlier))
    return [_article(each, language, tables) for each in rows if each.translations.all()]


def _article(article: Article, language: str, tables: Counter[str]) -> ShownArticle:
    versions = {each.language: each for each in article.translations.all()}
    shown = choose(language, versions)
    version = versions[shown.written]
    today = localdate()
    return ShownArticle(
        article.number,
        article.anchor,
        shown.text(version.heading),
        _html(version.body, shown, article.anchor, tables),
        shown.lang,
        article.since,
        article.repealed,
        is_coming=bool(article.since and article.since > today),
        is_over=bool(article.repealed and article.repealed <= today),
        has_wordings=article.has_wordings,  # type: ignore[attr-defined]
    )


def _documents(policy: Policy, language: str) -> list[SafeString]:
    """Rows of its documents that are public now."""
    editions = Edition.objects.current().filter(document__policies=policy).in_list_order()
    return document_rows(editions.values_list("pk", "is_superseded"), language, level=3)


def _others(policies, language: str) -> list[tuple[str, str, str]]:
    """(address, title, lang) of public policies."""
    found = []
    for each in policies.public().prefetch_related("translations"):
        titles = {version.language: version.title for version in each.translations.all()}
        found.append((policy_indexing.address(each.pk, language), *titled(language, titles)))
    return found
