"""What all changes of cases share: one at a time, on what the person saw, and noted."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from policies import receipts, webhooks
from policies.deadlines import PauseReason
from policies.models import Case, CasePause, Message
from policies.states.cases import CASE_TRANSITIONS, Direction, Purpose
from portal import sealing, workflow
from portal.history.services import record
from portal.workflow import Refused, advance


def take(case: Case, seen: int | None = None) -> None:
    """Lock the case, as the person `seen` it. Call it first in a transaction."""
    changed = _("Somebody else has changed this case since you opened it. Look at it again first.")
    workflow.take(case, seen, changed)


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
    webhooks.case_moved(case, transition.name)


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


def stop_clock(case: Case, reason: PauseReason) -> None:
    """Let the clock of the locked case stand still from today on."""
    if case.pauses.filter(until=None).exists():
        raise Refused(_("The clock of this case stands still already."))
    CasePause.objects.create(case=case, reason=reason, since=timezone.localdate())


def start_clock(case: Case) -> bool:
    """Let the clock go on from today; whether it stood still."""
    return bool(case.pauses.filter(until=None).update(until=timezone.localdate()))
