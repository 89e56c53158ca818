"""Many documents for search alone, quickly: their texts, tokens and rows of the index.

    python -m benchmarks.search_documents COUNT [FILE]

fills the database of DATABASE_URL, and says in FILE how many seconds it took. Words are as frequent
as in a language: few are in every other document, most in hardly any. Tokens are put together from
those of the words, which the portal's analyzer makes once; a test sees to it that they are what it
would make of the whole text.
"""

import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path

from benchmarks import documents

WORDS = 20_000  # different ones in each language
SENTENCES, LENGTH = 8, 12
SHARES = {"zh-hant": 50, "pt": 25, "en": 15, "zh-hans": 10}
BATCH = 2000
ROUNDS = 4  # in which all questions are asked
_HAN = "".join(sorted(set("".join(documents.WORDS["zh-hans"]))))


@dataclass(frozen=True)
class Text:
    """A document in one language; `words` of each sentence, the first of which is the title."""

    number: int
    language: str
    words: tuple[tuple[str, ...], ...]

    @property
    def title(self) -> str:
        return self._joined(self.words[0])

    @property
    def body(self) -> str:
        stop = "。" if self.language.startswith("zh") else ". "
        return "".join(self._joined(each) + stop for each in self.words[1:])

    def _joined(self, words: tuple[str, ...]) -> str:
        return ("" if self.language.startswith("zh") else " ").join(words)


def texts(count: int) -> Iterator[Text]:
    """The same in each run, and the first ones the same whatever the count."""
    dice = random.Random("search")
    vocabularies = {each: vocabulary(each) for each in SHARES}
    weights = list(accumulate(1 / rank for rank in range(2, WORDS + 2)))
    for number in range(1, count + 1):
        language = dice.choices(list(SHARES), list(SHARES.values()))[0]
        words = dice.choices(vocabularies[language], cum_weights=weights, k=SENTENCES * LENGTH + 6)
        sentences = [tuple(words[at : at + LENGTH]) for at in range(6, len(words), LENGTH)]
        yield Text(number, language, (tuple(words[:6]), *sentences))


def vocabulary(language: str) -> list[str]:
    """Words by frequency: those of official language first, then made ones."""
    dice = random.Random(f"words in {language}")
    known = dict.fromkeys(documents.WORDS[language])
    syllables = _HAN if language.startswith("zh") else documents.SYLLABLES
    while len(known) < WORDS:
        known["".join(dice.choices(syllables, k=dice.choice((2, 2, 3, 4))))] = None
    return list(known)[:WORDS]


def questions(count: int, each: int = 25) -> dict[str, list[tuple[str, str]]]:
    """What is asked of so many documents, by name: (language, question)."""
    dice = random.Random("questions")
    found: dict[str, list[tuple[str, str]]] = {
        name: [] for name in ("one common word", "two words", "ten words", "a rare word")
    }
    sample = list(islice(texts(count), 4000))
    for text in dice.sample(sample, min(each, len(sample))):
        words = vocabulary(text.language)
        space = "" if text.language.startswith("zh") else " "
        asked = (
            dice.choice(words[:10]),
            space.join(dice.sample(words[:200], 2)),
            space.join(text.words[2][:10]),
            dice.choice(words[WORDS // 2 :]),
        )
        for name, question in zip(found, asked, strict=True):
            found[name].append((text.language, question))
    return found


def main() -> None:
    import django

    django.setup()
    began = time.monotonic()
    fill(int(sys.argv[1]))
    for file in sys.argv[2:]:
        Path(file).write_text(f"{time.monotonic() - began:.0f}")


def fill(count: int) -> None:
    """Put them into the index as the portal does, but for the analysis; then tidy it up."""
    from django.db import connection
    from tqdm import tqdm

    from infocenter import search

    source, prepared = texts(count), Analyzed()
    with tqdm(total=count, unit="document", disable=None) as progress, _without_gin(connection):
        while batch := list(islice(source, BATCH)):
            search.add([prepared(each) for each in batch])
            progress.update(len(batch))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    search.refresh_statistics()


class Analyzed:
    """Prepares entries with the tokens of their words, each of which is analysed once."""

    def __init__(self):
        from infocenter.search import text

        self.text = text
        self.known: dict[tuple[str, str], list[str]] = {}

    def __call__(self, each: Text):
        from infocenter import search
        from infocenter.search.entries import Tokens

        title, *body = (self.tokens(each.language, words) for words in each.words)
        if each.language.startswith("zh"):
            title += list("".join(self.key(each.language, word) for word in each.words[0]))
        day = documents.day_of(each.number % 10_000 + 1, 10_000)
        entry = search.Entry(
            "document",
            each.number,
            each.language,
            each.title,
            body=each.body,
            department_id=each.number % len(documents.DEPARTMENTS) + 1,
            type=documents.TYPES[each.number % len(documents.TYPES)],
            date=day,
        )
        return search.Prepared(entry, Tokens(title, [], [one for some in body for one in some], []))

    def tokens(self, language: str, words: tuple[str, ...]) -> list[str]:
        if language.startswith("zh"):
            return self.text.bigrams("".join(self.key(language, word) for word in words))
        return [one for word in words for one in self._once(language, word, self.text.tokens)]

    def key(self, language: str, word: str) -> str:
        return self._once(language, word, lambda word, _language: [self.text.key(word)])[0]

    def _once(self, language: str, word: str, analyze) -> list[str]:
        if (language, word) not in self.known:
            self.known[language, word] = analyze(word, language)
        return self.known[language, word]


@contextmanager
def _without_gin(connection):
    """PostgreSQL builds an index over what is there faster than it keeps one up to date."""
    indexes = []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '%USING gin%'"
                " AND tablename = 'infocenter_searchentry'"
            )
            indexes = cursor.fetchall()
            for name, _definition in indexes:
                cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        for _name, definition in indexes:
            cursor.execute(definition)


if __name__ == "__main__":
    main()
