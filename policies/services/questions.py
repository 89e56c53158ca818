"""The questions of a consultation, and the points of its answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from policies.models import Choice, Consultation, Point, Question
from policies.services.consultations import is_settled, show_consultation, take
from portal import labels
from portal.history.services import record
from portal.workflow import Refused

Words = Mapping[str, str]  # by language


@transaction.atomic
def save_question(
    question: Question, *, by, choices: Sequence[Words] | None = None, words: Mapping[str, Words]
) -> Question:
    """Keep a new or changed question: `words` has `text` and perhaps `hint`, each by language.

    `choices` are kept in their order. Refused once people can have answered.
    """
    consultation = _open(question.consultation)
    is_new = question.pk is None
    for field, texts in words.items():
        _put_words(question, field, texts)
    if is_new:
        question.position = _next(consultation.questions)
    question.save()
    if choices is not None:
        question.choices.all().delete()
        for position, texts in enumerate(choices):
            choice = Choice(question=question, position=position)
            _put_words(choice, "text", texts)
            choice.save()
    verb = "question_added" if is_new else "question_changed"
    record(f"consultation.{verb}", consultation, actor=by, question=question.pk)
    _touch(consultation)
    return question


@transaction.atomic
def delete_question(question: Question, *, by) -> None:
    """Take a question away, while nobody can have answered it."""
    consultation = _open(question.consultation)
    record("consultation.question_deleted", consultation, actor=by, question=question.pk)
    question.delete()
    _touch(consultation)


@transaction.atomic
def move_question(question: Question, *, by, up: bool) -> None:
    """One place up, or down."""
    consultation = _open(question.consultation)
    rows = list(consultation.questions.all())
    at = next(index for index, each in enumerate(rows) if each.pk == question.pk)
    to = max(0, min(len(rows) - 1, at - 1 if up else at + 1))
    rows.insert(to, rows.pop(at))
    for position, each in enumerate(rows):
        Question.objects.filter(pk=each.pk).update(position=position)
    record("consultation.question_moved", consultation, actor=by, question=question.pk)
    _touch(consultation)


@transaction.atomic
def save_point(point: Point, *, by, words: Mapping[str, Words]) -> Point:
    """Keep a new or changed point of the answer: `words` has `said` and `did` by language."""
    consultation = point.consultation
    take(consultation)
    if not consultation.is_closed():
        raise Refused(_("It can be answered once it has closed."))
    if point.article and point.article.policy_id != consultation.policy_id:
        raise Refused(_("This article belongs to another policy."))
    is_new = point.pk is None
    for field, texts in words.items():
        _put_words(point, field, texts)
    if is_new:
        point.position = _next(consultation.points)
    point.save()
    verb = "point_added" if is_new else "point_changed"
    record(f"consultation.{verb}", consultation, actor=by, point=point.pk)
    _touch(consultation)
    return point


@transaction.atomic
def delete_point(point: Point, *, by) -> None:
    """Take a point out of the answer."""
    consultation = point.consultation
    take(consultation)
    record("consultation.point_deleted", consultation, actor=by, point=point.pk)
    point.delete()
    _touch(consultation)


def _open(consultation: Consultation) -> Consultation:
    take(consultation)
    if is_settled(consultation):
        raise Refused(_("It has opened: its questions can't be changed any more."))
    return consultation


def _touch(consultation: Consultation) -> None:
    consultation.version += 1
    consultation.save(update_fields=["version"])
    show_consultation(consultation)


def _put_words(row: Any, field: str, texts: Words) -> None:
    for code, column in labels.columns(field):
        setattr(row, column, texts.get(code, "").strip())


def _next(rows) -> int:
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
