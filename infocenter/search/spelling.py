"""What somebody probably meant: for words that no public text holds, the nearest that one does.

A Latin word is corrected to one that differs by a letter or two, a Chinese character to one that
sounds the same beside its neighbours. Only words that the index holds now are proposed.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA

from infocenter.models import SearchSound, SearchWord
from infocenter.search import backend, guidance, readings, text, vocabulary
from portal import languages
from portal.pagecache import generation

LONGEST = 20  # words and runs of a question that are looked at
_TWO_LETTERS = 6  # letters from which on a word may differ by two
_NEAREST = 8
_WIDE = 2  # words of a question that are compared with words of another first letter too
_HEARD = 500  # pairs that sound like one of a question
_LIKELY = 80  # of these, such as have most in common with it
_OVERLAP = 1000  # rows that another transaction may have written late

CHANGED = 1.0  # what a changed character costs
UNKNOWN = 2.2  # what two neighbours cost that no text has side by side


@dataclass
class _Part:
    """A word, or a run of characters, of a question: `key` is compared instead of `written`."""

    start: int
    end: int
    written: str
    key: str
    is_run: bool
    near: dict[str, int] = field(default_factory=dict)  # words, and letters that differ
    heard: list[dict[str, str]] = field(default_factory=list)  # for each pair, such as sound alike

    def tokens(self) -> Iterable[str]:
        """What the index must hold if this is right as it is."""
        if self.is_run:
            return self.pairs()
        correctable = len(self.key) >= vocabulary.SHORTEST and self.key.isalpha()
        return _forms(self.key) if correctable and self.key not in text.STOP_WORDS else ()

    def pairs(self) -> list[str]:
        return [first + second for first, second in pairwise(self.key[:LONGEST])]

    def is_known(self, entries: dict[str, int]) -> bool:
        """Whether the index holds all pairs, or any form of the word."""
        held = [bool(entries.get(token)) for token in self.tokens()]
        return (all if self.is_run else any)(held) if held else True


def did_you_mean(question: str, language: str) -> str:
    """The question with its unknown words corrected; empty if there is nothing to correct."""
    told = guidance.current()
    if text.title_key(question) in told.best_bets:
        return ""
    parts = list(islice(_parts(question[: text.LONGEST_QUERY]), LONGEST))
    tokens = {token for part in parts for token in part.tokens()}
    entries = dict.fromkeys(tokens & told.synonyms.tokens, 1)
    entries |= backend().occurring(tokens - told.synonyms.tokens)
    unknown = [part for part in parts if not part.is_known(entries)]
    if not unknown:
        return ""
    _find_words([part for part in unknown if not part.is_run])
    _find_characters([part for part in unknown if part.is_run], entries)
    entries |= backend().occurring(
        {form for part in unknown for word in part.near for form in _forms(word)}
        | {pair for part in unknown for alike in part.heard for pair in alike}
    )
    meant, changed = question, False
    for part in reversed(unknown):
        better = (_characters if part.is_run else _word)(part, entries)
        if better:
            meant, changed = meant[: part.start] + better + meant[part.end :], True
    if not changed:
        return ""
    return languages.to_simplified(meant) if language == "zh-hans" else meant


def _parts(question: str) -> Iterator[_Part]:
    folded, positions = text.key_with_positions(question)
    for match in text.RUNS.finditer(folded):
        start, end = match.span()
        if positions:
            start, end = positions[start], positions[end - 1] + 1
        written, is_run = question[start:end], bool(match.group(1))
        if not is_run or len(written) == len(match.group()):  # else it can't be told what is what
            yield _Part(start, end, written, match.group(), is_run)


# --- Words ---------------------------------------------------------------------------------------


class _Words:
    """All words by first letter and length, in memory: a library in C compares thousands of them in
    a millisecond. Words are only ever added, so to be up to date is to read the last ones.
    """

    def __init__(self):
        self.generation = -1
        self.last = 0
        self.shown: dict[str, str] = {}
        self.alike: dict[int, dict[str, list[str]]] = {}
        self.lock = Lock()

    def update(self) -> None:
        current = generation()
        if current == self.generation:
            return
        with self.lock:
            rows = SearchWord.objects.filter(pk__gt=self.last - _OVERLAP).order_by("pk")
            for pk, word, shown in rows.values_list("pk", "word", "shown"):
                self.last = pk
                if word not in self.shown:
                    self.shown[word] = shown
                    letters = self.alike.setdefault(len(word), {})
                    letters.setdefault(word[0], []).append(word)
            self.generation = current

    def near(self, word: str, *, wide: bool) -> dict[str, int]:
        """Words and how many letters they differ by: such that begin with the same letter, and only
        if there are none, and it is `wide`, any.
        """
        most = 2 if len(word) >= _TWO_LETTERS else 1
        lengths = range(len(word) - most, len(word) + most + 1)
        own = [self.alike.get(length, {}).get(word[0], []) for length in lengths]
        found = _near(word, own, most)
        if wide and not found:
            found = _near(
                word, chain(*(self.alike.get(each, {}).values() for each in lengths)), most
            )
        return dict(sorted(found, key=lambda each: each[1])[:_NEAREST])


def _near(word: str, lists: Iterable[list[str]], most: int) -> list[tuple[str, int]]:
    return [
        (each, int(distance))
        for words in lists
        for each, distance, _at in process.extract(
            word, words, scorer=OSA.distance, processor=None, score_cutoff=most, limit=_NEAREST
        )
    ]


_words = _Words()


def forget() -> None:
    """Read the words anew: the database is another one."""
    global _words
    _words = _Words()


def _find_words(parts: list[_Part]) -> None:
    if parts:
        _words.update()
    for number, part in enumerate(parts):
        part.near = _words.near(part.key, wide=number < _WIDE)


def _word(part: _Part, entries: dict[str, int]) -> str:
    """The nearest word that the index holds; among equals the most common."""
    held = {word: max(entries.get(form, 0) for form in _forms(word)) for word in part.near}
    likely = [word for word in part.near if held[word]]
    if not likely:
        return ""
    return _words.shown[min(likely, key=lambda word: (part.near[word], -held[word]))]


def _forms(word: str) -> tuple[str, ...]:
    return tuple(text.stem(word, language) for language in ("en", "pt"))


# --- Characters ----------------------------------------------------------------------------------


def _find_characters(parts: list[_Part], entries: dict[str, int]) -> None:
    """What sounds like the unknown pairs, and like their neighbours, which change along."""
    wanted: dict[str, set[str]] = {}
    for part in parts:
        pairs = part.pairs()
        unknown = {place for place, pair in enumerate(pairs) if not entries.get(pair)}
        around = {place + step for place in unknown for step in (-1, 0, 1)}
        for place in around & set(range(len(pairs))):
            for sound in readings.sounds(pairs[place]):
                wanted.setdefault(sound, set()).add(pairs[place])
    alike: dict[str, dict[str, str]] = {}
    rows = SearchSound.objects.filter(sound__in=wanted) if wanted else SearchSound.objects.none()
    heard = [
        (each, pair, shown)
        for sound, pair, shown in rows.values_list("sound", "pair", "shown")[:_HEARD]
        for each in wanted[sound]
    ]
    heard.sort(key=lambda row: sum(one != other for one, other in zip(row[0], row[1], strict=True)))
    for each, pair, shown in heard[:_LIKELY]:
        alike.setdefault(each, {})[pair] = shown
    for part in parts:
        part.heard = [alike.get(pair, {}) for pair in part.pairs()]


def _characters(part: _Part, entries: dict[str, int]) -> str:
    """The run with characters that sound the same where the written ones stand beside no other."""
    best = _cheapest(part, entries)
    if best == part.key:
        return ""
    shown = _shown(best, part.heard)
    return "".join(
        old if old_key == key else shown.get(place, key)
        for place, (old, old_key, key) in enumerate(zip(part.written, part.key, best, strict=True))
    )


def _cheapest(part: _Part, entries: dict[str, int]) -> str:
    """The run with the fewest changes and the fewest neighbours that nobody has seen together."""
    run = part.key
    options = [{char} for char in run]
    for place, alike in enumerate(part.heard):
        for pair in alike:
            if entries.get(pair):
                options[place].add(pair[0])
                options[place + 1].add(pair[1])
    ways = {char: (CHANGED * (char != run[0]), char) for char in options[0]}
    for place in range(1, len(part.heard) + 1):
        ways = {
            char: min(
                (cost + _cost(way[-1] + char, entries) + CHANGED * (char != run[place]), way + char)
                for cost, way in ways.values()
            )
            for char in sorted(options[place])
        }
    return min(ways.values())[1] + run[len(part.heard) + 1 :]


def _cost(pair: str, entries: dict[str, int]) -> float:
    """Nothing for neighbours that are often seen together, a little for rarer ones."""
    held = entries.get(pair, 0)
    return 0.1 / (1 + math.log(held)) if held else UNKNOWN


def _shown(best: str, heard: list[dict[str, str]]) -> dict[int, str]:
    """How the changed characters are written in the titles they come from."""
    found: dict[int, str] = {}
    for place, alike in enumerate(heard):
        shown = alike.get(best[place : place + 2], "")
        if len(shown) == 2:
            found |= {place: shown[0], place + 1: shown[1]}
    return found
