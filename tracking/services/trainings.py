"""Trainings: sessions, sign-up, attendance, the quiz, certificates, completion."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter.models import Document
from portal import labels
from portal.history.services import record
from portal.organisation.models import Department, Member
from portal.workflow import Refused, advance
from tracking.models import (
    Certificate,
    Enrolment,
    QuizAttempt,
    QuizQuestion,
    Session,
    Training,
)
from tracking.services.writing import keep, keep_part, lock, remove_part
from tracking.states.trainings import COMING, ENROLMENT_TRANSITIONS, EnrolmentStatus

TRIES = 3  # at the quiz, in a day: what is read helps more than what is guessed
DAY = timedelta(days=1)


@transaction.atomic
def save_training(
    training: Training,
    *,
    by,
    departments: Iterable[Department] | None = None,
    materials: Iterable[Document] | None = None,
    changed: Iterable[str] = (),
    seen_version: int | None = None,
) -> Training:
    """Keep a new or changed training."""
    if training._state.adding:
        training.created_by = by
    keep(training, "training", by=by, changed=changed, seen_version=seen_version)
    if departments is not None:
        training.departments.set(departments)
    if materials is not None:
        training.materials.set(materials)
    return training


@transaction.atomic
def open_training(training: Training, *, by, seen_version: int | None = None) -> Training:
    """Let staff sign up."""
    lock(training, seen_version)
    if not training.sessions.exists():
        raise Refused(_("It needs a session first."))
    return _set_open(training, True, by)


@transaction.atomic
def close_training(training: Training, *, by, seen_version: int | None = None) -> Training:
    """Nobody signs up any more; certificates stay."""
    lock(training, seen_version)
    return _set_open(training, False, by)


def _set_open(training: Training, is_open: bool, by) -> Training:
    training.is_open, training.version = is_open, training.version + 1
    training.save(update_fields=["is_open", "version"])
    record("training.opened" if is_open else "training.closed", training, actor=by)
    return training


@transaction.atomic
def delete_training(training: Training, *, by) -> None:
    """Throw away a training that nobody signed up for."""
    lock(training)
    if Enrolment.objects.filter(session__training=training).exists():
        raise Refused(_("“%(title)s” stays: something has come of it.") % {"title": training})
    record("training.deleted", training, actor=by)
    training.delete()


@transaction.atomic
def save_session(session: Session, *, by) -> Session:
    """Keep a new or changed session."""
    if session.ends_at <= session.starts_at:
        raise Refused(_("It can't end before it begins."))
    keep_part(session, session.training, "session", by=by)
    return session


@transaction.atomic
def remove_session(session: Session, *, by) -> None:
    """Take out a session that nobody signed up for."""
    remove_part(session, session.training, "session", by=by)


@transaction.atomic
def save_question(question: QuizQuestion, *, by) -> QuizQuestion:
    """Keep a new or changed question: as many answers in each language, one of them right."""
    counts = {
        len(options(getattr(question, column) or ""))
        for _code, column in labels.columns("options")
        if (getattr(question, column) or "").strip()
    }
    if len(counts) != 1:
        raise Refused(_("Write as many answers in each language."))
    if not next(iter(counts)) >= 2 or not 1 <= question.right <= next(iter(counts)):
        raise Refused(_("There are at least two answers, and the right one is among them."))
    keep_part(question, question.training, "question", by=by)
    return question


@transaction.atomic
def remove_question(question: QuizQuestion, *, by) -> None:
    """Take a question out of the quiz."""
    remove_part(question, question.training, "question", by=by)


def options(lines: str) -> list[str]:
    """The answers of a question, from its lines."""
    return [each.strip() for each in lines.splitlines() if each.strip()]


@transaction.atomic
def sign_up(session: Session, *, user, at: datetime | None = None) -> Enrolment:
    """Take a place, if there is one. Asked twice, it is one place."""
    at = at or timezone.now()
    Session.objects.select_for_update().get(pk=session.pk)
    if not session.training.is_open or session.starts_at <= at:
        raise Refused(_("Signing up is over."))
    mine = session.enrolments.filter(user=user).first()
    if mine and mine.status in COMING:
        return mine
    if session.enrolments.filter(status__in=COMING).count() >= session.places:
        raise Refused(_("All places are taken."))
    if mine:
        advance(mine, ENROLMENT_TRANSITIONS["sign_up"], at=at)
    else:
        mine = Enrolment.objects.create(session=session, user=user, at=at)
    record("training.signed_up", session.training, actor=user, session=session.pk)
    return mine


@transaction.atomic
def sign_off(session: Session, *, user) -> None:
    """Give the place back."""
    mine = session.enrolments.filter(user=user).first()
    if mine is None:
        raise Refused(_("You haven't signed up."))
    advance(mine, ENROLMENT_TRANSITIONS["cancel"])
    record("training.signed_off", session.training, actor=user, session=session.pk)


@transaction.atomic
def note_attendance(
    session: Session, *, by, came: Iterable[int], at: datetime | None = None
) -> None:
    """Write down who came, by the keys of their sign-ups; the others did not."""
    at = at or timezone.now()
    if session.starts_at > at:
        raise Refused(_("It hasn't begun yet."))
    there = set(came)
    for each in session.enrolments.filter(status__in=COMING).select_related("user"):
        wanted = EnrolmentStatus.ATTENDED if each.pk in there else EnrolmentStatus.ABSENT
        if each.status != wanted:
            step = "attend" if wanted == EnrolmentStatus.ATTENDED else "miss"
            advance(each, ENROLMENT_TRANSITIONS[step])
            _certify(session.training, each.user, at)
    count = len(there)
    record("training.attendance", session.training, actor=by, session=session.pk, came=count)


@transaction.atomic
def take_quiz(
    training: Training, *, user, answers: Mapping[int, int], at: datetime | None = None
) -> QuizAttempt:
    """Answer the quiz: for each question's key the line that was chosen, from 1."""
    at = at or timezone.now()
    Training.objects.select_for_update().get(pk=training.pk)
    questions = list(training.questions.all())
    if not questions:
        raise Refused(_("This training has no quiz."))
    if training.attempts.filter(user=user, at__gt=at - DAY).count() >= TRIES:
        raise Refused(_("You have tried three times today. Read the materials and try tomorrow."))
    right = sum(answers.get(each.pk) == each.right for each in questions)
    points = right * 100 // len(questions)
    attempt = QuizAttempt.objects.create(
        training=training, user=user, points=points, is_passed=points >= training.pass_mark, at=at
    )
    record("training.quiz", training, actor=user, passed=attempt.is_passed)
    _certify(training, user, at)
    return attempt


def _certify(training: Training, user, at: datetime) -> None:
    """Give a certificate to who came and passed; once."""
    came = Enrolment.objects.filter(
        session__training=training, user=user, status=EnrolmentStatus.ATTENDED
    )
    if not came.exists():
        return
    if training.questions.exists() and not training.attempts.filter(user=user, is_passed=True):
        return
    name = user.get_full_name() or user.get_username()
    certificate, is_new = Certificate.objects.get_or_create(
        training=training, user=user, defaults={"name": name, "issued_at": at}
    )
    if is_new:
        record("training.certified", training, actor=None, certificate=certificate.pk)


@dataclass(frozen=True)
class Completion:
    """How many of a department's staff have completed a training."""

    department: Department
    staff: int
    done: int

    @property
    def percent(self) -> int:
        """Rounded down: 100 means everybody."""
        return self.done * 100 // self.staff if self.staff else 0


def completion(training: Training) -> list[Completion]:
    """By department, of its active members."""
    rows = Member.objects.filter(
        department__in=training.departments.all(), user__is_active=True
    ).values_list("department", "user")
    done = set(training.certificates.values_list("user", flat=True))
    staff: dict[int, set[int]] = {}
    for department, user in rows:
        staff.setdefault(department, set()).add(user)
    return [
        Completion(each, len(staff.get(each.pk, ())), len(staff.get(each.pk, set()) & done))
        for each in training.departments.all()
    ]
