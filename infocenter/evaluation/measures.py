"""The measures of retrieval research: how high the answers stand, and how quick it was."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

DEPTH = 10  # what a reader looks at


@dataclass(frozen=True)
class Answer:
    """What one question found, best first, against the grades of what answers it."""

    found: Sequence[int]
    grades: Mapping[int, int]
    seconds: float

    @property
    def reciprocal_rank(self) -> float:
        """1 if the first result answers, a half if only the second does, 0 beyond the tenth."""
        places = enumerate(self.found[:DEPTH], start=1)
        return next((1 / place for place, each in places if self.grades.get(each)), 0.0)

    @property
    def gain(self) -> float:
        """nDCG: the grades of the results, less for each further down, as a share of the best."""
        best = sorted(self.grades.values(), reverse=True)
        return _discounted([self.grades.get(each, 0) for each in self.found]) / _discounted(best)

    @property
    def recall(self) -> float:
        """The share of all answers that is among the results."""
        return len(self.grades.keys() & set(self.found[:DEPTH])) / len(self.grades)


def _discounted(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(place + 1) for place, grade in enumerate(grades[:DEPTH], start=1))


@dataclass(frozen=True)
class Figures:
    """The means over questions, and how long they took."""

    questions: int
    mrr: float
    ndcg: float
    recall: float
    p50: float  # milliseconds
    p95: float

    @classmethod
    def of(cls, answers: Sequence[Answer]) -> "Figures":
        return cls(
            len(answers),
            fmean(each.reciprocal_rank for each in answers),
            fmean(each.gain for each in answers),
            fmean(each.recall for each in answers),
            *percentiles([each.seconds for each in answers]),
        )


def percentiles(seconds: Sequence[float]) -> tuple[float, float]:
    """p50 and p95 in milliseconds: one that was measured, not one between two."""
    ordered = sorted(seconds)
    return tuple(1000 * ordered[int(len(ordered) * part)] for part in (0.5, 0.95))  # type: ignore[return-value]
