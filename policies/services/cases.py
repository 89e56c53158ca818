"""Taking in a matter, and finding it again by its receipt."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from infocenter.models import Topic
from policies import receipts
from policies.deadlines import Deadline
from policies.models import Case, Message, Person
from policies.services import case_files, routing
from policies.services.clock import deadline_of
from policies.services.telling import tell
from policies.states.cases import Channel, Direction, Purpose
from portal import sealing
from portal.history.services import record
from portal.organisation.models import Department

_TRIES = 20  # numbers, until one is free


@dataclass(frozen=True)
class Filing:
    """What a resident brings. `submission` is made with the form, once for each matter."""

    submission: UUID
    kind: str
    subject: str
    text: str
    language: str
    person: Person = field(default_factory=Person)
    department: Department | None = None
    about_kind: str = ""
    about_id: int | None = None
    about_place: str = ""
    channel: str = Channel.WEB
    topic: Topic | None = None
    may_publish: bool = False
    is_suspect: bool = False


@dataclass(frozen=True)
class Receipt:
    """What the resident takes away. The code is told here and kept nowhere."""

    case: Case
    code: str
    deadline: Deadline

    @property
    def number(self) -> str:
        return self.case.number


def file_case(filing: Filing, *, by=None, at: datetime | None = None) -> Receipt:
    """Take in a matter. The same submission again is the same case, with the same receipt."""
    case = _filed(filing)
    if case is None:
        at = at or timezone.now()
        number = free_number(at)
        code = receipts.hashed(number, receipts.code_of(filing.submission))  # slow: locks nothing
        try:
            case = _file(filing, number, code, by, at)
        except IntegrityError:
            case = _filed(filing)  # it came twice at once, and the other one won
            if case is None:
                raise
    return Receipt(case, receipts.code_of(filing.submission), deadline_of(case))


def is_filed(filing: Filing) -> bool:
    """Whether this submission has a receipt already."""
    return _filed(filing) is not None


def _filed(filing: Filing) -> Case | None:
    return Case.objects.filter(submission=receipts.submission_hash(filing.submission)).first()


@transaction.atomic
def _file(filing: Filing, number: str, code: str, by, at: datetime) -> Case:
    case = Case(
        number=number,
        submission=receipts.submission_hash(filing.submission),
        code=code,
        kind=filing.kind,
        channel=filing.channel,
        language=filing.language,
        department=filing.department or routing.department_for(filing),
        topic=filing.topic,
        may_publish=filing.may_publish,
        about_kind=filing.about_kind,
        about_id=filing.about_id,
        about_place=filing.about_place,
        received_at=at,
        is_suspect=filing.is_suspect,
    )
    case.seal(filing.person, filing.subject)
    case.save(force_insert=True)
    message = Message.objects.create(
        case=case,
        direction=Direction.FROM_RESIDENT,
        purpose=Purpose.MATTER,
        sealed=sealing.seal(filing.text),
        at=at,
    )
    case_files.attach(message, filing.submission)
    tell(case, "received")
    record("case.received", case, actor=by, at=at, channel=str(filing.channel))
    return case


def free_number(at: datetime) -> str:
    """A number that no case has yet."""
    for _try in range(_TRIES):
        number = receipts.new_number(timezone.localtime(at).year)
        if not Case.objects.filter(number=number).exists():
            return number
    raise RuntimeError("No number is free.")


def find_case(number: str, code: str) -> Case | None:
    """The case of a receipt; None alike for a wrong number and for a wrong code.

    Guessing is limited by whoever asks: see `portal.throttling`.
    """
    written = receipts.read_number(number)
    case = Case.objects.filter(number=written).first() if written else None
    kept = case.code if case else ""
    right = receipts.is_code(written or "", code, kept)  # takes as long without a case
    return case if case and right else None
