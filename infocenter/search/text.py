"""The analyzer: one way of turning text into tokens, for the index and for queries, everywhere.

A character's key (folded, small, Simplified) never depends on its neighbours, so the same thing
written in Traditional or Simplified, with or without accents, has the same tokens, and every
position in a key can be traced back to the original text. Keys are for matching, never for display.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import opencc
import snowballstemmer

from infocenter.search.words import QUESTION_PHRASES, STOP_WORDS, VARIANTS

ANALYZER_VERSION = 2  # raise it when tokens change: the index then asks to be rebuilt

_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = _HAN + "\u3041-\u3096\u30a1-\u30fa\u30fc\uac00-\ud7a3"
_LETTER = f"[^\\W_{_UNSPACED}]"
UNSPACED = re.compile(f"[{_UNSPACED}]")
RUNS = re.compile(f"([{_UNSPACED}]+)|({_LETTER}+)")
_NUMBER = re.compile(r"[^\W_]+(?:\s*[/\-–—.:№ºª]+\s*[^\W_]+)*")
_STEMMERS = {"pt": "portuguese", "en": "english"}
# The stemmer wants accents to know these plurals, and they are folded away by then.
_SINGULAR = {"oes": "ao", "aes": "ao", "ais": "al", "eis": "el", "ois": "ol"}
_PLURAL = re.compile(f"({'|'.join(_SINGULAR)})$")
LONGEST_TOKEN = 60
LONGEST_QUERY = 400  # characters: a longer question is cut, not refused


class _Keys(dict):
    """The key of each character, found once. Works as the table of `str.translate`."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", chr(code)).lower())
        key = "".join(_han().get(each, each) for each in folded if not unicodedata.combining(each))
        self[code] = key
        return key


_keys = _Keys({0: " "})
_one_to_one: set[str] = set()  # characters whose key is one character


@cache
def _han() -> dict[str, str]:
    """Variant, Traditional and Simplified forms of a Han character -> one of them."""
    ranges = ((0x3400, 0x4DC0), (0x4E00, 0xA000))
    chars = [chr(code) for first, end in ranges for code in range(first, end)]
    lines = "\n".join(chars)
    for step in ("hk2t", "tw2t", "t2s"):
        lines = opencc.OpenCC(step).convert(lines)
    table = {char: key for char, key in zip(chars, lines.split("\n"), strict=True) if char != key}
    for group in VARIANTS:
        key = table.get(group[0], group[0])
        table |= dict.fromkeys(group, key) | {table.get(char, char): key for char in group}
    return {char: table.get(key, key) for char, key in table.items()}


def key(text: str) -> str:
    """What is compared instead of the text."""
    return text.translate(_keys)


def key_with_positions(text: str) -> tuple[str, list[int] | None]:
    """The key, and for each of its characters the position in `text` that it comes from.

    None stands for positions that are the same, as they nearly always are: then it is fast.
    """
    unknown = set(text).difference(_one_to_one)
    _one_to_one.update(char for char in unknown if len(_keys[ord(char)]) == 1)
    if _one_to_one.issuperset(unknown):
        return key(text), None
    pieces, positions = [], []
    for position, char in enumerate(text):
        piece = _keys[ord(char)]
        pieces.append(piece)
        positions += [position] * len(piece)
    return "".join(pieces), positions


def words_like(forms) -> re.Pattern | None:
    """What finds whole words that may have one of these stems; None for no stems."""
    if not forms:
        return None
    begins = {form[: max(1, min(3, len(form) - 1))] for form in forms}
    return re.compile(f"(?<!{_LETTER})(?:{'|'.join(map(re.escape, begins))}){_LETTER}*")


def title_key(title: str) -> str:
    """A title as it is compared whole: only letters and digits, single spaces between words."""
    return " ".join(match.group() for match in RUNS.finditer(key(title)))


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; words in Chinese documents are taken as English."""
    if not word.isalpha() or len(word) < 3:
        return word
    if language == "pt":
        word = _PLURAL.sub(lambda found: _SINGULAR[found.group()], word)
    return _stemmer(_STEMMERS.get(language, "english")).stemWord(word)


@cache
def _stemmer(name: str):
    return snowballstemmer.stemmer(name)


def runs(folded: str):
    """Runs of unspaced script (True, run) and words (False, word) in order."""
    for match in RUNS.finditer(folded):
        yield (True, match.group(1)) if match.group(1) else (False, match.group(2))


def bigrams(run: str) -> list[str]:
    """Each two neighbours; a lone character stays itself."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def tokens(text: str, language: str, *, single: bool = False) -> list[str]:
    """Tokens for the index: in order of the text, then single characters.

    `single` adds every character of unspaced script, so that a query of one character finds titles.
    """
    found, more = [], []
    for unspaced, run in runs(key(text)):
        if not unspaced:
            found.append(stem(run[:LONGEST_TOKEN], language))
            continue
        found += bigrams(run)
        if single and len(run) > 1:
            more += run
    return found + more


def number_tokens(number: str) -> list[str]:
    """Tokens of a document's number, however it is written: parts or digits, joined or run on."""
    parts = [part.lstrip("0") or "0" for part in re.findall(r"[^\W\d_]+|\d+", key(number))]
    digits = sorted((part for part in parts if part.isdigit()), key=lambda each: (len(each), each))
    joined = ["/".join(parts), "".join(parts)]
    if digits:
        joined += ["/".join(digits), "".join(part for part in parts if part.isdigit())]
    return [f"/{each}"[:LONGEST_TOKEN] for each in dict.fromkeys(joined) if each]


@dataclass(frozen=True)
class Term:
    """One thing that a query asks for: any of `forms`.

    A form of several tokens, with spaces between them, stands for these one after another.
    """

    forms: tuple[str, ...]


def is_prefix(term: Term) -> bool:
    """A lone character of unspaced script stands for every bigram that begins with it."""
    return len(term.forms[0]) == 1 and ord(term.forms[0]) > 0x2E80


def may_go_on(form: str) -> bool:
    """Whether a token may begin with what was typed so far; two unspaced characters are one."""
    return len(form) == 1 or not UNSPACED.match(form)


@dataclass(frozen=True)
class Query:
    """A query, analysed."""

    text: str
    key: str  # whole, as `title_key`
    terms: tuple[Term, ...] = ()
    numbers: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()  # its tokens in order, by the language of stems
    # What must be, and what must not be: each any one of some phrases, or of some numbers.
    exact: tuple[tuple[tuple[str, ...], ...], ...] = ()
    without: tuple[tuple[tuple[str, ...], ...], ...] = ()
    numbered: tuple[tuple[str, ...], ...] = ()


def parse(text: str) -> Query:
    """Analyse what somebody typed. Stop words are dropped unless nothing is left."""
    text = text[:LONGEST_QUERY].replace("\0", " ")
    folded = key(text)
    terms = _terms(QUESTION_PHRASES.sub(" ", folded), STOP_WORDS) or _terms(folded, frozenset())
    order = list(runs(folded))
    phrases = {
        tuple(
            form
            for unspaced, run in order
            for form in (bigrams(run) if unspaced else [stem(run[:LONGEST_TOKEN], language)])
        )
        for language in _STEMMERS
    }
    numbers = tuple(
        token
        for match in _NUMBER.finditer(folded)
        if any(char.isdigit() for char in match.group())
        for token in number_tokens(match.group())
    )
    several = tuple(sorted(each for each in phrases if len(each) > 1))
    return Query(text, title_key(text), tuple(terms), numbers, several)


def _terms(folded: str, stop: frozenset[str]) -> list[Term]:
    found: dict[Term, None] = {}
    for unspaced, run in runs(folded):
        if unspaced:
            found |= dict.fromkeys(Term((each,)) for each in bigrams(run))
        elif run not in stop:
            found[Term(_forms(run[:LONGEST_TOKEN]))] = None
    return list(found)


def _forms(word: str) -> tuple[str, ...]:
    """A word's stems in the languages that it may be in: nobody says which one he types."""
    return tuple(dict.fromkeys(stem(word, language) for language in ("en", "pt")))
