"""What residents do with their own case, by its receipt. Sending twice is the same as once."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from policies import receipts
from policies.models import Case
from policies.services import case_files
from policies.services.moves import change, move, say, start_clock, take
from policies.services.telling import tell
from policies.states.cases import CaseStatus, Direction, Purpose
from portal.workflow import Refused

MAY_REOPEN = timedelta(days=30)


def _once(case: Case, submission: UUID) -> bool:
    """Whether these words came already: a reload, a second click, a retry."""
    return case.messages.filter(submission=receipts.submission_hash(submission)).exists()


@transaction.atomic
def receive_reply(case: Case, *, text: str, submission: UUID) -> Case:
    """Words and files from the resident. If they were waited for, the clock goes on."""
    take(case)
    if _once(case, submission):
        return case
    if not case.is_open:
        raise Refused(_("The case is over: nothing can be added to it."))
    message = say(case, Direction.FROM_RESIDENT, Purpose.REPLY, text, submission=submission)
    case_files.attach(message, submission)
    if case.status == CaseStatus.AWAITING_RESIDENT:
        start_clock(case)
        move(case, "resume", by=None)
    else:
        change(case, "replied", by=None)
    return case


@transaction.atomic
def withdraw_case(case: Case, *, text: str = "") -> Case:
    """The resident no longer wants an answer."""
    take(case)
    if case.status == CaseStatus.WITHDRAWN:
        return case
    start_clock(case)
    move(case, "withdraw", by=None, closed_at=timezone.now(), merged_into=None)
    if text.strip():
        say(case, Direction.FROM_RESIDENT, Purpose.WITHDRAWN, text)
    tell(case, "withdrawn")
    return case


@transaction.atomic
def rate_case(case: Case, *, rating: int, text: str = "", submission: UUID) -> Case:
    """What the resident thinks of the answer, from 1 to 5, and why. This closes the case."""
    take(case)
    if _once(case, submission):
        return case
    if case.status not in (CaseStatus.ANSWERED, CaseStatus.CLOSED):
        raise Refused(_("An answer can be rated once it is there."))
    if rating not in range(1, 6):
        raise Refused(_("Choose from 1 to 5."))
    if text.strip():
        say(case, Direction.FROM_RESIDENT, Purpose.RATED, text, submission=submission)
    if case.status == CaseStatus.ANSWERED:
        move(case, "close", by=None, closed_at=timezone.now(), rating=rating)
    else:
        change(case, "rated", by=None, rating=rating)
    return case


def reopen_until(case: Case):
    """Until when it can be reopened; None if it can't be."""
    if case.reopened_at or case.answered_at is None or case.forgotten_at:
        return None
    if case.status not in (CaseStatus.ANSWERED, CaseStatus.CLOSED):
        return None
    until = case.answered_at + MAY_REOPEN
    return until if timezone.now() < until else None


@transaction.atomic
def reopen_case(case: Case, *, text: str, submission: UUID) -> Case:
    """The answer doesn't help: once, within 30 days, with what is missing in it."""
    take(case)
    if _once(case, submission):
        return case
    if reopen_until(case) is None:
        raise Refused(_("A case can be reopened once, within 30 days after the answer."))
    move(case, "reopen", by=None, reopened_at=timezone.now(), closed_at=None, merged_into=None)
    message = say(case, Direction.FROM_RESIDENT, Purpose.REOPENED, text, submission=submission)
    case_files.attach(message, submission)
    tell(case, "reopened")
    return case


def close_answered(limit: int = 500) -> int:
    """Close cases whose answer has stood for as long as they could be reopened. By the clock."""
    old = Case.objects.filter(
        status=CaseStatus.ANSWERED, answered_at__lt=timezone.now() - MAY_REOPEN
    )
    return sum(_close(each) for each in old[:limit])


@transaction.atomic
def _close(case: Case) -> bool:
    """Close it, unless something has happened to it meanwhile."""
    take(case)
    if case.status != CaseStatus.ANSWERED:
        return False
    move(case, "close", by=None, closed_at=timezone.now())
    return True
