"""A run: index collections, ask their questions, and sort the answers by what was asked how."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from infocenter import search
from infocenter.evaluation import throwaway
from infocenter.evaluation.collections import Collection, Document, Question
from infocenter.evaluation.measures import DEPTH, Answer, Figures
from infocenter.search.meaning import embedders, store

KIND = "document"
BATCH = 200
ACROSS = 50  # results among which those in another language are sought

Ask = Callable[[Question, int], search.Results]
Progress = Callable[[int], object]


@dataclass(frozen=True)
class Row:
    """The figures of a group of questions: of one language or kind, or all where these are empty.

    Where `answers_in` names a language, only documents in it are looked at.
    """

    collection: str
    language: str
    kind: str
    answers_in: str
    way: str
    figures: Figures


def ways() -> dict[str, Ask]:
    """The ways in which questions are asked, by name, as the search page asks them."""

    def way(by_meaning: bool) -> Ask:
        return lambda question, limit: search.match(
            question.text,
            language=question.language,
            limit=limit,
            elsewhere=limit,
            by_meaning=by_meaning,
        )

    lexical = {"lexical": way(by_meaning=False)}
    return lexical | {"meaning": way(by_meaning=True)} if embedders.configured() else lexical


class Index:
    """The documents of some collections in one index, known by number there."""

    def __init__(self, collections: Sequence[Collection]):
        named = [(all_of.name, each) for all_of in collections for each in all_of.documents]
        self.documents = [each for _name, each in named]
        self.numbers = {(name, each.id): n for n, (name, each) in enumerate(named, start=1)}

    def fill(self, progress: Progress) -> None:
        """Index every document, a batch in a transaction."""
        for start in range(0, len(self.documents), BATCH):
            batch = self.documents[start : start + BATCH]
            search.index(_entry(number, each) for number, each in enumerate(batch, start + 1))
            progress(len(batch))
        search.refresh_statistics()
        throwaway.settle()
        store.catch_up()

    def grades(self, collection: str, question: Question) -> dict[int, int]:
        return {self.numbers[collection, name]: grade for name, grade in question.grades.items()}

    def language(self, number: int) -> str:
        return self.documents[number - 1].language


def _entry(number: int, document: Document) -> search.Entry:
    return search.Entry(KIND, number, document.language, document.title[:500], body=document.text)


def rows(index: Index, collection: Collection, progress: Progress) -> Iterator[Row]:
    """All questions together, then by language and by kind, and into other languages."""
    for way, ask in ways().items():
        groups: dict[tuple[str, str, str], list[Answer]] = defaultdict(list)
        ask(collection.questions[0], DEPTH)  # what a process does once isn't measured
        for question in collection.questions:
            grades = index.grades(collection.name, question)
            found, seconds = _found(ask, question, DEPTH)
            answer = Answer(found, grades, seconds)
            for group in {("", ""), (question.language, ""), ("", question.kind)}:
                groups[(*group, "")].append(answer)
            for language in {index.language(each) for each in grades} - {question.language}:
                groups[question.language, "", language].append(
                    _across(index, question, ask, grades, language)
                )
            progress(1)
        for (language, kind, answers_in), answers in sorted(groups.items()):
            if answers is groups["", "", ""] or len(answers) < len(groups["", "", ""]):
                figures = Figures.of(answers)
                yield Row(collection.label, language, kind, answers_in, way, figures)


def _found(ask: Ask, question: Question, limit: int) -> tuple[list[int], float]:
    """The numbers of the documents that were found, best first, and the seconds it took."""
    began = time.perf_counter()
    results = ask(question, limit)
    seconds = time.perf_counter() - began
    hits = results.hits
    if results.elsewhere:  # what is shown apart has its score too
        hits = sorted(hits + results.elsewhere, key=lambda hit: -hit.score)[:limit]
    return [hit.object_id for hit in hits], seconds


def _across(
    index: Index, question: Question, ask: Ask, grades: dict[int, int], language: str
) -> Answer:
    """What is found in another language than the question's."""
    found, seconds = _found(ask, question, ACROSS)
    return Answer(
        [each for each in found if index.language(each) == language],
        {number: grade for number, grade in grades.items() if index.language(number) == language},
        seconds,
    )
