"""Files of cases: sealed when they come, given to a message when it is sent, gone with the case."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from policies.models import Case, CaseFile, Message
from policies.receipts import submission_hash
from portal import sealing
from portal.files import sealed
from portal.files.intake import accepted_type
from portal.files.names import safe_name
from portal.prepared import Prepared
from portal.workflow import Refused

MOST = 5  # files of one message
LARGEST_MB = 10
KEPT_WAITING = timedelta(days=1)


def keep_waiting(upload, submission: UUID) -> CaseFile:
    """Seal a file that a resident has chosen for a message that isn't sent yet, or refuse it."""
    return _keep(upload, submission=submission_hash(submission))


def keep_for_officer(upload, case: Case, by) -> CaseFile:
    """Seal a file that an officer has chosen for an answer or a question."""
    return _keep(upload, case=case, added_by=by)


def waiting(submission: UUID):
    """The files that were chosen for a message that isn't sent yet."""
    return CaseFile.objects.filter(submission=submission_hash(submission), message=None)


def waiting_of(case: Case):
    """The files that officers have chosen for their next message."""
    return case.files.filter(message=None)


def attach(message: Message, submission: UUID) -> None:
    """Give a message the files that were chosen for it."""
    if _waiting(submission_hash(submission)):  # mostly there are none
        waiting(submission).update(case=message.case, message=message, submission="")


_waiting = Prepared(
    lambda mark: CaseFile.objects.filter(submission=mark, message=None).values_list("pk")
)


def attach_officers(message: Message) -> None:
    """Give an officer's message the files that were chosen for it."""
    waiting_of(message.case).update(message=message)


def copy(message: Message, other: Message) -> None:
    """Give another case's message files of its own with the same content."""
    for each in message.files.all():
        CaseFile.objects.create(
            case=other.case,
            message=other,
            added_by=each.added_by,
            sealed_name=each.sealed_name,
            media_type=each.media_type,
            size=each.size,
            place=sealed.keep(sealed.read(each.place)),
        )


@transaction.atomic
def remove(file: CaseFile) -> None:
    """Remove a file, its bytes too."""
    place = file.place
    file.delete()
    transaction.on_commit(lambda: sealed.remove(place))


def sweep() -> int:
    """Remove what waited for a message that nobody sent, and bytes that no file has."""
    old = CaseFile.objects.filter(message=None, at__lt=timezone.now() - KEPT_WAITING)
    swept = 0
    for each in old[:1000]:
        remove(each)
        swept += 1
    for place in list(sealed.abandoned()):
        if not CaseFile.objects.filter(place=place).exists():
            sealed.remove(place)
            swept += 1
    return swept


def _keep(upload, *, submission: str = "", case: Case | None = None, added_by=None) -> CaseFile:
    name = safe_name(upload.name or "")
    if upload.size > LARGEST_MB * 1024 * 1024:
        raise Refused(
            _("“%(name)s” is too large: files may have up to %(limit)s MB.")
            % {"name": name, "limit": LARGEST_MB}
        )
    there = CaseFile.objects.filter(message=None, submission=submission, case=case)
    if there.count() >= MOST:
        raise Refused(
            _("“%(name)s” was not added: a message takes up to %(most)s files.")
            % {"name": name, "most": MOST}
        )
    media_type = accepted_type(upload.file, name, upload.size)
    return CaseFile.objects.create(
        case=case,
        submission=submission,
        added_by=added_by,
        sealed_name=sealing.seal(name),
        media_type=media_type,
        size=upload.size,
        place=sealed.keep(upload.read()),
    )
