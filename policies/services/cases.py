"""Taking in a matter, and finding it again by its receipt."""

from collections.abc import Callable
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
from policies.services.clock import deadline_of, first_deadline
from policies.services.telling import tell
from policies.states.cases import Channel, Direction, Purpose
from portal import sealing
from portal.history.services import record
from portal.organisation.models import Department
from portal.prepared import Prepared

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


@dataclass(frozen=True)
class Receipt:
    """What the resident takes away. The code is told here and kept nowhere."""

    case: Case
    code: str
    deadline: Deadline

    @property
    def number(self) -> str:
        return self.case.number


def file_case(
    filing: Filing,
    *,
    by=None,
    at: datetime | None = None,
    is_suspect: Callable[[], bool] = lambda: False,
) -> Receipt:
    """Take in a matter. The same submission again is the same case, with the same receipt.

    `is_suspect` is asked once it is sure that the matter is new; what it counts stands or falls
    with the case.
    """
    code = receipts.code_of(filing.submission)
    case = _filed(filing)
    if case is None:
        case, matter = _written(filing, code, at or timezone.now())
        due = first_deadline(case)
        try:
            _take_in(case, matter, filing, due, by, is_suspect)
            return Receipt(case, code, due)
        except IntegrityError:
            case = _filed(filing)  # it came twice at once, and the other one won
            if case is None:
                raise
    return Receipt(case, code, deadline_of(case))


def is_filed(filing: Filing) -> bool:
    """Whether this submission has a receipt already."""
    return bool(_of_submission(receipts.submission_hash(filing.submission)))


def _filed(filing: Filing) -> Case | None:
    for (pk,) in _of_submission(receipts.submission_hash(filing.submission)):
        return Case.objects.filter(pk=pk).first()
    return None


_of_submission = Prepared(lambda mark: Case.objects.filter(submission=mark).values_list("pk"))
_of_number = Prepared(lambda number: Case.objects.filter(number=number).values_list("pk"))


def _written(filing: Filing, code: str, at: datetime) -> tuple[Case, Message]:
    """The case and its first message, not saved yet: what takes long is done, and locks nothing."""
    number = free_number(at)
    case = Case(
        number=number,
        submission=receipts.submission_hash(filing.submission),
        code=receipts.hashed(number, code),
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
    )
    case.seal(filing.person, filing.subject)
    sealed = sealing.seal(filing.text)
    matter = Message(
        direction=Direction.FROM_RESIDENT, purpose=Purpose.MATTER, sealed=sealed, at=at
    )
    return case, matter


@transaction.atomic
def _take_in(
    case: Case,
    matter: Message,
    filing: Filing,
    due: Deadline,
    by,
    is_suspect: Callable[[], bool],
) -> None:
    case.is_suspect = is_suspect()
    case.save(force_insert=True)
    matter.case = case
    matter.save(force_insert=True)
    case_files.attach(matter, filing.submission)
    tell(case, "received", deadline=due)
    record("case.received", case, actor=by, at=case.received_at, channel=str(case.channel))


def free_number(at: datetime) -> str:
    """A number that no case has yet."""
    for _try in range(_TRIES):
        number = receipts.new_number(timezone.localtime(at).year)
        if not _of_number(number):
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
