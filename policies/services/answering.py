"""From a draft to the answer: approved by somebody else where the department wants it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from policies.models import AnswerDraft, Case, Message, Practice
from policies.services import case_files
from policies.services.moves import change, move, say, start_clock, take
from policies.services.telling import tell
from policies.states.cases import Direction, Purpose
from portal import sealing
from portal.workflow import Refused


def needs_approval(case: Case) -> bool:
    """Whether somebody else has to read the answer before it is sent."""
    if case.department_id is None:
        return False
    practices = Practice.objects.filter(department=case.department_id)
    return practices.filter(approves_answers=True).exists()


@transaction.atomic
def draft_answer(case: Case, *, by, text: str, seen=None) -> AnswerDraft:
    """Keep an answer as it stands. What waited for approval has to be submitted anew."""
    take(case, seen)
    if not case.is_open:
        raise Refused(_("The case is over."))
    if not text.strip():
        raise Refused(_("Write something first."))
    draft, _made = AnswerDraft.objects.update_or_create(
        case=case,
        defaults={
            "author": by,
            "sealed": sealing.seal(text.strip()),
            "changed_at": timezone.now(),
            "waits": False,
        },
    )
    change(case, "drafted", by=by)
    return draft


@transaction.atomic
def submit_answer(case: Case, *, by, seen=None) -> AnswerDraft:
    """Have somebody else look at the draft."""
    take(case, seen)
    draft = _draft(case)
    draft.waits = True
    draft.save(update_fields=["waits"])
    change(case, "submitted", by=by)
    return draft


@transaction.atomic
def return_answer(case: Case, *, by, reason: str, seen=None) -> AnswerDraft:
    """Give a draft back to its author, with what is missing."""
    take(case, seen)
    draft = _draft(case)
    if not draft.waits:
        raise Refused(_("No answer waits for approval."))
    say(case, Direction.INTERNAL, Purpose.NOTE, reason, by=by)
    draft.waits = False
    draft.save(update_fields=["waits"])
    change(case, "returned", by=by)
    return draft


@transaction.atomic
def answer_case(case: Case, *, by, seen=None) -> Case:
    """Send the draft as the answer, also to all cases that are answered with this one.

    Where the department wants approval, who sends it must not be who wrote it.
    """
    take(case, seen)
    draft = _draft(case)
    if case.merged_into_id is not None:
        raise Refused(_("This case is answered with another one."))
    if needs_approval(case) and (not draft.waits or draft.author_id == by.pk):
        raise Refused(_("Somebody else has to approve this answer first."))
    draft.delete()
    message = _answer(case, "answer", draft, by)
    case_files.attach_officers(message)
    for other in case.merged.all():
        take(other)
        if other.is_open and other.acknowledged_at:
            case_files.copy(message, _answer(other, "answer_with_other", draft, by))
    return case


def _answer(case: Case, transition: str, draft: AnswerDraft, by) -> Message:
    now = timezone.now()
    start_clock(case)
    move(case, transition, by=by, answered_at=now)
    tell(case, "answered")
    return say(case, Direction.TO_RESIDENT, Purpose.ANSWER, draft.words(), by=draft.author, at=now)


def _draft(case: Case) -> AnswerDraft:
    draft = AnswerDraft.objects.filter(case=case).first()
    if draft is None:
        raise Refused(_("Write the answer first."))
    return draft
