"""Departments and topics with their labels, and the words for kinds: read once, then kept."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import override

from infocenter.models import Topic
from infocenter.search import kinds
from infocenter.states import DocumentType, Format
from portal.labels import Label, label
from portal.organisation.models import Department
from portal.pagecache.fragments import kept


@dataclass(frozen=True, slots=True)
class Named:
    """A department or topic as a reader sees it. `key` is what addresses say."""

    pk: int
    key: str
    name: Label
    email: str = ""


def departments(language: str) -> dict[int, Named]:
    """All departments by id, in their order."""
    rows = kept("departments", lambda: list(Department.objects.all()))
    return kept(
        ("departments", language),
        lambda: {
            each.pk: Named(each.pk, each.code, label(each, "name", language), each.email)
            for each in rows
        },
    )


def topics(language: str) -> dict[int, Named]:
    """All topics by id, in their order."""
    rows = kept("topics", lambda: list(Topic.objects.all()))
    return kept(
        ("topics", language),
        lambda: {
            each.pk: Named(each.pk, each.slug, label(each, "name", language)) for each in rows
        },
    )


@lru_cache(maxsize=64)
def types(language: str) -> dict[str, str]:
    """Names of the types of documents, and of other kinds of things that search finds."""
    others = [(each.name, each.label) for each in kinds.every() if each.name != "document"]
    with override(language):
        return {value: str(name) for value, name in [*DocumentType.choices, *others]}


@lru_cache(maxsize=64)
def formats(language: str) -> dict[str, str]:
    """Names of the families of files."""
    with override(language):
        return {value: str(name) for value, name in Format.choices}


@lru_cache(maxsize=8192)
def day(value, language: str) -> str:
    """A date as the language writes it."""
    if value is None:
        return ""
    with override(language):
        return date_format(value, "DATE_FORMAT")
