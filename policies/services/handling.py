"""What officers do with a case. Each verb is one transaction, on the version that they saw."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from policies import receipts
from policies.deadlines import PauseReason
from policies.models import Case, Message
from policies.services.cases import free_number
from policies.services.clock import deadline_of
from policies.services.deadlines import rule_for
from policies.services.moves import change, move, say, start_clock, stop_clock, take
from policies.services.telling import tell
from policies.states.cases import CaseStatus, Direction, Purpose
from portal.history.services import record
from portal.organisation.models import Department
from portal.organisation.rules import departments_where
from portal.workflow import Refused


@transaction.atomic
def accept_case(case: Case, *, by, department: Department | None = None, seen=None) -> Case:
    """Take a matter on, for the department that it belongs to. This acknowledges it."""
    take(case, seen)
    department = department or case.department
    if department is None:
        raise Refused(_("Say which department it goes to."))
    move(case, "accept", by=by, department=department, acknowledged_at=timezone.now(),
         is_suspect=False)  # fmt: skip
    tell(case, "accepted")
    return case


@transaction.atomic
def decline_case(case: Case, *, by, reason: str, seen=None) -> Case:
    """Turn a matter away with the legal reason, which the resident reads."""
    take(case, seen)
    now = timezone.now()
    _need(reason, _("Say for which legal reason it is declined."))
    start_clock(case)
    move(case, "decline", by=by, reason=reason, acknowledged_at=now, closed_at=now)
    say(case, Direction.TO_RESIDENT, Purpose.DECLINED, reason, by=by)
    tell(case, "declined")
    return case


@transaction.atomic
def release_case(case: Case, *, by, seen=None) -> Case:
    """Take a matter out of quarantine: it is no spam."""
    take(case, seen)
    if not case.is_suspect:
        raise Refused(_("It is not in quarantine."))
    change(case, "released", by=by, is_suspect=False)
    return case


@transaction.atomic
def assign_case(case: Case, *, by, officer, seen=None) -> Case:
    """Give it to an officer, who must be one of its department."""
    take(case, seen)
    where = departments_where(officer, "policies.change_case")
    if where is not None and case.department_id not in where:
        raise Refused(_("This person does not handle cases of the department."))
    move(case, "assign", by=by, officer=officer)
    return case


@transaction.atomic
def start_case(case: Case, *, by, seen=None) -> Case:
    """Begin to work on it."""
    take(case, seen)
    move(case, "start", by=by)
    return case


@transaction.atomic
def transfer_case(case: Case, *, by, department: Department, reason: str, seen=None) -> Case:
    """Give it to another department. Its clock runs on; the resident reads the reason."""
    take(case, seen)
    _need(reason, _("Say why it is transferred: the resident reads it."))
    if department == case.department:
        raise Refused(_("It is with this department already."))
    left = case.department.code if case.department else ""
    noted = {"left": left, "went_to": department.code}
    move(case, "transfer", by=by, reason=reason, noted=noted, department=department, officer=None)
    say(case, Direction.TO_RESIDENT, Purpose.TRANSFERRED, reason, by=by)
    tell(case, "transferred")
    return case


@transaction.atomic
def overrule_route(case: Case, *, by, department: Department, reason: str, seen=None) -> Case:
    """Send it to another department than it was routed to; the resident reads the reason."""
    take(case, seen)
    if case.status != CaseStatus.RECEIVED:
        return transfer_case(case, by=by, department=department, reason=reason)
    _need(reason, _("Say why it is transferred: the resident reads it."))
    if department == case.department:
        raise Refused(_("It is with this department already."))
    accept_case(case, by=by, department=department)
    say(case, Direction.TO_RESIDENT, Purpose.TRANSFERRED, reason, by=by)
    return case


@transaction.atomic
def ask_resident(case: Case, *, by, text: str, is_incomplete: bool = False, seen=None) -> Case:
    """Ask what is missing. The clock stands still until the resident replies.

    `is_incomplete`: the matter can't be dealt with as it came; some rules begin the period anew.
    """
    take(case, seen)
    move(case, "ask", by=by)
    stop_clock(case, PauseReason.INCOMPLETE if is_incomplete else PauseReason.RESIDENT)
    say(case, Direction.TO_RESIDENT, Purpose.QUESTION, text, by=by)
    tell(case, "asked")
    return case


@transaction.atomic
def consult_others(case: Case, *, by, reason: str, seen=None) -> Case:
    """Stop the clock while others have to be heard. The resident reads why."""
    take(case, seen)
    if not case.is_open:
        raise Refused(_("The case is over."))
    if PauseReason.THIRD_PARTY not in rule_for(case.kind, case.department_id).stops:
        raise Refused(_("By the rules that hold here, the clock doesn't stop for this."))
    stop_clock(case, PauseReason.THIRD_PARTY)
    say(case, Direction.TO_RESIDENT, Purpose.PAUSED, reason, by=by)
    change(case, "paused", by=by)
    tell(case, "paused")
    return case


@transaction.atomic
def go_on(case: Case, *, by, seen=None) -> Case:
    """Start the clock again: the others were heard, or the resident need not reply any more."""
    take(case, seen)
    if not start_clock(case):
        raise Refused(_("The clock of this case runs."))
    if case.status == CaseStatus.AWAITING_RESIDENT:
        move(case, "resume", by=by)
    else:
        change(case, "resumed", by=by)
    return case


@transaction.atomic
def extend_case(case: Case, *, by, reason: str, seen=None) -> Case:
    """Give the answer more time, once. The resident reads the reason and the new date."""
    take(case, seen)
    _need(reason, _("Say why it takes longer: the resident reads it."))
    if case.is_extended:
        raise Refused(_("It was extended already: that is possible once."))
    if not case.is_open or deadline_of(case).rule.extension == 0:
        raise Refused(_("This case can't be extended."))
    say(case, Direction.TO_RESIDENT, Purpose.EXTENDED, reason, by=by)
    change(case, "extended", by=by, is_extended=True)
    tell(case, "extended")
    return case


@transaction.atomic
def add_note(case: Case, *, by, text: str) -> Message:
    """Note something for those who handle the case; the resident never sees it."""
    note = say(case, Direction.INTERNAL, Purpose.NOTE, text, by=by)
    record("case.noted", case, actor=by)
    return note


@transaction.atomic
def split_case(
    case: Case, *, by, subject: str, text: str, department: Department, seen=None
) -> Case:
    """Make a case of its own of a part. Its clock began when the whole came in.

    The resident follows it with the receipt of the whole.
    """
    take(case, seen)
    _need(subject, _("Say in a few words what the new case is about."))
    if not case.is_open:
        raise Refused(_("The case is over."))
    number = free_number(case.received_at)
    part = Case(
        number=number,
        submission=receipts.submission_hash(uuid4()),
        code=receipts.hashed(number, receipts.code_of(uuid4())),  # nobody has it
        kind=case.kind,
        channel=case.channel,
        language=case.language,
        department=department,
        topic=case.topic,
        about_kind=case.about_kind,
        about_id=case.about_id,
        about_place=case.about_place,
        received_at=case.received_at,
        split_from=case.split_from or case,
    )
    part.seal(case.resident(), subject.strip())
    part.save(force_insert=True)
    say(part, Direction.FROM_RESIDENT, Purpose.MATTER, text, by=by, at=case.received_at)
    record("case.split", part, actor=by, whole=case.number)
    change(case, "split", by=by)
    tell(case, "split")
    return part


@transaction.atomic
def merge_cases(case: Case, *, by, into: Case, seen=None) -> Case:
    """Have a case answered together with another one about the same. Both keep their receipts."""
    first, second = sorted((case.pk, into.pk))
    list(Case.objects.select_for_update().filter(pk__in=(first, second)).order_by("pk"))
    take(case, seen)
    take(into)
    if case == into or into.merged_into_id or case.merged.exists():
        raise Refused(_("One of the two is answered with another case already."))
    if not (case.is_open and into.is_open) or case.department_id != into.department_id:
        raise Refused(_("Both cases must be open and with the same department."))
    change(case, "merged", by=by, merged_into=into)
    change(into, "taken_together", by=by)
    return case


@transaction.atomic
def unmerge_case(case: Case, *, by, seen=None) -> Case:
    """Handle a case by itself again."""
    take(case, seen)
    if case.merged_into_id is None:
        raise Refused(_("This case is handled by itself."))
    change(case, "unmerged", by=by, merged_into=None)
    return case


def _need(words: str, otherwise: str) -> None:
    if not words.strip():
        raise Refused(otherwise)
