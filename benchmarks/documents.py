"""The documents that every program under measurement holds: the same in each run, made of words.

Plain Python without anything installed, because the peers' environments read it too.
"""

import hashlib
import html
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

NEWEST = date(2026, 6, 30)
DAYS = 12 * 365  # the documents lie in the twelve years before
LARGE_BYTES = 200_000  # of the files whose download is measured
LARGE_FILES = 10

LANGUAGES = ("zh-hant", "pt", "en", "zh-hans")
_LISTS = tomllib.loads((Path(__file__).parent / "words.toml").read_text())
TYPES, TOPICS, DEPARTMENTS, SYLLABLES = (
    _LISTS[name].split() for name in ("types", "topics", "departments", "syllables")
)
WORDS = {language: text.split() for language, text in _LISTS["words"].items()}
_RANKS = {
    language: list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for language, words in WORDS.items()
}
_CONNECTIVES = {language: text.split() for language, text in _LISTS["connectives"].items()}

# What is searched for: the first is in every third document, the second in every hundredth.
COMMON = {"zh-hant": "預算", "pt": "orçamento", "en": "budget", "zh-hans": "预算"}
RARE = {"zh-hant": "評標", "pt": "património", "en": "heritage", "zh-hans": "评标"}


@dataclass(frozen=True)
class File:
    """A file of a document: text, or bytes of no meaning in a large one."""

    name: str
    media_type: str
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Version:
    """A language version. `blocks` are (`h2` | `p` | `li`, text)."""

    language: str
    title: str
    summary: str
    blocks: tuple[tuple[str, str], ...]

    @property
    def markdown(self) -> str:
        """The body as editors write it."""
        marks = {"h2": "## ", "p": "", "li": "- "}
        lines = []
        for (kind, text), (after, _text) in zip(
            self.blocks, (*self.blocks[1:], ("", "")), strict=True
        ):
            lines.append(marks[kind] + text + ("\n" if kind == after == "li" else "\n\n"))
        return "".join(lines).rstrip() + "\n"

    @property
    def html(self) -> str:
        """The same body for programs that keep HTML."""
        made, listed = [], False
        for kind, text in self.blocks:
            if listed is not (kind == "li"):
                listed = kind == "li"
                made.append("<ul>" if listed else "</ul>")
            made.append(f"<{kind}>{html.escape(text)}</{kind}>")
        return "\n".join(made) + ("</ul>" if listed else "")


@dataclass(frozen=True)
class Document:
    """A document. The peers hold its first language version, the portal all of them."""

    number: int  # from 1
    type: str
    department: str
    topics: tuple[str, ...]
    reference: str
    day: date
    versions: tuple[Version, ...]
    files: tuple[File, ...] = field(default=())

    @property
    def main(self) -> Version:
        return self.versions[0]


def documents(count: int) -> Iterator[Document]:
    """The first `count` documents, oldest first."""
    for number in range(1, count + 1):
        yield _document(number, count)


def day_of(number: int, count: int) -> date:
    """The day of document `number` of `count`."""
    return NEWEST - timedelta(days=(count - number) * DAYS // count)


def _document(number: int, count: int) -> Document:
    dice = random.Random(f"document {number}")
    # Half in Traditional Chinese; every fourth document in all four languages.
    first = dice.choices(LANGUAGES, (50, 25, 15, 10))[0]
    others = [each for each in LANGUAGES if each != first] if number % 4 == 0 else []
    department = dice.choice(DEPARTMENTS)
    day = day_of(number, count)
    return Document(
        number=number,
        type=dice.choice(TYPES),
        department=department,
        topics=tuple(sorted(dice.sample(TOPICS, dice.choice((1, 1, 2))))),
        reference=f"{number:05}/{department}/{day.year}",
        day=day,
        versions=tuple(_version(dice, language, number) for language in (first, *others)),
        files=tuple(_files(dice, number, first)),
    )


def _version(dice: random.Random, language: str, number: int) -> Version:
    blocks = [("p", f"{word}: {_phrase(dice, language, 6)}") for word in _known(number, language)]
    for section in range(4):
        blocks.append(("h2", _phrase(dice, language, 4)))
        blocks += [("p", _paragraph(dice, language, 5)) for _ in range(2)]
        if section == 1:
            blocks += [("li", _phrase(dice, language, 8)) for _ in range(5)]
    return Version(
        language,
        title(dice, language, number),
        _paragraph(dice, language, 3),
        tuple(blocks),
    )


def title(dice: random.Random, language: str, number: int) -> str:
    """The title of document `number`."""
    return f"{_phrase(dice, language, 5)} {_unusual(dice)} {number}"


def _known(number: int, language: str) -> list[str]:
    """The words that are searched for, as far as this document has them."""
    return [COMMON[language]] * (number % 3 == 0) + [RARE[language]] * (number % 100 == 0)


def _words(dice: random.Random, language: str, count: int) -> list[str]:
    """Words as common and rare as in a language: the frequency falls off with the rank."""
    found = dice.choices(WORDS[language], cum_weights=_RANKS[language], k=count)
    found[3::4] = dice.choices(_CONNECTIVES[language], k=len(found[3::4]))
    return found


def _joined(language: str, words: list[str]) -> str:
    return "".join(words) if language.startswith("zh") else " ".join(words)


def _phrase(dice: random.Random, language: str, count: int) -> str:
    text = _joined(language, _words(dice, language, count))
    return text[0].upper() + text[1:]


def _paragraph(dice: random.Random, language: str, sentences: int) -> str:
    stop, between = ("。", "") if language.startswith("zh") else (".", " ")
    return between.join(
        _phrase(dice, language, dice.randrange(10, 20)) + stop for _ in range(sentences)
    )


def _unusual(dice: random.Random) -> str:
    """A name that hardly any other document has."""
    return "".join(dice.choice(SYLLABLES) for _ in range(4)).capitalize()


def _files(dice: random.Random, number: int, language: str) -> Iterator[File]:
    if number <= LARGE_FILES:
        yield File(f"large-{number}.txt", "text/plain", _large(number))
    for place in range(dice.choices((0, 1, 2, 3), (30, 45, 15, 10))[0]):
        words = _words(dice, language, 60)
        if dice.random() < 0.4:
            rows = "\n".join(f"{word},{dice.randrange(10_000)}" for word in words)
            yield File(f"table-{number}-{place}.csv", "text/csv", f"word,count\n{rows}\n".encode())
        else:
            text = _paragraph(dice, language, 12)
            yield File(f"text-{number}-{place}.txt", "text/plain", f"{number}\n{text}\n".encode())


def _large(number: int) -> bytes:
    """Lines that are different in each of the large files; no text to search."""
    line = f"{number:04} " + "0123456789 " * 8 + "\n"
    return (line * (LARGE_BYTES // len(line) + 1)).encode()[:LARGE_BYTES]
