"""A search as its address asks for it: the question, its filters, and the place in the results."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

from infocenter import filters, labels, search
from infocenter.filters import Filters
from infocenter.search import kinds, questions, text
from infocenter.search.orders import MOST_BY_TITLE, SORTS
from portal import languages

PAGE = 10
LONGEST_QUESTION = 200
_MOST = 10_000  # results: nobody turns further pages


@dataclass(frozen=True)
class Asked:
    """What an address asks of the search."""

    filters: Filters
    narrow: Mapping[str, tuple]  # the filters and the departments that the question names
    after: int = 0

    @property
    def question(self) -> str:
        return self.filters.question


def read(query: QueryDict, language: str) -> Asked:
    """The search of an address. What can't be understood is left out, and said."""
    asked = filters.read(query, language, SORTS, [each.name for each in kinds.every()])
    question = _clean(query.get("q", ""))
    narrow = dict(asked.ids)
    problems = list(asked.problems)
    for each in questions.read(question).departments:
        named = departments(each)
        if named:
            narrow["department"] = (*narrow.get("department", ()), *named)
        else:
            problems.append(filters.complaint("department", each))
    after = query.get("after", "")
    place = min(int(after), _MOST) if after.isascii() and after.isdigit() and len(after) < 9 else 0
    return Asked(replace(asked, question=question, problems=tuple(problems)), narrow, place)


def _clean(question: str) -> str:
    """A question in which what can't be shown (NUL, halves of characters) counts as a space."""
    seen = "".join(
        " " if ord(char) < 32 or 0xD800 <= ord(char) <= 0xDFFF else char
        for char in question[: LONGEST_QUESTION * 4]
    )
    return seen.strip()[:LONGEST_QUESTION]


def departments(name: str) -> tuple[int, ...]:
    """The departments that are called so in any language, or that have this abbreviation."""
    wanted = text.title_key(name)
    known = {
        (text.title_key(words), each.pk)
        for code in languages.CODES
        for each in labels.departments(code).values()
        for words in (each.key, each.name)
    }
    exactly = {pk for key, pk in known if key == wanted}
    return tuple(sorted(exactly or {pk for key, pk in known if len(wanted) > 1 and wanted in key}))


def results(asked: Asked, language: str) -> search.Results:
    """What is found, from the place in the results that was asked for."""
    found = _match(asked, language)
    if asked.filters.sort == "title" and found.total > MOST_BY_TITLE:
        return _match(replace(asked, filters=asked.filters.ordered(SORTS[0])), language)
    return found


def _match(asked: Asked, language: str) -> search.Results:
    return search.match(
        asked.question,
        language=language,
        narrow=asked.narrow,
        sort=asked.filters.sort,
        limit=PAGE,
        after=asked.after or None,
    )
