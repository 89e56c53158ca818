"""Policies: written, shown, moved from state to state. Whatever residents see changes here only."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter.models import Document, Topic
from policies import policy_indexing
from policies.models import Policy, PolicyStage, PolicyTranslation
from policies.services.announcing import CHANGED, announce_policy
from policies.states.policies import POLICY_TRANSITIONS, PolicyStatus
from portal import labels, pagecache
from portal.history.services import record
from portal.organisation.models import Department
from portal.saving import editable_columns, store
from portal.workflow import Refused, advance

DATED = {"adopt": "adopted_date", "enforce": "effective_date", "expire": "expiry_date"}


@transaction.atomic
def create_policy(
    *,
    by,
    department: Department,
    translations: Mapping[str, Mapping[str, str]],
    supporting: Iterable[Department] = (),
    documents: Iterable[Document] = (),
    topics: Iterable[Topic] = (),
    **description,
) -> Policy:
    """A new proposal of `department`, which residents don't see yet. Texts are by language."""
    policy = Policy(department=department, created_by=by, **description)
    _settle_place(policy)
    _store(policy)
    policy.supporting.set(supporting)
    policy.documents.set(documents)
    policy.topics.set(topics)
    for language, texts in translations.items():
        PolicyTranslation.objects.create(policy=policy, language=language, **texts)
    record("policy.created", policy, actor=by)
    return policy


@transaction.atomic
def save_policy(
    policy: Policy,
    *,
    by,
    changed: Iterable[str] = (),
    seen_version: int | None = None,
    supporting: Iterable[Department] | None = None,
    documents: Iterable[Document] | None = None,
    topics: Iterable[Topic] | None = None,
    translations: Mapping[str, Mapping[str, str] | None] | None = None,
) -> Policy:
    """Keep a changed policy; None takes a language version out. If it is public it shows at once.

    With `seen_version`, refuses to overwrite what somebody else saved since the person opened it.
    """
    current = open_policy(policy, seen_version)
    _settle_place(policy)
    _store(policy, update_fields=[*editable_columns(policy), "date"])
    if supporting is not None:
        policy.supporting.set(supporting)
    if documents is not None:
        policy.documents.set(documents)
    if topics is not None:
        policy.topics.set(topics)
    before = _put_texts(policy, translations or {})
    if current.is_public:
        _check_public(policy)
    names = sorted([*changed, *(f"text:{language}" for language in translations or {})])
    record("policy.changed", policy, actor=by, changed=names, before=before)
    show_policy(policy)
    return policy


@transaction.atomic
def delete_policy(policy: Policy, *, by) -> None:
    """Throw away a policy that was never public. Its history stays."""
    current = Policy.objects.select_for_update().get(pk=policy.pk)
    if current.published_at:
        raise Refused(_("“%(title)s” has been public. Hide it instead.") % {"title": current})
    record("policy.deleted", current, actor=by)
    current.delete()


@transaction.atomic
def publish_policy(policy: Policy, *, by, seen_version: int | None = None) -> Policy:
    """Show it to residents, as it is and as it will be saved from now on."""
    _take(policy, seen_version)
    if policy.is_public:
        raise Refused(_("“%(title)s” is public already.") % {"title": policy})
    _check_public(policy)
    policy.is_public = True
    policy.published_at = policy.published_at or timezone.now()
    policy.save(update_fields=["is_public", "published_at"])
    record("policy.published", policy, actor=by)
    show_policy(policy, "published")
    return policy


@transaction.atomic
def hide_policy(policy: Policy, *, by, reason: str, seen_version: int | None = None) -> Policy:
    """Take it out of what residents see: its page says that it was taken away."""
    _take(policy, seen_version)
    if not reason.strip():
        raise Refused(_("Please give a reason."))
    if not policy.is_public:
        raise Refused(_("Residents don't see it."))
    policy.is_public = False
    policy.save(update_fields=["is_public"])
    record("policy.hidden", policy, actor=by, reason=reason.strip())
    show_policy(policy)
    return policy


@transaction.atomic
def move_policy(
    policy: Policy,
    step: str,
    *,
    by,
    on: date | None = None,
    note: Mapping[str, str] | None = None,
    seen_version: int | None = None,
) -> Policy:
    """Move it by a step of POLICY_TRANSITIONS that was made `on` a day: today if not said.

    `note` is what residents read of it, by language; an amendment or repeal needs one.
    """
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise Refused(_("This day is still to come."))
    _take(policy, seen_version)
    told = {code: words.strip() for code, words in (note or {}).items() if words.strip()}
    best = labels.best(told, settings.LANGUAGE_CODE)
    dates = {DATED[step]: on} if step in DATED else {}
    begins = dates.get("effective_date", policy.effective_date)
    ends = dates.get("expiry_date", policy.expiry_date)
    if begins and ends and ends < begins:
        raise Refused(_("A policy can't end before it is in force."))
    advance(policy, POLICY_TRANSITIONS[step], reason=best, **dates)
    _settle_place(policy)
    policy.save(update_fields=["date"])
    columns = {column: told.get(code, "") for code, column in labels.columns("note")}
    PolicyStage.objects.create(policy=policy, status=policy.status, began_on=on, **columns)
    record(f"policy.{step}", policy, actor=by, reason=best, on=on.isoformat(), notes=told)
    show_policy(policy, policy.status, told)
    return policy


def follow_dates(today: date | None = None) -> int:
    """Bring into force and to their end what is due by the clock; how many. Safe to repeat."""
    today = today or timezone.localdate()
    policies = Policy.objects.as_of(today)
    begun = policies.filter(status=PolicyStatus.ADOPTED, effective_date__lte=today)
    ended = policies.filter(standing=PolicyStatus.EXPIRED).exclude(status=PolicyStatus.EXPIRED)
    moved = [_follow(each, "enforce", "effective_date") for each in begun]
    moved += [_follow(each, "expire", "expiry_date") for each in ended]
    return sum(moved)


@transaction.atomic
def _follow(policy: Policy, step: str, field: str) -> bool:
    """Take a step that falls due on the day in `field`, unless somebody was first."""
    before = getattr(policy, field)
    current = Policy.objects.select_for_update().get(pk=policy.pk)
    if getattr(current, field) != before:
        return False
    try:
        move_policy(current, step, by=None, on=before)
    except Refused:
        return False
    return True


def open_policy(policy: Policy, seen_version: int | None = None) -> Policy:
    """Lock the row and count the change; what was changed in memory stays, to be saved."""
    current = Policy.objects.select_for_update().get(pk=policy.pk)
    if seen_version is not None and current.version != seen_version:
        raise Refused(
            _("Somebody else has changed this policy since you opened it. Look at it again first.")
        )
    policy.status, policy.is_public = current.status, current.is_public
    policy.published_at = current.published_at
    policy.version, policy.updated_at = current.version + 1, timezone.now()
    policy.save(update_fields=["version", "updated_at"])
    return current


def _take(policy: Policy, seen_version: int | None) -> None:
    """Lock the row and load what it says: what was read before may be out of date."""
    open_policy(policy, seen_version)
    policy.refresh_from_db()


def show_policy(
    policy: Policy, event: str = CHANGED, notes: Mapping[str, str] | None = None
) -> None:
    """Make search and kept pages say what is public of it now, and tell subscribers: comes last."""
    policy_indexing.KIND.refresh(policy.pk)
    if policy.published_at:
        pagecache.invalidate()
    announce_policy(policy, event, notes)


def _check_public(policy: Policy) -> None:
    titles = policy.translations.values_list("title", flat=True)
    if not titles or not all(each.strip() for each in titles):
        raise Refused(_("Every language version needs a title, and there must be at least one."))


def _put_texts(policy: Policy, texts: Mapping[str, Mapping[str, str] | None]) -> dict:
    """Keep texts by language; what they were before, for the history."""
    there = {each.language: each for each in policy.translations.filter(language__in=texts)}
    for language, words in texts.items():
        if words is None:
            policy.translations.filter(language=language).delete()
        else:
            PolicyTranslation.objects.update_or_create(
                policy=policy, language=language, defaults=dict(words)
            )
    return {
        code: {name: getattr(there[code], name) for name in PolicyTranslation.CONTENT}
        for code in texts
        if code in there
    }


def _settle_place(policy: Policy) -> None:
    """Lists show it under the day since when it holds, or was adopted, or else was written."""
    written = timezone.localtime(policy.created_at).date()
    policy.date = policy.effective_date or policy.adopted_date or written


def _store(policy: Policy, **how) -> None:
    store(policy, _("This department already has a policy of this number."), **how)
