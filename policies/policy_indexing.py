"""Policies as search finds them: what they say now, each article a place to lead to."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from infocenter import addresses, links, markdown, search
from infocenter.indexing import words
from infocenter.search.kinds import Kind
from policies.models import ArticleTranslation, Policy, PolicyTranslation
from policies.states.policies import ENDED


def entries(policy: Policy) -> Iterator[search.Entry]:
    """An entry for each language version."""
    topics = tuple(policy.topics.order_by("pk").values_list("pk", flat=True))
    for version in policy.translations.all():
        body, anchors = _text(version)
        yield search.Entry(
            kind=KIND.name,
            object_id=policy.pk,
            language=version.language,
            title=version.title,
            number=policy.number,
            summary=version.summary,
            body=body,
            department_id=policy.department_id,
            type=KIND.name,
            topics=topics,
            date=policy.date,
            superseded=policy.status in ENDED,
            anchors=anchors,
            links=frozenset(links.documents_in(_written(version))),
        )


def _text(version: PolicyTranslation) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Objectives and articles as plain text, and where in it each article begins."""
    parts = [words(markdown.render(version.body))[0]]
    anchors: list[tuple[int, str]] = []
    for each in _articles(version):
        anchors.append((sum(len(part) + 1 for part in parts), each.article.anchor))
        heading = f"{each.article.number} {each.heading}".strip()
        parts.append(f"{heading}\n{words(markdown.render(each.body))[0]}")
    return "\n".join(parts), tuple(anchors)


def _written(version: PolicyTranslation) -> str:
    """Summary, objectives and articles as they were written, for the links in them."""
    return "\n".join([version.summary, version.body, *(each.body for each in _articles(version))])


def _articles(version: PolicyTranslation):
    """The standing articles in this language, in their order."""
    found = ArticleTranslation.objects.filter(
        article__policy=version.policy_id, article__repealed=None, language=version.language
    )
    return found.select_related("article").order_by("article__position", "article_id")


def _address(hit: search.Hit, language: str) -> str:
    return address(hit.object_id, language)


def address(policy_id: int, language: str) -> str:
    """The page of a policy."""
    return f"{addresses.page('policies:policy-list', language)}{policy_id}/"


KIND = Kind("policy", _("Policy"), _address, Policy.objects.public, entries)
