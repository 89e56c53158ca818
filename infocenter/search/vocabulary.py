"""Sounds, initials and words of what is indexed, kept in the transaction that indexes it."""

import unicodedata
from collections.abc import Iterable, Iterator

from django.db import models

from infocenter.models import SearchEntry, SearchInitials, SearchSound, SearchWord
from infocenter.search import readings, text
from infocenter.search.entries import Entry

SHORTEST = 4  # letters of a word that may be what somebody meant
_AT_ONCE = 500


def write(rows: Iterable[tuple[SearchEntry, Entry]]) -> None:
    """Note what new entries may be found by. What is known already costs one look."""
    pairs: dict[str, str] = {}
    words: dict[str, str] = {}
    initials: list[SearchInitials] = []
    for row, entry in rows:
        for run, written in _han(entry.title):
            pairs |= {run[at : at + 2]: written[at : at + 2] for at in range(len(run) - 1)}
            begins = readings.initials(run[: SearchInitials.LONGEST])
            initials += [SearchInitials(initials=each, entry=row) for each in sorted(begins)]
        words |= words_of(f"{entry.title}\n{entry.summary}\n{entry.body}")
    SearchInitials.objects.bulk_create(initials)
    _add_sounds(pairs)
    _add_words(words)


def _han(title: str) -> Iterator[tuple[str, str]]:
    """Runs of characters that are read, as keys and as they are written."""
    folded, positions = text.key_with_positions(title)
    for match in text.RUNS.finditer(folded):
        run, start = match.group(1), match.start()
        if run and readings.of(run[0], "pinyin"):
            places = positions[start : match.end()] if positions else range(start, match.end())
            yield run, "".join(title[place] for place in places)


def words_of(written: str) -> dict[str, str]:
    """Words in Latin letters that are long enough: as a key -> as they are written."""
    runs = text.RUNS.finditer(unicodedata.normalize("NFC", written).lower())
    found = {match.group(2) for match in runs if match.group(2)}
    return {
        key: word
        for word in found
        if SHORTEST <= len(word) <= SearchWord.LONGEST
        and len(key := text.key(word)) <= SearchWord.LONGEST
        and key.isalpha()
    }


def _add_sounds(pairs: dict[str, str]) -> None:
    for new in _unknown(SearchSound, "pair", pairs):
        SearchSound.objects.bulk_create(
            (
                SearchSound(sound=sound, pair=pair, shown=pairs[pair])
                for pair in new
                for sound in sorted(readings.sounds(pair))
            ),
            ignore_conflicts=True,  # somebody else publishes the same just now
        )


def _add_words(words: dict[str, str]) -> None:
    for new in _unknown(SearchWord, "word", words):
        SearchWord.objects.bulk_create(
            (SearchWord(word=each, shown=words[each]) for each in new), ignore_conflicts=True
        )


def _unknown(model: type[models.Model], field: str, keys: Iterable[str]) -> Iterator[list[str]]:
    """Those that have no row, some at a time, in one order everywhere: no two who publish at once
    then wait for each other.
    """
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        rows = model._default_manager.filter(**{f"{field}__in": some})
        known = set(rows.values_list(field, flat=True))
        new = [each for each in some if each not in known]
        if new:
            yield new
