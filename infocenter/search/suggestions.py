"""Help while typing: names and titles that begin with what was typed, hold it, or sound like it.

What is suggested is read from the index, and from the names of departments and topics, as they
stand, so a withdrawn title is gone with its entry. Each step is a short walk along an index.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from infocenter import labels
from infocenter.models import PopularSearch, SearchEntry, SearchInitials, SearchSound
from infocenter.search import backend, readings, text
from infocenter.search.text import Query, Term
from portal import languages
from portal.pagecache.fragments import kept

LIMIT = 8
NAMES = 3  # departments and topics, at most
POPULAR = 3
_LOOKED_AT = 40  # entries of each step, of which the reader's language goes first
_PAIRS = 16  # of characters that sound like two syllables


@dataclass(frozen=True)
class Suggestion:
    """Words to search for, and what they are."""

    text: str
    kind: str  # department, topic, search (one that many made), title
    lang: str  # as `lang=` says it


def suggest(typed: str, language: str, limit: int = LIMIT) -> list[Suggestion]:
    """What somebody who has typed this far may want to search for, best first."""
    parsed = text.parse(typed)
    if not parsed.key:
        return []
    by_ear = _letters(parsed.key)
    found: dict[str, Suggestion] = {}
    _take(chain(_names(parsed.key, by_ear, language), _popular(parsed.key, language)), found, limit)
    if len(found) < limit:
        with backend().reading():
            _take(_titles(parsed, by_ear, language), found, limit)
    return list(found.values())


def _take(some: Iterable[Suggestion], found: dict[str, Suggestion], limit: int) -> None:
    for each in some:
        found.setdefault(text.title_key(each.text), each)
        if len(found) == limit:
            return


def _letters(key: str) -> str:
    """What may be Chinese written by ear: letters without spaces, else nothing."""
    letters = key.replace(" ", "")
    return letters if letters.isascii() and letters.isalpha() else ""


# --- Names ---------------------------------------------------------------------------------------


def _names(key: str, by_ear: str, language: str) -> Iterator[Suggestion]:
    found = [
        name
        for name, keys in kept(("suggested names", language), lambda: _keys_of_names(language))
        if any(each.startswith((key, by_ear or key)) for each in keys)
    ]
    yield from found[:NAMES]


def _keys_of_names(language: str) -> list[tuple[Suggestion, frozenset[str]]]:
    """Names as this reader sees them, each with all that it may be begun with, in any language."""
    known = []
    for kind, named in (("department", labels.departments), ("topic", labels.topics)):
        others = [named(code) for code in languages.CODES]
        for pk, each in named(language).items():
            words = {str(other[pk].name) for other in others if pk in other}
            keys = frozenset(chain.from_iterable(map(_beginnings, words | {each.key})))
            known.append((Suggestion(str(each.name), kind, each.name.lang), keys))
    return known


def _beginnings(name: str) -> Iterator[str]:
    """What a name may be begun with: each of its words; each character of Chinese, by ear too."""
    key = text.title_key(name)
    for match in text.RUNS.finditer(key):
        yield key[match.start() :]
        run = match.group(1) or ""
        for at in range(len(run)):
            yield key[match.start() + at :]
            yield from readings.initials(run[at : at + SearchInitials.LONGEST])
            for system in readings.SYSTEMS:
                yield "".join(readings.usual(char, system) for char in run[at:])


# --- What others searched for --------------------------------------------------------------------


def _popular(key: str, language: str) -> Iterator[Suggestion]:
    found = [each for begins, each in kept("popular searches", _popular_searches) if begins(key)]
    for each in found[:POPULAR]:
        if language == "zh-hans":
            each = languages.to_simplified(each)
        yield Suggestion(each, "search", _lang(each, language))


def _lang(question: str, language: str) -> str:
    """Of a question it is only known how it is written: nobody is asked for his language."""
    if text.UNSPACED.search(question):
        return "zh-Hans" if language == "zh-hans" else "zh-Hant"
    return "" if language.startswith("zh") else languages.bcp47(language)


def _popular_searches() -> list[tuple[Callable[[str], bool], str]]:
    """Those with a public text that holds all of their words."""
    rows = PopularSearch.objects.filter(hidden=False, entry__isnull=False)
    return [(key.startswith, question) for key, question in rows.values_list("key", "question")]


# --- Titles --------------------------------------------------------------------------------------


def _titles(parsed: Query, by_ear: str, language: str) -> Iterator[Suggestion]:
    """Lazily: a step is taken only if the steps before didn't fill the list."""
    steps = [_beginning_with, _holding]
    if by_ear:
        heard = [_with_initials, _sounding_like]
        steps = heard + steps if language.startswith("zh") else steps + heard
    seen: set[tuple[str, int]] = set()
    for step in steps:
        for kind, object_id, suggestion in _shown(step(parsed, by_ear), language):
            if (kind, object_id) not in seen:
                seen.add((kind, object_id))
                yield suggestion


def _shown(ids: Iterable[int], language: str) -> list[tuple[str, int, Suggestion]]:
    """The titles of entries: those in the reader's language first, and those still valid."""
    liked = languages.fallbacks(language)
    rows = SearchEntry.objects.filter(pk__in=ids).values_list(
        "pk", "kind", "object_id", "language", "title", "superseded"
    )
    place = {entry_id: number for number, entry_id in enumerate(ids)}
    ordered = sorted(rows, key=lambda row: (liked.index(row[3]), row[5], place[row[0]]))
    return [(row[1], row[2], _title(row[4], row[3], language)) for row in ordered]


def _title(title: str, written: str, language: str) -> Suggestion:
    if language == "zh-hans" and written == "zh-hant":
        title, written = languages.to_simplified(title), language
    return Suggestion(title, "title", languages.bcp47(written))


def _beginning_with(parsed: Query, by_ear: str) -> list[int]:
    return backend().beginning(
        SearchEntry._meta.db_table, "title_key", "id", parsed.key, _LOOKED_AT
    )


def _holding(parsed: Query, by_ear: str) -> list[int]:
    return backend().titles(parsed, _LOOKED_AT) if len(parsed.key) > 1 else []


def _with_initials(parsed: Query, by_ear: str) -> list[int]:
    if not 1 < len(by_ear) <= SearchInitials.LONGEST:
        return []
    table = SearchInitials._meta.db_table
    return backend().beginning(table, "initials", "entry_id", by_ear, _LOOKED_AT)


def _sounding_like(parsed: Query, by_ear: str) -> list[int]:
    found: list[int] = []
    for each in _by_ear(by_ear) if 2 < len(by_ear) <= readings.LONGEST else ():
        found += backend().titles(each, _LOOKED_AT)
        if len(found) >= LIMIT:
            break
    return found


def _by_ear(letters: str) -> Iterator[Query]:
    """Letters taken for syllables: questions for the pairs of characters that are read so."""
    found = [
        [" ".join(way[at : at + 2]) for at in range(max(1, len(way) - 1))]
        for system in readings.SYSTEMS
        for way in readings.ways(letters, system)
    ]
    read = _read({sound for way in found for sound in way[:-1]})
    asked: set[tuple[Term, ...]] = set()
    for *whole, last in found:
        terms = tuple(Term(read[sound]) for sound in whole if sound in read)
        if len(terms) < len(whole):
            continue
        begun = _begun(last)
        terms = (*terms, Term(begun))
        if begun and terms not in asked:
            asked.add(terms)
            yield Query(letters, letters, tuple(dict.fromkeys(terms)))


def _read(sounds: set[str]) -> dict[str, tuple[str, ...]]:
    """The pairs of characters in titles that are read so, by sound."""
    found: dict[str, list[str]] = {}
    rows = SearchSound.objects.filter(sound__in=sounds).values_list("sound", "pair")
    for sound, pair in rows if sounds else ():
        found.setdefault(sound, []).append(pair)
    return {sound: tuple(sorted(pairs)[:_PAIRS]) for sound, pairs in found.items()}


def _begun(sound: str) -> tuple[str, ...]:
    """Such of which only the beginning of the sound was typed."""
    found = backend().beginning(SearchSound._meta.db_table, "sound", "pair", sound, _PAIRS)
    return tuple(dict.fromkeys(found))
