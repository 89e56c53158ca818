"""What a consultation found, in figures that everybody may see, once it has closed."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count

from policies.models import Consultation, Question, Reply, Response
from policies.states.consultations import SCALE, QuestionKind, ResponseStatus
from policies.suppression import FEW, hide_extreme, hide_small
from portal.labels import Label, label


@dataclass(frozen=True)
class Row:
    """How many chose something; None if too few to tell."""

    words: Label | str
    count: int | None
    share: int | None  # in percent of the responses


@dataclass(frozen=True)
class Result:
    """The figures of one question. `answered` is None if too few answered, or too few didn't."""

    question: Question
    words: Label
    rows: list[Row]
    answered: int | None
    mean: float | None = None  # of a scale, if nothing of it is hidden


@dataclass(frozen=True)
class Results:
    """The figures of a consultation."""

    responses: int
    undecided: int  # in quarantine: the figures come when none is
    results: list[Result]
    few: int = FEW

    @property
    def is_ready(self) -> bool:
        """Whether figures can be shown."""
        return not self.undecided and self.responses >= self.few


def results(consultation: Consultation, language: str) -> Results:
    """The figures of a consultation that has closed, small ones hidden."""
    if not consultation.is_closed():
        raise ValueError("Figures of a consultation that hasn't closed were asked for.")
    responses = Response.objects.filter(consultation=consultation)
    counted = responses.counted().count()
    undecided = responses.filter(status=ResponseStatus.QUARANTINE).count()
    if undecided or counted < FEW:
        return Results(counted, undecided, [])
    tallies = _tallies(consultation)
    questions = consultation.questions.prefetch_related("choices")
    made = [_result(each, tallies.get(each.pk, Tally()), counted, language) for each in questions]
    return Results(counted, 0, made)


@dataclass
class Tally:
    """How many answered a question, and how often each choice or value was given."""

    answered: int = 0
    given: Counter[int] = field(default_factory=Counter)


def _tallies(consultation: Consultation) -> dict[int, Tally]:
    """By question; two queries, however many there are."""
    rows = Reply.objects.filter(
        response__consultation=consultation, response__status=ResponseStatus.COUNTED
    ).order_by()
    found: dict[int, Tally] = {}
    people = rows.values_list("question").annotate(Count("response", distinct=True))
    for question, number in people:
        found[question] = Tally(number)
    given = rows.values_list("question", "choice", "value").annotate(Count("pk"))
    for question, choice, value, number in given:
        if choice or value:
            found[question].given[choice or value] += number
    return found


def _result(question: Question, tally: Tally, total: int, language: str) -> Result:
    answered = tally.answered
    words = label(question, "text", language)
    told = hide_extreme([answered], total)[0]
    if question.kind == QuestionKind.TEXT:
        return Result(question, words, [], told)
    if question.kind == QuestionKind.SCALE:
        names: list[Label | str] = [str(each) for each in SCALE]
        counts = [tally.given[each] for each in SCALE]
    else:
        names = [label(each, "text", language) for each in question.choices.all()]
        counts = [tally.given[each.pk] for each in question.choices.all()]
    if question.kind == QuestionKind.MANY:
        shown = hide_extreme(counts, total)
    else:
        *shown, silent = hide_small([*counts, total - answered])
        told = None if silent is None else answered
    made = [
        Row(name, each, None if each is None else round(100 * each / total))
        for name, each in zip(names, shown, strict=True)
    ]
    mean = None
    if question.kind == QuestionKind.SCALE and answered and None not in shown and told is not None:
        mean = sum(value * each for value, each in zip(SCALE, counts, strict=True)) / answered
    return Result(question, words, made, told, mean)
