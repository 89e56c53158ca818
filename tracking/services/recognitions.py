"""Recognitions: proposed, replied to, decided by the leadership group, revoked."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.history.services import record
from portal.workflow import Refused
from tracking.models import Measure, Recognition
from tracking.services.telling import tell_of_recognition
from tracking.services.writing import Words, columns, count_change, lock, move, told
from tracking.states.recognitions import (
    RECOGNITION_TRANSITIONS,
    RecognitionKind,
    RecognitionStatus,
)

HEARING = timedelta(days=10)  # in which a department can reply before it is criticised


@transaction.atomic
def propose_recognition(
    measure: Measure, *, by, kind: str, grounds: Words, at: datetime | None = None
) -> Recognition:
    """Propose to commend or criticise the department that leads a measure."""
    said = told(grounds)
    if not said:
        raise Refused(_("Please say why."))
    recognition = Recognition.objects.create(
        measure=measure,
        department=measure.department,
        kind=kind,
        proposed_by=by,
        proposed_at=at or timezone.now(),
        **columns("grounds", said),
    )
    record("recognition.proposed", recognition, actor=by, reasons=said)
    tell_of_recognition(recognition, "recognition")
    return recognition


@transaction.atomic
def reply_to_recognition(
    recognition: Recognition, *, by, reply: Words, seen_version: int | None = None
) -> Recognition:
    """What the department says to it, before it is decided."""
    lock(recognition, seen_version)
    said = told(reply)
    if recognition.status != RecognitionStatus.PROPOSED:
        raise Refused(_("It has been decided."))
    if not said:
        raise Refused(_("Please write a reply."))
    for column, words in columns("reply", said).items():
        setattr(recognition, column, words)
    recognition.save(update_fields=list(columns("reply", said)))
    count_change(recognition)
    record("recognition.replied", recognition, actor=by, reasons=said)
    return recognition


@transaction.atomic
def decide_recognition(
    recognition: Recognition,
    *,
    by,
    decision: Words,
    is_given: bool,
    is_public: bool = False,
    seen_version: int | None = None,
    at: datetime | None = None,
) -> Recognition:
    """Give it, for residents to read or not, or reject it. Nobody is criticised unheard."""
    lock(recognition, seen_version)
    at = at or timezone.now()
    if is_given and not _was_heard(recognition, at):
        raise Refused(
            _("The department has ten days to reply to a criticism, and hasn't replied yet.")
        )
    move(
        recognition,
        RECOGNITION_TRANSITIONS["give" if is_given else "reject"],
        by=by,
        kind="recognition",
        reason=decision,
        decided_at=at,
        decided_by=by,
        is_public=is_public and is_given,
        **columns("decision", told(decision)),
    )
    tell_of_recognition(recognition, "recognition-decided")
    return recognition


@transaction.atomic
def revoke_recognition(
    recognition: Recognition,
    *,
    by,
    reason: Words,
    seen_version: int | None = None,
    at: datetime | None = None,
) -> Recognition:
    """Take back what was decided, with a reason."""
    lock(recognition, seen_version)
    step, at = RECOGNITION_TRANSITIONS["revoke"], at or timezone.now()
    move(recognition, step, by=by, kind="recognition", reason=reason, revoked_at=at)
    return recognition


def _was_heard(recognition: Recognition, at: datetime) -> bool:
    if recognition.kind == RecognitionKind.COMMENDATION:
        return True
    has_replied = any(getattr(recognition, column) for column in columns("reply", {}))
    return has_replied or at >= recognition.proposed_at + HEARING
