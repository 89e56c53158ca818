"""Consultations: written, opened, extended, withdrawn, answered."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter.models import Document
from policies import consultation_indexing, webhooks
from policies.models import Consultation, ConsultationTranslation, Policy
from policies.services.announcing import announce_consultation
from policies.services.policies import move_policy
from policies.states.consultations import CONSULTATION_TRANSITIONS, ConsultationStatus, Stage
from policies.states.policies import PolicyStatus
from portal import labels, pagecache, workflow
from portal.history.services import record
from portal.saving import editable_columns
from portal.workflow import Refused, advance

Texts = Mapping[str, Mapping[str, str] | None]
LOCKED_ONCE_OPEN = ("policy", "department", "audience", "opens_at", "closes_at")


@transaction.atomic
def create_consultation(
    *, by, translations: Texts, documents: Iterable[Document] = (), **description
) -> Consultation:
    """A draft, which residents don't see. Texts are by language."""
    consultation = Consultation(created_by=by, **description)
    _check_times(consultation)
    consultation.save()
    consultation.documents.set(documents)
    _put_texts(consultation, translations)
    record("consultation.created", consultation, actor=by)
    return consultation


@transaction.atomic
def save_consultation(
    consultation: Consultation,
    *,
    by,
    translations: Texts,
    changed: Iterable[str] = (),
    documents: Iterable[Document] | None = None,
    seen_version: int | None = None,
) -> Consultation:
    """Keep a changed one. Once it is open its times and whom it asks stay; words may be mended."""
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    _check_seen(locked, seen_version)
    if is_settled(locked):
        for name in LOCKED_ONCE_OPEN:
            if getattr(locked, f"{name}_id", None) != getattr(consultation, f"{name}_id", None) or (
                getattr(locked, name) != getattr(consultation, name)
            ):
                raise Refused(
                    _("It has opened: whom it asks, its policy and its times can't be changed.")
                )
    _check_times(consultation)
    consultation.version, consultation.updated_at = locked.version + 1, timezone.now()
    columns = [*editable_columns(consultation), "version", "updated_at"]
    consultation.save(update_fields=columns)
    if documents is not None:
        consultation.documents.set(documents)
    _put_texts(consultation, translations)
    if locked.is_public:
        _check_public(consultation)
    names = sorted([*changed, *(f"text:{language}" for language in translations)])
    record("consultation.changed", consultation, actor=by, changed=names)
    show_consultation(consultation)
    return consultation


@transaction.atomic
def delete_consultation(consultation: Consultation, *, by) -> None:
    """Throw away a draft. Its history stays."""
    take(consultation)
    if consultation.status != ConsultationStatus.DRAFT:
        raise Refused(_("This consultation has been public. Withdraw it instead."))
    record("consultation.deleted", consultation, actor=by)
    consultation.delete()


@transaction.atomic
def publish_consultation(
    consultation: Consultation, *, by, seen_version: int | None = None
) -> Consultation:
    """Announce it: it opens and closes by itself, at the minutes that are set."""
    take(consultation, seen_version)
    if consultation.closes_at <= timezone.now():
        raise Refused(_("Its closing time has passed already."))
    if not consultation.policy.is_public:
        raise Refused(_("Show its policy to residents first."))
    if not consultation.questions.exists():
        raise Refused(_("There is no question in it yet."))
    if any(each.is_chosen and each.choices.count() < 2 for each in consultation.questions.all()):
        raise Refused(_("A question with choices needs two of them at least."))
    _check_public(consultation)
    _move(consultation, "publish", by=by, published_at=timezone.now())
    announce_consultation(consultation, "published")
    _tell_opening(consultation.pk)
    _put_policy_to_consultation(consultation)
    consultation.refresh_from_db(fields=["opened_at"])
    return consultation


@transaction.atomic
def extend_consultation(
    consultation: Consultation,
    *,
    by,
    until: datetime,
    reason: Mapping[str, str],
    seen_version: int | None = None,
) -> Consultation:
    """Move its end to a later time; residents read why. The first date stays to be read."""
    take(consultation, seen_version)
    if consultation.stage() not in (Stage.UPCOMING, Stage.OPEN):
        raise Refused(_("Only a consultation that is still to close can be extended."))
    if until <= consultation.closes_at:
        raise Refused(_("The new end has to be later than the one that is set."))
    told = _told(reason)
    before = consultation.closes_at
    consultation.first_closing = consultation.first_closing or before
    consultation.closes_at = until
    consultation.version += 1
    for code, column in labels.columns("reason"):
        setattr(consultation, column, told.get(code, ""))
    columns = [column for _code, column in labels.columns("reason")]
    consultation.save(update_fields=["first_closing", "closes_at", "version", *columns])
    record(
        "consultation.extended",
        consultation,
        actor=by,
        reason=labels.best(told, settings.LANGUAGE_CODE),
        before=before.isoformat(),
        after=until.isoformat(),
    )
    show_consultation(consultation)
    return consultation


@transaction.atomic
def withdraw_consultation(
    consultation: Consultation,
    *,
    by,
    reason: Mapping[str, str],
    seen_version: int | None = None,
) -> Consultation:
    """End it without an answer. Its page stays and says why."""
    take(consultation, seen_version)
    told = _told(reason)
    columns = {column: told.get(code, "") for code, column in labels.columns("reason")}
    best = labels.best(told, settings.LANGUAGE_CODE)
    return _move(consultation, "withdraw", by=by, reason=best, **columns)


@transaction.atomic
def answer_consultation(
    consultation: Consultation, *, by, seen_version: int | None = None
) -> Consultation:
    """Publish the government's answer, as it is written: as a whole, point by point, or both."""
    take(consultation, seen_version)
    if not consultation.is_closed():
        raise Refused(_("It can be answered once it has closed."))
    written = consultation.translations.exclude(answer="").exists()
    if not (written or consultation.points.exists()):
        raise Refused(_("Write the answer first: as a whole, or point by point."))
    _move(consultation, "answer", by=by, answered_at=timezone.now())
    announce_consultation(consultation, "answered")
    return consultation


def follow_openings() -> int:
    """Tell of the consultations that have opened, and move their proposals on to “in
    consultation”; how many were moved."""
    for key in Consultation.objects.to_open(timezone.now()).values_list("pk", flat=True):
        _tell_opening(key)
    opened = Consultation.objects.filter(
        status=ConsultationStatus.PUBLISHED,
        opens_at__lte=timezone.now(),
        policy__status=PolicyStatus.PROPOSED,
    )
    moved = 0
    for each in opened.select_related("policy"):
        moved += _put_policy_to_consultation(each)
    return moved


@transaction.atomic
def _tell_opening(key: int) -> None:
    """Have departments' systems told, once, if it is open."""
    now = timezone.now()
    if Consultation.objects.to_open(now).filter(pk=key).update(opened_at=now):
        webhooks.consultation_opened(Consultation.objects.get(pk=key))


def is_settled(consultation: Consultation) -> bool:
    """Whether it has opened: what people have been asked can't be changed under them."""
    return consultation.is_public and consultation.opens_at <= timezone.now()


def take(consultation: Consultation, seen_version: int | None = None) -> None:
    """Lock the row as the person saw it. Call it first in a transaction."""
    workflow.take(consultation, seen_version, _changed_meanwhile())


def show_consultation(consultation: Consultation) -> None:
    """Make search and kept pages say what is public of it now: last in a transaction."""
    consultation_indexing.KIND.refresh(consultation.pk)
    if consultation.status != ConsultationStatus.DRAFT:
        pagecache.invalidate()


def _move(consultation: Consultation, name: str, *, by, reason: str = "", **changes):
    transition = CONSULTATION_TRANSITIONS[name]
    advance(consultation, transition, reason=reason, version=consultation.version + 1, **changes)
    record(f"consultation.{name}", consultation, actor=by, reason=reason)
    show_consultation(consultation)
    return consultation


def _put_policy_to_consultation(consultation: Consultation) -> bool:
    """A proposal on which residents are asked is “in consultation”; whether it was moved."""
    if consultation.opens_at > timezone.now():
        return False
    policy = Policy.objects.get(pk=consultation.policy_id)
    if policy.status != PolicyStatus.PROPOSED:
        return False
    try:
        on = timezone.localtime(consultation.opens_at).date()
        move_policy(policy, "consult", by=None, on=on)
    except Refused:  # somebody else was first
        return False
    return True


def _check_seen(locked: Consultation, seen_version: int | None) -> None:
    if seen_version is not None and locked.version != seen_version:
        raise Refused(_changed_meanwhile())


def _changed_meanwhile() -> str:
    return _(
        "Somebody else has changed this consultation since you opened it. Look at it again first."
    )


def _check_times(consultation: Consultation) -> None:
    if consultation.closes_at - consultation.opens_at < timedelta(minutes=1):
        raise Refused(_("A consultation can't close before it opens."))


def _check_public(consultation: Consultation) -> None:
    titles = consultation.translations.values_list("title", flat=True)
    if not titles or not all(each.strip() for each in titles):
        raise Refused(_("Every language version needs a title, and there must be at least one."))


def _told(reason: Mapping[str, str]) -> dict[str, str]:
    told = {code: words.strip() for code, words in reason.items() if words.strip()}
    if not told:
        raise Refused(_("Please give a reason."))
    return told


def _put_texts(consultation: Consultation, texts: Texts) -> None:
    for language, words in texts.items():
        if words is None:
            consultation.translations.filter(language=language).delete()
        else:
            ConsultationTranslation.objects.update_or_create(
                consultation=consultation, language=language, defaults=dict(words)
            )
