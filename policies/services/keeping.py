"""What is kept of people, for how long, and giving it out or away on request."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from infocenter.models import Registration
from policies.models import AnswerDraft, Case, CaseFile, Message, Reply, Response
from policies.services import case_files
from policies.services.clock import deadline_of
from policies.services.corrections import forget_credit
from policies.services.moves import take
from policies.services.residents import withdraw_case
from policies.states.cases import OVER, Direction
from portal import sealing
from portal.files import sealed
from portal.history.services import record, record_look
from portal.notifications.services import forget_about
from portal.subscriptions import services as subscribers

AT_ONCE = 500


def look_at(case: Case, *, by) -> None:
    """Note that somebody of the staff looks at what a case says."""
    record_look("case.seen", case, actor=by)


def look_through(cases: Iterable[Case], *, by) -> None:
    """Note that somebody of the staff has a list before them that says what cases are about."""
    numbers = sorted({each.number for each in cases if each.subject})
    if numbers:
        record_look("case.listed", by, actor=by, cases=numbers)


@transaction.atomic
def forget_people(case: Case, *, by=None) -> None:
    """Delete who brought a matter and all that was said in it. Its figures stay."""
    take(case)
    forget_credit(case)
    case.person = case.subject = ""
    case.forgotten_at = timezone.now()
    case.version += 1
    case.save(update_fields=["person", "subject", "forgotten_at", "version"])
    case.messages.update(sealed="")
    AnswerDraft.objects.filter(case=case).delete()
    for each in case.files.all():
        case_files.remove(each)
    forget_about(case)
    record("case.forgotten", case, actor=by)


def forget_old() -> int:
    """Forget the people of cases that have been over for as long as they are kept. By the clock."""
    before = timezone.now() - timedelta(days=settings.FAROL_CASES_KEPT_DAYS)
    old = Case.objects.filter(status__in=OVER, closed_at__lt=before, forgotten_at=None)
    forgotten = 0
    for each in old[:AT_ONCE]:
        forget_people(each)
        forgotten += 1
    return forgotten


@transaction.atomic
def erase_case(case: Case) -> None:
    """The resident wants all of it deleted, now. What is open is withdrawn first."""
    if case.is_open:
        withdraw_case(case)
    for part in case.parts.all():
        if part.is_open:
            withdraw_case(part)
        forget_people(part)
    forget_people(case)


def export_case(case: Case) -> dict[str, Any]:
    """Everything that is kept of a resident's matter, except what officers note for themselves."""
    due = deadline_of(case)
    person = case.resident()
    shown = case.messages.exclude(direction=Direction.INTERNAL).prefetch_related("files")
    return {
        "number": case.number,
        "kind": case.kind,
        "status": case.status,
        "language": case.language,
        "received_at": case.received_at.isoformat(),
        "answer_by": due.answer_by.isoformat() if due.answer_by else None,
        "department": case.department.code if case.department else None,
        "person": asdict(person),
        "subject": case.words(),
        "rating": case.rating,
        "may_publish": case.may_publish,
        "messages": [_message(each) for each in shown],
        "parts": [export_case(each) for each in case.parts.all()],
    }


def _message(message: Message) -> dict[str, Any]:
    return {
        "at": message.at.isoformat(),
        "direction": message.direction,
        "purpose": message.purpose,
        "text": message.words(),
        "files": [
            {"name": each.name(), "type": each.media_type, "bytes": each.size}
            for each in message.files.all()
        ],
    }


def seal_again() -> Iterator[int]:
    """Seal everything about people with the first key, so that older keys can go: row by row.

    It can be stopped and begun anew at any time.
    """
    for model, columns in _SEALED.items():
        for key in model._default_manager.values_list("pk", flat=True).iterator():
            _again(model, key, columns)
            yield key
    yield from subscribers.seal_again()


_SEALED: dict[Any, tuple[str, ...]] = {
    Case: ("person", "subject"),
    Message: ("sealed",),
    AnswerDraft: ("sealed",),
    CaseFile: ("sealed_name",),
    Response: ("person",),
    Reply: ("sealed",),
    Registration: ("person",),
}


@transaction.atomic
def _again(model, key: int, columns: tuple[str, ...]) -> None:
    """Seal one row anew, as it is now."""
    row = model._default_manager.select_for_update().filter(pk=key).first()
    if row is None:
        return  # forgotten meanwhile
    for column in columns:
        words = getattr(row, column)
        if words:
            setattr(row, column, sealing.seal_again(words.encode()).decode())
    row.save(update_fields=columns)
    if isinstance(row, CaseFile):
        sealed.seal_again(row.place)
