"""What of the information centre can be subscribed to: documents, departments, topics, searches."""

import json
from collections.abc import Iterable, Iterator

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from infocenter import addresses, facets, filters, labels, search, searching
from infocenter.models import EditionTranslation, Topic
from infocenter.searching import Asked
from infocenter.states import EditionKind
from portal import languages
from portal.labels import Label, best
from portal.organisation.models import Department
from portal.subscriptions.kinds import Kind, Subject
from portal.subscriptions.models import Happening

LONGEST = 600  # characters of a search that is kept


def number(key: str) -> int:
    """The database's id that a key is; 0, which nothing has, if it can't be one."""
    return int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0


def _document(key: str, language: str) -> Label | None:
    rows = EditionTranslation.objects.filter(
        edition__document=number(key), edition__is_current=True
    )
    titles = dict(rows.values_list("language", "title"))
    return best(titles, language) if titles else None


def _department(key: str, language: str) -> Label | None:
    known = Department.objects.active().filter(pk=number(key)).exists()
    return labels.departments(language)[int(key)].name if known else None


def _topic(key: str, language: str) -> Label | None:
    known = Topic.objects.filter(pk=number(key)).exists()
    return labels.topics(language)[int(key)].name if known else None


def _department_address(key: str, language: str) -> str:
    code = labels.departments(language)[int(key)].key
    return f"{addresses.page('organisation:department-list', language)}{code}/"


def _topic_address(key: str, language: str) -> str:
    return addresses.narrowed(language, "topic", labels.topics(language)[int(key)].key)


# --- Searches and lists: the key is the question with its filters, in one way of writing --------


def _written(asked: filters.Filters) -> str:
    said: dict[str, str | list[str]] = {"q": asked.question} if asked.question else {}
    said |= {name: list(values) for name, values in asked.chosen.items()}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _query(key: str) -> QueryDict | None:
    """A key as the query of an address."""
    try:
        said = json.loads(key)
    except ValueError:
        return None
    return QueryDict(urlencode(said, doseq=True)) if isinstance(said, dict) else None


def read_search(query: QueryDict, language: str) -> str:
    """The key of the search of an address; empty if nothing is asked, or too much."""
    asked = searching.read(query, language).filters
    key = _written(asked)
    return key if asked.question and len(key) <= LONGEST else ""


def read_list(query: QueryDict, language: str) -> str:
    """The key of the list of an address."""
    key = _written(filters.read(query, language))
    return key if len(key) <= LONGEST else ""


def _search(key: str, language: str) -> Label | None:
    asked = _asked(key, language)
    if asked is None or not asked.question:
        return None
    return _label([_("Search: %(question)s") % {"question": asked.question}], asked, language)


def _list(key: str, language: str) -> Label | None:
    asked = _asked(key, language)
    return _label([_("Documents")], asked, language) if asked else None


def _asked(key: str, language: str) -> Asked | None:
    query = _query(key) if key else None
    return None if query is None else searching.read(query, language)


def _label(words: list[str], asked: Asked, language: str) -> Label:
    chosen = facets.chosen_words(asked.filters, language)
    found = Label(" · ".join([*words, *(str(each) for _name, _value, each, _lang in chosen)]))
    found.lang = languages.bcp47(language)
    return found


def _search_address(key: str, language: str) -> str:
    asked = _asked(key, language)
    query = asked.filters.query() if asked else ""
    return addresses.page("infocenter:search", language) + query


def _list_address(key: str, language: str) -> str:
    query = _query(key)
    return addresses.documents(language) + (f"?{query.urlencode()}" if query else "")


def _finding(happening: Happening, keys: Iterable[str]) -> Iterator[str]:
    """The searches that find what happened to: asked of it alone, never of everything."""
    entries = search.entries_of(happening.kind, happening.object_id)
    if not entries:
        return
    with override("en"):
        for key in keys:
            asked = _asked(key, "en")
            if asked and search.holds(asked.question, entries, asked.narrow):
                yield key


def _listing(happening: Happening, keys: Iterable[str]) -> Iterable[str]:
    """The lists of documents that a document is on."""
    return _finding(happening, keys) if happening.kind == "document" else ()


KINDS = [
    Kind(
        "document",
        gettext_lazy("Document"),
        _document,
        lambda key, language: addresses.document(int(key), language),
        events={
            EditionKind.FIRST: gettext_lazy("New document"),
            EditionKind.UPDATE: gettext_lazy("New edition"),
            EditionKind.CORRECTION: gettext_lazy("Correction"),
            "superseded": gettext_lazy("Replaced by a newer document"),
            "withdrawn": gettext_lazy("Withdrawn"),
        },
        farewells=frozenset(["withdrawn"]),
    ),
    Kind("department", gettext_lazy("Department"), _department, _department_address),
    Kind("topic", gettext_lazy("Topic"), _topic, _topic_address),
    Kind(
        "search",
        gettext_lazy("Search"),
        _search,
        _search_address,
        read=read_search,
        holding=_finding,
    ),
    Kind("list", gettext_lazy("List"), _list, _list_address, read=read_list, holding=_listing),
]


def subject_of(asked: filters.Filters) -> str:
    """The query of the address at which this list is subscribed to."""
    if len(asked.ids) == 1 and not asked.question:
        [(name, values)] = asked.ids.items()
        if name in ("department", "topic") and len(values) == 1:
            return urlencode(Subject(name, str(values[0]))._asdict())
    kind = "search" if asked.question else "list"
    return f"kind={kind}&{asked.query().lstrip('?')}".rstrip("&")
