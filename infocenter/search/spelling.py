"""What somebody probably meant: for words that no public text holds, the nearest that one does.

A Latin word is corrected to one that differs by a letter or two, a Chinese character to one that
sounds the same beside its neighbours. Only words that the index holds now are proposed.
"""

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA

from infocenter.models import SearchSound, SearchWord
from infocenter.search import backend, readings, text, vocabulary
from portal import languages

LONGEST = 20  # words or characters of a question that is looked at
_TWO_LETTERS = 6  # letters from which on a word may differ by two
_NEAREST = 8
_HEARD = 60  # pairs that sound like one
_OVERLAP = 1000  # rows that another transaction may have written late

CHANGED = 1.0  # what a changed character costs
UNKNOWN = 2.2  # what two neighbours cost that no text has side by side


def did_you_mean(question: str, language: str) -> str:
    """The question with its unknown words corrected; empty if there is nothing to correct."""
    folded, positions = text.key_with_positions(question[: text.LONGEST_QUERY])
    pieces, done, changed = [], 0, False
    for match in list(text.RUNS.finditer(folded))[:LONGEST]:
        start, end = match.span()
        if positions:
            start, end = positions[start], positions[end - 1] + 1
        written = question[start:end]
        run, word = match.groups()
        better = _characters(run, written) if run else _word(word)
        pieces += [question[done:start], better or written]
        done, changed = end, changed or bool(better)
    if not changed:
        return ""
    meant = "".join(pieces) + question[done:]
    return languages.to_simplified(meant) if language == "zh-hans" else meant


# --- Words ---------------------------------------------------------------------------------------


class _Words:
    """All words by length, in memory: to compare them takes a library in C some milliseconds.

    Words are only ever added, so to be up to date is to read those with higher numbers.
    """

    def __init__(self):
        self.last = 0
        self.shown: dict[str, str] = {}
        self.by_length: dict[int, list[str]] = {}
        self.lock = Lock()

    def update(self) -> None:
        with self.lock:
            rows = SearchWord.objects.filter(pk__gt=self.last - _OVERLAP).order_by("pk")
            for pk, word, shown in rows.values_list("pk", "word", "shown"):
                self.last = pk
                if word not in self.shown:
                    self.shown[word] = shown
                    self.by_length.setdefault(len(word), []).append(word)

    def near(self, word: str) -> Iterator[tuple[str, int]]:
        """Words and how many letters they differ by, nearest first."""
        most = 2 if len(word) >= _TWO_LETTERS else 1
        found: list[tuple[str, float, int]] = []
        for length in range(len(word) - most, len(word) + most + 1):
            found += process.extract(
                word,
                self.by_length.get(length, ()),
                scorer=OSA.distance,
                processor=None,
                score_cutoff=most,
                limit=_NEAREST,
            )
        found.sort(key=lambda each: (each[1], each[0][0] != word[0]))
        yield from ((each[0], int(each[1])) for each in found[:_NEAREST])


_words = _Words()


def forget() -> None:
    """Read the words anew: the database is another one."""
    global _words
    _words = _Words()


def _word(word: str) -> str:
    """The word that was meant by one that isn't known; empty if it is, or nothing comes near."""
    if len(word) < vocabulary.SHORTEST or not word.isalpha() or word in text.STOP_WORDS:
        return ""
    if any(backend().occurring(_forms(word)).values()):
        return ""
    _words.update()
    near = {each: distance for each, distance in _words.near(word) if each != word}
    entries = backend().occurring(form for each in near for form in _forms(each))

    def held(each: str) -> int:
        return max(entries.get(form, 0) for form in _forms(each))

    likely = [each for each in near if held(each)]
    likely.sort(key=lambda each: (near[each], each[0] != word[0], -held(each)))
    return _words.shown[likely[0]] if likely else ""


def _forms(word: str) -> tuple[str, ...]:
    return tuple(text.stem(word, language) for language in ("en", "pt"))


# --- Characters ----------------------------------------------------------------------------------


def _characters(run: str, written: str) -> str:
    """The run with characters that sound the same where the written ones stand beside no other."""
    pairs = [first + second for first, second in pairwise(run)][:LONGEST]
    known = backend().occurring(pairs)
    if all(known.get(pair) for pair in pairs) or len(written) != len(run):
        return ""
    heard = [{} if known.get(pair) else _heard(pair) for pair in pairs]
    for place, alike in enumerate(heard):  # its neighbours change along with it
        for beside in (place - 1, place + 1):
            if alike and 0 <= beside < len(pairs) and not heard[beside]:
                heard[beside] = _heard(pairs[beside])
    known |= backend().occurring({each for alike in heard for each in alike})
    best = _cheapest(run, pairs, heard, known)
    if best == run:
        return ""
    shown = _shown(best, heard)
    return "".join(
        old if old_key == key else shown.get(place, key)
        for place, (old, old_key, key) in enumerate(zip(written, run, best, strict=True))
    )


def _heard(pair: str) -> dict[str, str]:
    """Pairs that sound like this one, as they are shown."""
    rows = SearchSound.objects.filter(sound__in=readings.sounds(pair))
    return dict(rows.values_list("pair", "shown")[:_HEARD])


def _cheapest(run: str, pairs: list[str], heard: list[dict], known: dict[str, int]) -> str:
    """The run with the fewest changes and the fewest neighbours that nobody has seen together."""
    options = [{char} for char in run]
    for place, alike in enumerate(heard):
        for each in alike:
            if known.get(each):
                options[place].add(each[0])
                options[place + 1].add(each[1])
    ways = {char: (float(char != run[0]) * CHANGED, char) for char in options[0]}
    for place in range(len(pairs)):
        ways = {
            char: min(
                (
                    cost + _cost(way[-1] + char, known) + CHANGED * (char != run[place + 1]),
                    way + char,
                )
                for cost, way in ways.values()
            )
            for char in sorted(options[place + 1])
        }
    return min(ways.values())[1] + run[len(pairs) + 1 :]


def _cost(pair: str, known: dict[str, int]) -> float:
    """Nothing for neighbours that are often seen together, a little for rarer ones."""
    entries = known.get(pair, 0)
    return 0.1 / (1 + math.log(entries)) if entries else UNKNOWN


def _shown(best: str, heard: Iterable[dict[str, str]]) -> dict[int, str]:
    """How the changed characters are written in the titles they come from."""
    found: dict[int, str] = {}
    for place, alike in enumerate(heard):
        shown = alike.get(best[place : place + 2], "")
        if len(shown) == 2:
            found |= {place: shown[0], place + 1: shown[1]}
    return found
