"""What officers do with responses: let them count or not, publish them masked, forget people."""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from policies.models import Consultation, Respondent, Response
from policies.services.consultations import show_consultation
from policies.services.responses import forget_response
from policies.states.consultations import RESPONSE_TRANSITIONS, ConsultationStatus, ResponseStatus
from portal import pagecache, personal_data, workflow
from portal.history.services import record, record_look
from portal.workflow import Refused, advance

AT_ONCE = 500


@transaction.atomic
def decide_response(response: Response, step: str, *, by, seen_version: int | None = None) -> None:
    """`release` it from quarantine, so that it counts, or `reject` it."""
    _take(response, seen_version)
    advance(response, RESPONSE_TRANSITIONS[step], version=response.version + 1)
    record(f"response.{step}", response, actor=by)
    show_consultation(response.consultation)


def look_at_response(response: Response, *, by) -> None:
    """Note that somebody of the staff looks at what a response says."""
    record_look("response.seen", response, actor=by)


def look_at_all(consultation: Consultation, *, by) -> None:
    """Note that somebody of the staff takes all responses out, for analysis."""
    record_look("consultation.exported", consultation, actor=by)


def masked(person: Respondent) -> str:
    """A name as everybody may read it: an organisation's whole, a person's first sign only."""
    if person.organisation.strip():
        return person.organisation.strip()
    parts = person.name.split()
    return " ".join(f"{part[0]}{'*' * min(len(part) - 1, 3)}" for part in parts)


def proposed(words: str, person: Respondent) -> str:
    """Words with what looks like personal data covered: an officer reads them before they show."""
    known = [] if person.organisation else [person.name]
    for each in personal_data.find(words, [*known, person.email]):
        words = words.replace(each.words, "***")
    return words


@transaction.atomic
def publish_response(
    response: Response, *, by, name: str, words: Mapping[int, str], seen_version: int | None = None
) -> None:
    """Show it to everybody under a masked name; `words` are by reply, as they were looked over."""
    _take(response, seen_version)
    if response.status != ResponseStatus.COUNTED:
        raise Refused(_("Only a response that counts can be published."))
    if not response.may_publish:
        raise Refused(_("The resident hasn't agreed to its being published."))
    if not response.consultation.is_closed():
        raise Refused(_("Responses are published once the consultation has closed."))
    for reply in response.replies.all():
        reply.published = words.get(reply.pk, "").strip()
        reply.save(update_fields=["published"])
    response.published_name = name.strip()
    response.published_at = timezone.now()
    _keep(response, "published", by, "published_name", "published_at")


@transaction.atomic
def hide_response(response: Response, *, by, reason: str, seen_version: int | None = None) -> None:
    """Take it from what everybody reads."""
    _take(response, seen_version)
    if not reason.strip():
        raise Refused(_("Please give a reason."))
    response.published_at = None
    _keep(response, "hidden", by, "published_at", reason=reason.strip())


def forget_respondents() -> int:
    """Forget who responded to consultations that were over long ago. By the clock."""
    before = timezone.now() - timedelta(days=settings.FAROL_CASES_KEPT_DAYS)
    old = Consultation.objects.filter(closes_at__lt=before, forgotten_at=None)
    over = old.exclude(status=ConsultationStatus.DRAFT)
    forgotten = 0
    for consultation in over[:AT_ONCE]:
        forgotten += _forget(consultation)
    return forgotten


@transaction.atomic
def _forget(consultation: Consultation) -> int:
    rows = Response.objects.select_for_update().filter(consultation=consultation)
    found = list(rows.exclude(person=""))
    for each in found:
        forget_response(each)
    Consultation.objects.filter(pk=consultation.pk).update(forgotten_at=timezone.now())
    record("consultation.forgotten", consultation, number=len(found))
    return len(found)


def _take(response: Response, seen_version: int | None) -> None:
    changed = _("This response has been changed meanwhile. Look at it again first.")
    workflow.take(response, seen_version, changed)


def _keep(response: Response, verb: str, by, *columns: str, **noted) -> None:
    response.version += 1
    response.save(update_fields=[*columns, "version"])
    record(f"response.{verb}", response, actor=by, **noted)
    pagecache.invalidate()
