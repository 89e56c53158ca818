"""The demonstration's policies: a content file for each, loaded by the services.

As a document's: TOML between +++ lines, then its languages. A text's objectives come first, then
its articles, each after a line that begins with § and has its heading.
"""

import tomllib
from dataclasses import dataclass, field, fields
from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.timezone import localdate

from infocenter.models import Document, Topic
from policies import services
from policies.models import Policy
from portal.demonstration import CONTENT
from portal.demonstration.content import Malformed, parse_text, split_sections
from portal.organisation.models import Department


@dataclass(frozen=True)
class PolicySpec:
    """A policy as its content file has it."""

    slug: str
    texts: dict[str, dict[str, str]]  # by language, as `create_policy` takes them
    words: list[dict[str, dict[str, str]]]  # of each article by language
    department: str
    number: str
    articles: tuple[dict, ...]
    supporting: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    effective_date: date | None = None
    replaced_by: str = ""  # the number of another of the department
    public: bool = True
    stages: tuple[dict, ...] = field(default=())


def read_policies() -> list[PolicySpec]:
    """All of them, in the order of their files."""
    return [read_policy(path) for path in sorted((CONTENT / "policies").glob("*.md"))]


def read_policy(path) -> PolicySpec:
    """The policy of one content file; raises Malformed."""
    try:
        _nothing, front, rest = path.read_text(encoding="utf-8").split("+++\n", 2)
        values = tomllib.loads(front)
        unknown = set(values) - {each.name for each in fields(PolicySpec)}
        if unknown:
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
        texts: dict[str, dict[str, str]] = {}
        words: list[dict[str, dict[str, str]]] = [{} for _each in values["articles"]]
        for language, section in split_sections(rest).items():
            text = parse_text(section)
            objectives, *articles = f"\n{text.body}".split("\n§ ")
            texts[language] = {
                "title": text.title,
                "summary": text.summary,
                "body": objectives.strip(),
            }
            for own, article in zip(words, articles, strict=True):
                heading, _line_end, body = article.partition("\n")
                own[language] = {"heading": heading.strip(), "body": body.strip()}
        return PolicySpec(slug=path.stem, texts=texts, words=words, **values)
    except (ValueError, TypeError, KeyError) as error:
        raise Malformed(f"{path.name}: {error}") from error


def load_policies(specs: list[PolicySpec]) -> int:
    """Load those whose department has no policy of that number; how many."""
    missing = [
        spec
        for spec in specs
        if not Policy.objects.filter(department__code=spec.department, number=spec.number).exists()
    ]
    for spec in missing:
        _load(spec)
    for spec in missing:
        if spec.replaced_by:
            _point_to_successor(spec)
    return len(missing)


@transaction.atomic
def _load(spec: PolicySpec) -> None:
    editor, publisher = _person(spec, "editor"), _person(spec, "publisher")
    keys = [f"demonstration:{slug}" for slug in spec.documents]
    policy = services.create_policy(
        by=editor,
        department=Department.objects.get(code=spec.department),
        number=spec.number,
        effective_date=spec.effective_date,
        supporting=Department.objects.filter(code__in=spec.supporting),
        documents=Document.objects.filter(import_key__in=keys),
        topics=Topic.objects.filter(slug__in=spec.topics),
        translations=spec.texts,
    )
    for about, words in zip(spec.articles, spec.words, strict=True):
        services.add_article(policy, by=editor, translations=words, **about)
    if spec.public:
        services.publish_policy(policy, by=publisher)
    for stage in spec.stages:
        on = min(stage["on"], localdate())  # should a clock be behind
        services.move_policy(policy, stage["step"], by=publisher, on=on, note=stage.get("note"))


def _point_to_successor(spec: PolicySpec) -> None:
    own = Policy.objects.filter(department__code=spec.department)
    policy = own.get(number=spec.number)
    policy.replaced_by = own.filter(number=spec.replaced_by).first()
    services.save_policy(policy, by=_person(spec, "publisher"), changed=["replaced_by"])


def _person(spec: PolicySpec, role: str):
    return get_user_model().objects.get(username=f"{spec.department.lower()}.{role}")
