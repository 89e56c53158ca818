"""Responding to a consultation: taken in, found again by the receipt, changed, taken back."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import cast
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from policies import receipts
from policies.models import Consultation, Question, Reply, Respondent, Response
from policies.states.consultations import (
    RESPONSE_TRANSITIONS,
    QuestionKind,
    ResponseStatus,
    Stage,
)
from portal import sealing, workflow
from portal.history.services import record
from portal.workflow import Refused, advance

_TRIES = 20  # numbers, until one is free

Said = str | int | Sequence[int] | None  # words, a value or a choice, choices


@dataclass(frozen=True)
class Answers:
    """What a resident responds. `said` is by question: words, a value, a choice or choices."""

    submission: UUID
    consultation: Consultation
    language: str
    said: Mapping[int, Said]
    person: Respondent = field(default_factory=Respondent)
    may_publish: bool = False
    is_suspect: bool = False


@dataclass(frozen=True)
class ResponseReceipt:
    """What the resident takes away. The code is told here and kept nowhere."""

    response: Response
    code: str

    @property
    def number(self) -> str:
        return self.response.number


def respond(answers: Answers) -> ResponseReceipt:
    """Take a response in. The same submission again is the same response, the same receipt."""
    response = find_sent(answers.submission)
    if response is None:
        number = _free_number()
        code = receipts.hashed(number, receipts.code_of(answers.submission))  # slow: locks nothing
        try:
            response = _respond(answers, number, code)
        except IntegrityError:
            response = find_sent(answers.submission)  # it came twice at once
            if response is None:
                raise
    return ResponseReceipt(response, receipts.code_of(answers.submission))


def find_sent(submission: UUID) -> Response | None:
    """The response that was taken in of a submission."""
    return Response.objects.filter(submission=receipts.submission_hash(submission)).first()


@transaction.atomic
def _respond(answers: Answers, number: str, code: str) -> Response:
    consultation = Consultation.objects.select_for_update().get(pk=answers.consultation.pk)
    _check_open(consultation)
    response = Response.objects.create(
        consultation=consultation,
        number=number,
        submission=receipts.submission_hash(answers.submission),
        code=code,
        language=answers.language,
        status=ResponseStatus.QUARANTINE if answers.is_suspect else ResponseStatus.COUNTED,
        person=sealing.seal(asdict(answers.person)),
        may_publish=answers.may_publish,
    )
    _put_replies(response, answers.said)
    record("response.received", response)
    return response


def find_response(number: str, code: str) -> Response | None:
    """The response of a receipt; None alike for a wrong number and for a wrong code."""
    written = receipts.read_number(number)
    response = Response.objects.filter(number=written).first() if written else None
    right = receipts.is_code(written or "", code, response.code if response else "")
    return response if response and right else None


@transaction.atomic
def change_response(
    response: Response, *, said: Mapping[int, Said], person: Respondent, may_publish: bool
) -> Response:
    """Put other answers in the place of those that were sent, while the consultation is open."""
    _take(response)
    _check_open(response.consultation)
    if response.status == ResponseStatus.WITHDRAWN:
        raise Refused(_("This response was withdrawn."))
    response.person = sealing.seal(asdict(person))
    response.may_publish = may_publish
    response.changed_at = timezone.now()
    response.version += 1
    response.save(update_fields=["person", "may_publish", "changed_at", "version"])
    _put_replies(response, said)
    record("response.changed", response)
    return response


@transaction.atomic
def withdraw_response(response: Response) -> Response:
    """Take it back while the consultation is open: nothing of it is kept but that it was there."""
    _take(response)
    _check_open(response.consultation)
    advance(response, RESPONSE_TRANSITIONS["withdraw"], version=response.version + 1)
    forget_response(response)
    response.replies.all().delete()
    record("response.withdraw", response)
    return response


def forget_response(response: Response) -> None:
    """Delete who sent it and what was said in own words; choices and values are only figures."""
    response.person = response.mark = ""
    response.save(update_fields=["person", "mark"])
    response.replies.update(sealed="")


def said_of(response: Response) -> dict[int, Said]:
    """What a response says, as `Answers.said`; for its sender and those who may see responses."""
    said: dict[int, Said] = {}
    chosen: dict[int, list[int]] = {}
    for each in response.replies.select_related("question"):
        if each.question.kind == QuestionKind.MANY and each.choice_id:
            chosen.setdefault(each.question_id, []).append(each.choice_id)
        elif each.question.kind == QuestionKind.ONE:
            said[each.question_id] = each.choice_id
        elif each.question.kind == QuestionKind.SCALE:
            said[each.question_id] = each.value
        else:
            said[each.question_id] = each.words()
    return {**said, **chosen}


def _take(response: Response) -> None:
    changed = _("This response has been changed meanwhile. Look at it again first.")
    workflow.take(response, None, changed)


def _check_open(consultation: Consultation) -> None:
    stage = consultation.stage()
    if stage == Stage.UPCOMING:
        raise Refused(_("This consultation hasn't opened yet."))
    if stage != Stage.OPEN:
        raise Refused(_("This consultation has closed."))


def _put_replies(response: Response, said: Mapping[int, Said]) -> None:
    response.replies.all().delete()
    questions = response.consultation.questions.prefetch_related("choices")
    rows = [row for each in questions for row in _replies(response, each, said.get(each.pk))]
    Reply.objects.bulk_create(rows)
    words = "\n".join(str(said.get(each.pk) or "") for each in questions if _is_text(each))
    response.mark = mark_of(words)
    response.save(update_fields=["mark"])


def _replies(response: Response, question: Question, said: Said) -> list[Reply]:
    """The rows that keep what was said to a question. What isn't on offer raises Refused."""
    if said is None or said == "" or said == []:
        if question.is_required:
            raise Refused(_("“%(question)s” has to be answered.") % {"question": question})
        return []
    if question.kind == QuestionKind.TEXT:
        return [Reply(response=response, question=question, sealed=sealing.seal(said))]
    if question.kind == QuestionKind.SCALE:
        return [Reply(response=response, question=question, value=cast(int, said))]
    chosen = {said} if isinstance(said, int) else set(cast("Sequence[int]", said))
    offered = [each.pk for each in question.choices.all()]
    if not chosen <= set(offered):
        raise Refused(_("This choice isn't on offer."))
    if question.most and len(chosen) > question.most:
        raise Refused(_("Too many were chosen for “%(question)s”.") % {"question": question})
    return [
        Reply(response=response, question=question, choice_id=pk) for pk in offered if pk in chosen
    ]


def _is_text(question: Question) -> bool:
    return question.kind == QuestionKind.TEXT


def mark_of(words: str) -> str:
    """Alike for words that are alike but for spaces, signs and capitals; empty without words."""
    letters = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", words).casefold())
    if not letters:
        return ""
    return salted_hmac("policies.responses.mark", letters, algorithm="sha256").hexdigest()


def _free_number() -> str:
    for _try in range(_TRIES):
        number = receipts.new_number(timezone.localdate().year)
        if not Response.objects.filter(number=number).exists():
            return number
    raise RuntimeError("No number is free.")
