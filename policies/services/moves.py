"""What all changes of cases share: one at a time, on what the person saw, and noted."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from policies import receipts
from policies.deadlines import PauseReason
from policies.models import Case, CasePause, Message
from policies.states.cases import CASE_TRANSITIONS, Direction, Purpose
from portal import sealing
from portal.history.services import record
from portal.workflow import Refused, advance


def take(case: Case, seen: int | None = None) -> None:
    """Lock the row and load what it says now. Call it first in a transaction.

    With `seen`, the version that the person looked at, refuses if the case has changed since.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    case.refresh_from_db()
    if seen is not None and case.version != seen:
        raise Refused(
            _("Somebody else has changed this case since you opened it. Look at it again first.")
        )


def move(
    case: Case, name: str, *, by, reason: str = "", noted: dict | None = None, **changes: Any
) -> None:
    """Move the locked case by a transition, with other column changes, and note it.

    Reasons are for the resident, and may be personal: history doesn't repeat them.
    """
    before = case.status
    transition = CASE_TRANSITIONS[name]
    advance(case, transition, reason=reason, version=case.version + 1, **changes)
    record(f"case.{transition.name}", case, actor=by, before=before, **(noted or {}))


def change(case: Case, verb: str, *, by, **changes: Any) -> None:
    """Change columns of the locked case without moving it, and note it."""
    for name, value in {**changes, "version": case.version + 1}.items():
        setattr(case, name, value)
    case.save(update_fields=[*changes, "version"])
    record(f"case.{verb}", case, actor=by)


def say(
    case: Case,
    direction: Direction,
    purpose: Purpose,
    text: str,
    *,
    by=None,
    at: datetime | None = None,
    submission: UUID | None = None,
) -> Message:
    """Put words into the case. Refused without any."""
    if not text.strip():
        raise Refused(_("Write something first."))
    return Message.objects.create(
        case=case,
        direction=direction,
        purpose=purpose,
        author=by,
        sealed=sealing.seal(text.strip()),
        at=at or timezone.now(),
        submission=receipts.submission_hash(submission) if submission else "",
    )


def stop_clock(case: Case, reason: PauseReason, *, at: datetime | None = None) -> None:
    """Let the clock of the locked case stand still from today on."""
    today = timezone.localtime(at).date() if at else timezone.localdate()
    if case.pauses.filter(until=None).exists():
        raise Refused(_("The clock of this case stands still already."))
    CasePause.objects.create(case=case, reason=reason, since=today)


def start_clock(case: Case, *, at: datetime | None = None) -> bool:
    """Let the clock go on from today; whether it stood still."""
    today = timezone.localtime(at).date() if at else timezone.localdate()
    return bool(case.pauses.filter(until=None).update(until=today))
