"""What a reader asks of the list of documents: read from the address, and written back into it.

Not a Django form: the list is a hot page, and a form would cost more than all the rest of it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timezone

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from infocenter import labels
from infocenter.states import DocumentType, Format
from portal import languages

SORTS = ("newest", "oldest", "title", "changed")
FACETS = ("type", "topic", "department", "year", "format", "language")
MOST_VALUES = 40  # of one facet; more is no person's doing
_YEAR = re.compile(r"(1[5-9]|20|21)\d\d", re.A)
_DAY_KEY = re.compile(r"(\d{4}-\d\d-\d\d)\.([1-9]\d{0,17})", re.A)
_MOMENT_KEY = re.compile(r"(\d{1,17})\.([1-9]\d{0,17})", re.A)
_ID_KEY = re.compile(r"[1-9]\d{0,17}", re.A)
UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]"
)


@dataclass(frozen=True)
class Key:
    """A place in an order: what lies after it (or before it) makes a page."""

    values: tuple
    backwards: bool = False


@dataclass(frozen=True)
class Filters:
    """Valid values of each facet as they stand in the address, the order, and the place in it."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ids: Mapping[str, tuple] = field(default_factory=dict)  # the same, as the database knows them
    sort: str = "newest"
    key: Key | None = None
    problems: tuple[str, ...] = ()
    sorts: tuple[str, ...] = SORTS  # the first one is what an address without an order means
    question: str = ""  # that is narrowed down; a list has none

    def query(self, *, without: tuple[str, str] | None = None, **more) -> str:
        """The query of an address with these filters; without a place in the order unless given."""
        pairs = [("q", self.question)] if self.question else []
        pairs += [
            (name, value)
            for name in FACETS
            for value in self.chosen.get(name, ())
            if (name, value) != without
        ]
        sort = more.pop("sort", self.sort)
        if sort != self.sorts[0]:
            pairs.append(("sort", sort))
        pairs += more.items()
        return f"?{urlencode(pairs)}" if pairs else ""

    def signature(self) -> tuple:
        """The same for the same filters in any order: what their counts are kept by."""
        return tuple((name, self.chosen[name]) for name in FACETS if name in self.chosen)

    def ordered(self, sort: str) -> "Filters":
        """The first page of the same in another order."""
        return replace(self, sort=sort, key=None)

    def leaving_out(self, name: str) -> "Filters":
        """The same without one facet."""
        return replace(self, chosen={n: v for n, v in self.chosen.items() if n != name}, key=None)

    def but(self, *names: str) -> "Filters":
        """What the database is asked without some facets: their own counts are made under that."""
        return replace(self, ids={each: ids for each, ids in self.ids.items() if each not in names})


NOTHING = Filters()


def read(
    query: QueryDict, language: str, sorts: tuple[str, ...] = SORTS, more_types: Iterable[str] = ()
) -> Filters:
    """The filters of an address. What can't be understood is left out, and said.

    A search also finds things that are no documents: `more_types` are theirs.
    """
    if not query and sorts is SORTS:
        return NOTHING
    chosen: dict[str, tuple[str, ...]] = {}
    ids: dict[str, tuple] = {}
    problems: list[str] = []
    for name in FACETS:
        if name in query:
            known = _known(name, language, more_types)
            found = _valid(name, query.getlist(name), known, problems)
            if found:
                chosen[name], ids[name] = tuple(found), tuple(found.values())
    sort = query.get("sort") or sorts[0]
    if sort not in sorts:
        complaint = {
            "newest": _("There is no order “%(value)s”; the newest come first."),
            "relevance": _("There is no order “%(value)s”; what fits best comes first."),
        }[sorts[0]]
        problems.append(complaint % said(sort))
        sort = sorts[0]
    return Filters(chosen, ids, sort, key_of(query, sort), tuple(problems), sorts)


def _valid(name: str, asked: list[str], known: Mapping | None, problems: list[str]) -> dict:
    """The values that there are, each with what the database knows it by."""
    found = {}
    for value in sorted({each.strip() for each in asked[:MOST_VALUES]} - {""}):
        if known is None and _YEAR.fullmatch(value):
            found[value] = int(value)
        elif known and value in known:
            found[value] = known[value]
        else:
            problems.append(complaint(name, value))
    return found


def _known(name: str, language: str, more_types: Iterable[str]) -> Mapping | None:
    """The values that a facet may have; None for years, of which there is no list."""
    if name in ("department", "topic"):
        things = labels.departments(language) if name == "department" else labels.topics(language)
        return {each.key: each.pk for each in things.values()}
    if name == "year":
        return None
    codes = {
        "type": [*DocumentType.values, *more_types],
        "format": Format.values,
        "language": languages.CODES,
    }[name]
    return {code: code for code in codes}


def complaint(name: str, value: str) -> str:
    """What is said of a value that there isn't."""
    words = {
        "department": _("There is no department “%(value)s”; this filter was left out."),
        "topic": _("There is no topic “%(value)s”; this filter was left out."),
        "type": _("There is no type “%(value)s”; this filter was left out."),
        "format": _("There is no format “%(value)s”; this filter was left out."),
        "language": _("We have no language “%(value)s”; this filter was left out."),
        "year": _("“%(value)s” is not a year, such as 2026; this filter was left out."),
    }[name]
    return words % said(value)


def said(value: str) -> dict:
    """A reader's value as it may be repeated: short, and without what can't be seen."""
    value = UNSEEN.sub("�", value)
    return {"value": value if len(value) <= 40 else f"{value[:40]}…"}


def key_of(query: QueryDict, sort: str) -> Key | None:
    """The place in the order; None (the first page) if the address has none that makes sense."""
    backwards = "before" in query
    text = query.get("before" if backwards else "after", "")
    try:
        if sort == "title":
            return Key((int(text),), backwards) if _ID_KEY.fullmatch(text) else None
        found = (_MOMENT_KEY if sort == "changed" else _DAY_KEY).fullmatch(text)
        if not found:
            return None
        place = _moment(int(found[1])) if sort == "changed" else date.fromisoformat(found[1])
    except (ValueError, OverflowError, OSError):
        return None
    return Key((place, int(found[2])), backwards)


def _moment(microseconds: int) -> datetime:
    seconds, rest = divmod(microseconds, 1_000_000)
    return datetime.fromtimestamp(seconds, tz=timezone.utc).replace(microsecond=rest)  # noqa: UP017


def written(sort: str, value, document_id: int) -> str:
    """A place in the order, as addresses say it."""
    if sort == "title":
        return str(document_id)
    if sort == "changed":
        seconds = int(value.replace(microsecond=0).timestamp())
        return f"{seconds * 1_000_000 + value.microsecond}.{document_id}"
    return f"{value.isoformat()}.{document_id}"
