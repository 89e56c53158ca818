"""The passage that shows why something was found, in the original script, its words marked."""

from bisect import bisect_left

from infocenter.search import text
from infocenter.search.entries import Segment
from infocenter.search.text import Query

LENGTH = 180  # characters of a passage
NEAR = 1500  # characters at the beginning, which are looked through first
LOOKED_THROUGH = 300_000  # characters of a text in which a passage is sought


class Passages:
    """Finds the words of one query in texts."""

    def __init__(self, query: Query, language: str):
        self.language = language
        self.forms = {
            token
            for term in query.terms
            for form in term.forms
            for token in form.split()
            if token == form or token not in text.STOP_WORDS
        }
        self.unspaced = [form for form in self.forms if text.UNSPACED.match(form)]
        self.words = text.words_like(self.forms.difference(self.unspaced))

    def matches(self, source: str) -> list[tuple[int, int, str]]:
        """Start and end in `source`, and the form, of each word that was asked for, in order."""
        key, positions = text.key_with_positions(source)
        found = sorted(self._in_key(key))
        if positions is None:
            return found
        return [(positions[start], positions[end - 1] + 1, form) for start, end, form in found]

    def _in_key(self, key: str):
        for form in self.unspaced:
            at = key.find(form)
            while at >= 0:
                yield at, at + len(form), form
                at = key.find(form, at + 1)
        if self.words:
            for match in self.words.finditer(key):
                form = text.stem(match.group()[: text.LONGEST_TOKEN], self.language)
                if form in self.forms:
                    yield match.start(), match.end(), form

    def marked(self, source: str) -> tuple[Segment, ...]:
        """The whole of a short text."""
        return _segments(source, self.matches(source), 0, len(source))

    def best(self, source: str, enough: int = 0) -> tuple[tuple[Segment, ...], int, int]:
        """The passage with most different words; how many they are, and where it begins.

        If a passage near the beginning has `enough` words, the rest isn't looked through.
        """
        if enough and len(source) > NEAR:
            found = self.best(source[:NEAR])
            if found[1] >= enough:
                return found
        source = source[:LOOKED_THROUGH]
        matches = self.matches(source)
        if not matches:
            return (), 0, 0
        starts = [start for start, _end, _form in matches]
        best = (0, 0, 0)  # different words, all words, -index
        for index, start in enumerate(starts):
            inside = matches[index : bisect_left(starts, start + LENGTH - 40, lo=index)]
            value = (len({form for _s, _e, form in inside}), len(inside), -index)
            best = max(best, value)
        first, last = _window(source, starts[-best[2]])
        return _segments(source, matches, first, last), best[0], first

    def within(self, source: str, first: int, last: int) -> tuple[tuple[Segment, ...], int]:
        """What is best of a passage, or its beginning; and where that begins."""
        found, _words, start = self.best(source[first:last])
        if found:
            return found, first + start
        end = min(last, first + LENGTH)
        return _segments(source[:last], [], first, end)[bool(first) :], first


def _window(source: str, start: int) -> tuple[int, int]:
    """Where a passage around `start` begins and ends: at a sentence or a word if one is near."""
    first = max(0, start - 30)
    for at in range(start, first, -1):
        if source[at - 1] in "。！？；\n.!?;":
            first = at
            break
    else:
        while 0 < first < start and source[first - 1].isascii() and source[first - 1].isalnum():
            first += 1
    last = min(len(source), first + LENGTH)
    while last < len(source) and source[last].isascii() and source[last].isalnum():
        last += 1
        if last - first > LENGTH + 30:
            break
    return first, last


def _segments(source: str, matches, first: int, last: int) -> tuple[Segment, ...]:
    """The text from `first` to `last` cut where marks begin and end; touching marks are one."""
    found: list[Segment] = []
    if first:
        found.append(Segment("…"))
    at = first
    spans = _joined((start, min(end, last)) for start, end, _f in matches if first <= start < last)
    for start, end in spans:
        if start > at:
            found.append(Segment(source[at:start]))
        found.append(Segment(source[start:end], marked=True))
        at = end
    if at < last:
        found.append(Segment(source[at:last]))
    if last < len(source):
        found.append(Segment("…"))
    return tuple(found)


def _joined(spans) -> list[list[int]]:
    joined: list[list[int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return joined
