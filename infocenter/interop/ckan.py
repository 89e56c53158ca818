"""The part of CKAN's Action API that reads: catalogues and their clients know it.

https://docs.ckan.org/en/latest/api/ says what an action is given and what it answers.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from infocenter import labels, reading, search
from infocenter.filters import UNSEEN
from infocenter.interop import ckan_packages as shown
from infocenter.interop import offered
from infocenter.models import EditionDataset, EditionFile
from infocenter.querysets import EditionQuerySet
from portal.context_processors import site_name

MOST_ROWS = 1000
_NO_LIMIT = 10**8
FACETS = {
    "organization": "department",
    "groups": "topics",
    "tags": "type",
    "license_id": "licence",
    "res_format": "files__media_type",
}
ORDERS = {
    "metadata_modified": "published_at",
    "metadata_created": "date",
    "name": "document_id",
    "id": "document_id",
}
_EVERYTHING = ("", "*:*")
_PART = re.compile(r'\+?([a-z_]+):(\([^()]*\)|"[^"]*"|[^\s()"]+)|"[^"]*"|[^\s"]+')


class NotThere(Exception):
    """There is nothing of that name."""


class Wrong(Exception):
    """What was asked can't be understood: words by parameter."""

    def __init__(self, **words: str):
        super().__init__(words)
        self.words = {name: [said] for name, said in words.items()}


@dataclass(frozen=True)
class Asking:
    """What an action is given, by whom."""

    given: Mapping[str, Any]
    origin: str
    language: str

    def text(self, *names: str, needed: bool = True) -> str:
        """A text by one of its names."""
        found = next((self.given[name] for name in names if self.given.get(name)), "")
        if needed and not found:
            raise Wrong(**{names[0]: "Missing value"})
        if not isinstance(found, str | int):
            raise Wrong(**{names[0]: "Must be a text"})
        return UNSEEN.sub(" ", str(found))

    def number(self, name: str, otherwise: int, most: int) -> int:
        """A whole number from 0 on; no more than `most`."""
        found = str(self.given.get(name, otherwise))
        if not (found.isascii() and found.isdigit() and len(found) < 10):
            raise Wrong(**{name: "Must be a natural number"})
        return min(int(found), most)

    def yes(self, name: str) -> bool:
        """Whether something was asked for."""
        return str(self.given.get(name, "")).lower() in ("true", "1", "yes", "on")

    def names(self, name: str) -> list[str]:
        """A list of texts: as JSON, as several values, or one."""
        found = self.given.get(name, [])
        if isinstance(found, str) and found.startswith("["):
            try:
                found = json.loads(found)
            except (ValueError, RecursionError) as problem:
                raise Wrong(**{name: "Could not be parsed as JSON"}) from problem
        values = [found] if isinstance(found, str) else found
        if not isinstance(values, list):
            raise Wrong(**{name: "Must be a list"})
        return [UNSEEN.sub(" ", str(each)) for each in values]


# --- Packages ------------------------------------------------------------------------------------


def package_list(asking: Asking):
    """The names of all packages."""
    rows = offered.editions().order_by("document_id").values_list("document_id", flat=True)
    return [shown.name_of(pk) for pk in _slice(rows, asking)]


def package_show(asking: Asking):
    """One package."""
    number = _number(asking.text("id", "name_or_id"), "document")
    found = reading.listed(offered.editions().filter(document_id=number))
    if not found:
        raise NotThere
    return shown.package(found[0], asking.origin, asking.language)


def package_search(asking: Asking):
    """Packages by words and filters, with counts of facets."""
    rows, best = _found(asking)
    count = rows.count()
    start, most = asking.number("start", 0, _NO_LIMIT), asking.number("rows", 10, MOST_ROWS)
    sort = asking.text("sort", needed=False)
    page = _page(rows, best, sort, slice(start, start + most))
    facets = {name: _counts(rows, name) for name in asking.names("facet.field")}
    return {
        "count": count,
        "sort": sort or ("score desc" if best else "metadata_modified desc"),
        "results": [shown.package(each, asking.origin, asking.language) for each in page],
        "facets": facets,
        "search_facets": {
            name: {"title": name, "items": _items(name, counts, asking.language)}
            for name, counts in facets.items()
        },
    }


def resource_show(asking: Asking):
    """One file or table."""
    name = asking.text("id")
    kind = name.partition("-")[0]
    number = _number(name, kind)
    rows = offered.editions()
    if kind == "file":
        rows = rows.filter(files__attachment=number)
    elif kind == "table":
        tables = EditionDataset.objects.public().filter(dataset=number)
        rows = rows.filter(pk__in=tables.values("edition"))
    else:
        raise NotThere
    for edition in reading.listed(rows):
        for each in shown.package(edition, asking.origin, asking.language)["resources"]:
            if each["id"] == name:
                return each
    raise NotThere


def _number(name: str, kind: str) -> int:
    found = re.fullmatch(rf"{re.escape(kind)}-([1-9]\d{{0,17}})", name, re.A)
    if found is None:
        raise NotThere
    return int(found[1])


def _found(asking: Asking) -> tuple[EditionQuerySet, list[int]]:
    """The editions that fit, and those that fit best first if there are words."""
    rows, words = offered.editions(), []
    for each in [asking.text("q", needed=False), *asking.names("fq"), *asking.names("fq_list")]:
        if ":" in each and _PART.sub("", each).strip():
            raise Wrong(q="Search Query is invalid")
        for part in _PART.finditer(each):
            if part[1] in FACETS:
                rows = _narrowed(rows, part[1], part[2])
            elif part[0] not in (*_EVERYTHING, "AND"):
                words.append(part[0])
    if not words:
        return rows, []
    best = search.objects(" ".join(words)[:1000], "document", asking.language)
    return rows.filter(document_id__in=best), best


def _narrowed(rows: EditionQuerySet, name: str, value: str) -> EditionQuerySet:
    """Only those with a value of a facet; `(a OR b)` is one of several."""
    values = [each for each in re.split(r'[\s()"]+', value) if each and each != "OR"]
    if name == "res_format":
        files = EditionFile.objects.filter(edition=OuterRef("pk"))
        return rows.filter(Exists(files.filter(media_type__in=shown.media_types(values))))
    if name == "organization":
        known = {each.key.lower(): pk for pk, each in labels.departments("en").items()}
        return rows.narrowed(department=[known.get(each.lower(), 0) for each in values] or [0])
    if name == "groups":
        topics = {each.key: pk for pk, each in labels.topics("en").items()}
        return rows.narrowed(topic=[topics.get(each, 0) for each in values] or [0])
    if name == "license_id":
        return rows.filter(licence__in=[shown.LICENCES_BY_NAME.get(each, "") for each in values])
    return rows.filter(type__in=values)


def _page(rows: EditionQuerySet, best: list[int], sort: str, span: slice):
    name, _space, way = (sort.split(",")[0].strip() or "score desc").partition(" ")
    if name in ("score", "relevance") and best:
        there = set(rows.values_list("document_id", flat=True))
        wanted = [pk for pk in best if pk in there][span]
        found = reading.listed(rows.filter(document_id__in=wanted).order_by())
        return sorted(found, key=lambda each: wanted.index(each.document_id))
    if name in ("score", "relevance"):
        name, way = "metadata_modified", "desc"
    if name not in ORDERS or way.strip() not in ("", "asc", "desc"):
        raise Wrong(sort="Invalid sort parameter")
    step = "-" if way.strip() == "desc" else ""
    return reading.listed(rows.order_by(f"{step}{ORDERS[name]}", f"{step}document_id")[span])


def _counts(rows: EditionQuerySet, name: str) -> dict[str, int]:
    if name not in FACETS:
        raise Wrong(**{"facet.field": f"There are {', '.join(FACETS)}."})
    counts: dict[str, int] = {}
    for value, number in shown.counted(rows, FACETS[name]).items():
        word = _word(name, value)
        if word:
            counts[word] = counts.get(word, 0) + number
    return counts


def _word(name: str, value: Any) -> str:
    """What a value of a facet is called."""
    if name == "organization":
        return shown.organisation_name(value)
    if name == "groups":
        return labels.topics("en")[value].key
    if name == "license_id":
        return shown.LICENCES[value]
    return shown.format_of(value) if name == "res_format" else value


def _items(name: str, counts: Mapping[str, int], language: str) -> list[dict]:
    known: dict[str, str] = {}
    if name == "organization":
        known = {each.key.lower(): each.name for each in labels.departments(language).values()}
    elif name == "groups":
        known = {each.key: each.name for each in labels.topics(language).values()}
    return [
        {"name": word, "display_name": known.get(word, word), "count": number}
        for word, number in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    ]


# --- What packages belong to ---------------------------------------------------------------------


def organization_list(asking: Asking):
    """Departments that have packages."""
    counts = shown.counted(offered.editions(), "department")
    known = [pk for pk in labels.departments("en") if pk in counts]
    if not asking.yes("all_fields"):
        return _slice([shown.organisation_name(pk) for pk in known], asking)
    whole = [shown.organisation(pk, asking.language, counts[pk]) for pk in known]
    return _slice(whole, asking)


def organization_show(asking: Asking):
    """One department."""
    name = asking.text("id").lower()
    counts = shown.counted(offered.editions(), "department")
    for pk, each in labels.departments(asking.language).items():
        if each.key.lower() == name and pk in counts:
            return shown.organisation(pk, asking.language, counts[pk])
    raise NotThere


def group_list(asking: Asking):
    """Topics that have packages."""
    counts = shown.counted(offered.editions(), "topics")
    known = [(pk, each.key) for pk, each in labels.topics("en").items() if pk in counts]
    if not asking.yes("all_fields"):
        return _slice([key for _pk, key in known], asking)
    return _slice([shown.group(pk, asking.language, counts[pk]) for pk, _key in known], asking)


def group_show(asking: Asking):
    """One topic."""
    name = asking.text("id")
    counts = shown.counted(offered.editions(), "topics")
    for pk, each in labels.topics(asking.language).items():
        if each.key == name and pk in counts:
            return shown.group(pk, asking.language, counts[pk])
    raise NotThere


def tag_list(asking: Asking):
    """Types of documents."""
    kinds = sorted(shown.counted(offered.editions(), "type"))
    return [shown.tag(each) for each in kinds] if asking.yes("all_fields") else kinds


def status_show(asking: Asking):
    """What this is."""
    return {
        "ckan_version": "2.10.0",
        "site_url": asking.origin,
        "site_title": site_name(asking.language),
        "site_description": "",
        "locale_default": "zh_Hant_TW",
        "error_emails_to": None,
        "extensions": [],
    }


def site_read(asking: Asking):
    """Everybody may read."""
    return True


def _slice(found: Iterable, asking: Asking) -> list:
    start = asking.number("offset", 0, _NO_LIMIT)
    most = asking.number("limit", _NO_LIMIT, _NO_LIMIT)
    return list(found[start : start + most])  # type: ignore[index]  # a list or a query


ACTIONS: dict[str, Callable[[Asking], Any]] = {
    each.__name__: each
    for each in (
        package_list, package_show, package_search, resource_show, organization_list,
        organization_show, group_list, group_show, tag_list, status_show, site_read,
    )
}  # fmt: skip
