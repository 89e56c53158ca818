"""Which pages are asked for: such as readers ask for, and never the same one twice in a round."""

import random
from itertools import islice
from urllib.parse import quote, urlencode

from benchmarks.documents import (
    COMMON,
    DEPARTMENTS,
    LANGUAGES,
    LARGE_FILES,
    RARE,
    TOPICS,
    TYPES,
    day_of,
    documents,
)

A_ROUND = 12_000  # more than can be answered in one
NEWEST = 1_000  # documents on the pages of the list that people look at
YEARS = range(2015, 2027)

Pages = list[str]


def filters() -> list[str]:
    """The list as a whole, and narrowed in one respect: each has counts of its own."""
    return [
        "",
        *(f"type={each}" for each in TYPES),
        *(f"topic={each}" for each in TOPICS),
        *(f"department={each}" for each in DEPARTMENTS),
        *(f"year={each}" for each in YEARS),
    ]


class Addresses:
    """Addresses of each program for the same things. `count` documents are there."""

    def __init__(self, count: int):
        self.count = count
        self.dice = random.Random("addresses")
        self.depth = min(NEWEST, count // 2)

    # The list

    def _place(self, depth: int) -> int:
        return self.count - self.dice.randrange(depth)

    def portal_list(self, *, depth: int | None = None) -> Pages:
        """Pages of the list in four languages, most of them narrowed, to a depth of documents."""
        found: dict[str, None] = {}
        narrowed = filters()
        while len(found) < A_ROUND:
            number = self._place(depth or self.depth)
            narrow = self.dice.choice(narrowed) if self.dice.random() < 0.6 else ""
            key = f"after={day_of(number, self.count)}.{number}"
            query = f"{narrow}&{key}" if narrow else key
            found[f"/{self.dice.choice(LANGUAGES)}/documents/?{query}"] = None
        return list(found)

    def portal_first_pages(self) -> Pages:
        """The first page of every narrowed list, in four languages: makes counts and choices."""
        return [
            f"/{language}/documents/" + (f"?{each}" if each else "")
            for language in LANGUAGES
            for each in filters()
        ]

    def portal_rows(self) -> Pages:
        """Pages that together have all rows that `portal_list` asks for, but for a few."""
        numbers = range(self.count, max(20, self.count - self.depth - 300), -20)
        return [
            f"/{language}/documents/?after={day_of(number, self.count)}.{number}"
            for language in LANGUAGES
            for number in numbers
        ]

    def bare_list(self) -> Pages:
        return [f"/documents/?after={self._place(self.depth)}" for _ in range(A_ROUND)]

    def wagtail_list(self) -> Pages:
        pages = self.depth // 20
        return [f"/?page={self.dice.randrange(1, pages + 1)}" for _ in range(A_ROUND)]

    def datasette_list(self) -> Pages:
        """Without the texts of the documents, which the others' lists don't show either."""
        columns = ["title", "teaser", "day", "type", "department", "reference", "language"]
        columns.append("formats")
        fixed = urlencode([*(("_col", each) for each in columns), ("_sort_desc", "day")])
        numbers = [self._place(self.depth) for _ in range(A_ROUND)]
        return [
            f"/city/documents?{fixed}&_next={day_of(number, self.count)}%2C{number}"
            for number in numbers
        ]

    # A document

    def _documents(self) -> list[int]:
        return [self.dice.randrange(self.count) + 1 for _ in range(A_ROUND)]

    def portal_document(self) -> Pages:
        """Documents in a language of the interface each, none twice."""
        pairs = [(n + 1, language) for n in range(self.count) for language in LANGUAGES]
        chosen = self.dice.sample(pairs, min(A_ROUND, len(pairs)))
        return [f"/{language}/documents/{number}/" for number, language in chosen]

    def bare_document(self) -> Pages:
        return [f"/documents/{each}/" for each in self._documents()]

    def wagtail_document(self) -> Pages:
        return [f"/{each}/" for each in self._documents()]

    def datasette_document(self) -> Pages:
        return [f"/city/documents/{each}" for each in self._documents()]

    # Search: common or rare words of the three languages that every program can find

    def _questions(self, words: dict[str, str]) -> list[tuple[str, str, str]]:
        known = [words[each] for each in ("pt", "en")]
        every = [(word, d, t) for word in known for d in ("", *DEPARTMENTS) for t in ("", *TYPES)]
        whole, narrowed = every[:1], every[1:]
        self.dice.shuffle(narrowed)
        return whole + narrowed

    def portal_search(self, words: dict[str, str]) -> Pages:
        return [
            f"/{language}/search/?" + urlencode({"q": word, "department": d, "type": t})
            for language in LANGUAGES
            for word, d, t in self._questions(words)
        ]

    def wagtail_search(self, words: dict[str, str]) -> Pages:
        return [
            f"/search/?query={quote(word)}&page={page}"
            for page in range(1, 5)
            for word in (words["pt"], words["en"])
        ]

    def datasette_search(self, words: dict[str, str]) -> Pages:
        return [
            f"/city/documents?_col=title&_col=teaser&_col=day&_search={quote(word)}"
            + (f"&department={d}" if d else "")
            + (f"&type={t}" if t else "")
            for word, d, t in self._questions(words)
        ]

    # Files

    def files(self) -> list[tuple[int, int, str, str]]:
        """The large files: document, place in the sequence of all files, name, hash."""
        found, place = [], 0
        for document in islice(documents(self.count), LARGE_FILES):
            large = document.files[0]
            found.append((document.number, place + 1, large.name, large.sha256))
            place += len(document.files)
        return found

    def portal_files(self) -> Pages:
        return [
            f"/en/documents/{document}/files/{place}/{name}"
            for document, place, name, _sha256 in self.files()
        ]

    def portal_staff_files(self) -> Pages:
        return [
            f"/admin/infocenter/document/{document}/files/{place}/{name}"
            for document, place, name, _sha256 in self.files()
        ]

    def bare_files(self) -> Pages:
        return [f"/files/{place}/" for _document, place, _name, _sha256 in self.files()]

    def direct_files(self) -> Pages:
        return [
            f"/direct/{sha256[:2]}/{sha256[2:4]}/{sha256}"
            for _document, _place, _name, sha256 in self.files()
        ]


__all__ = ["COMMON", "RARE", "Addresses", "filters"]
