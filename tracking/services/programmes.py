"""Programmes and their phases: written, shown, hidden."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import labels, pagecache
from portal.history.services import record
from portal.saving import editable_columns, store
from portal.workflow import Refused
from tracking import measure_indexing
from tracking.models import Measure, Phase, Programme


@transaction.atomic
def create_programme(*, by, **description) -> Programme:
    """A new programme, which residents don't see yet."""
    programme = Programme(created_by=by, **description)
    _store(programme)
    record("programme.created", programme, actor=by)
    return programme


@transaction.atomic
def save_programme(
    programme: Programme, *, by, changed: Iterable[str] = (), seen_version: int | None = None
) -> Programme:
    """Keep a changed programme. If it is public it shows at once.

    With `seen_version`, refuses to overwrite what somebody else saved since the person opened it.
    """
    current = _lock(programme, seen_version)
    programme.is_public, programme.published_at = current.is_public, current.published_at
    if current.is_public:
        _check_public(programme)
    _store(programme, update_fields=editable_columns(programme))
    before = {name: str(getattr(current, name, "")) for name in changed}
    record("programme.changed", programme, actor=by, changed=sorted(changed), before=before)
    show(programme)
    return programme


@transaction.atomic
def delete_programme(programme: Programme, *, by) -> None:
    """Throw away a programme that was never public. Its history stays."""
    current = Programme.objects.select_for_update().get(pk=programme.pk)
    if current.published_at:
        raise Refused(_("“%(title)s” has been public. Hide it instead.") % {"title": current})
    record("programme.deleted", current, actor=by)
    if current.measures.exists():
        raise Refused(_("“%(title)s” has measures. Delete them first.") % {"title": current})
    current.delete()


@transaction.atomic
def publish_programme(
    programme: Programme, *, by, seen_version: int | None = None, at=None
) -> Programme:
    """Show it to residents, as it is and as it will be saved. Its dates are promises now."""
    _take(programme, seen_version)
    if programme.is_public:
        raise Refused(_("“%(title)s” is public already.") % {"title": programme})
    _check_public(programme)
    programme.is_public = True
    programme.published_at = programme.published_at or at or timezone.now()
    programme.save(update_fields=["is_public", "published_at"])
    record("programme.published", programme, actor=by, at=at)
    show(programme, *programme.measures.all())
    return programme


@transaction.atomic
def hide_programme(
    programme: Programme, *, by, reason: str, seen_version: int | None = None
) -> Programme:
    """Take it out of what residents see."""
    _take(programme, seen_version)
    if not reason.strip():
        raise Refused(_("Please give a reason."))
    if not programme.is_public:
        raise Refused(_("Residents don't see it."))
    programme.is_public = False
    programme.save(update_fields=["is_public"])
    record("programme.hidden", programme, actor=by, reason=reason.strip())
    show(programme, *programme.measures.all())
    return programme


@transaction.atomic
def save_phase(phase: Phase, *, by) -> Phase:
    """Keep a new or changed phase of a programme."""
    verb = "changed" if phase.pk else "added"
    if phase.due < phase.start:
        raise Refused(_("It can't end before it begins."))
    phase.save()
    record(f"phase.{verb}", phase, actor=by)
    show(phase.programme)
    return phase


@transaction.atomic
def remove_phase(phase: Phase, *, by) -> None:
    """Take out a phase that has no measures."""
    record("phase.removed", phase, actor=by)
    try:
        with transaction.atomic():
            phase.delete()
    except ProtectedError as error:
        raise Refused(_("“%(title)s” has measures. Move them first.") % {"title": phase}) from error
    show(phase.programme)


def show(programme: Programme, *measures: Measure) -> None:
    """Make search and kept pages say what is public of it now: last in a transaction."""
    if programme.published_at:
        for each in measures:
            measure_indexing.KIND.refresh(each.pk)
        pagecache.invalidate()


def _lock(programme: Programme, seen_version: int | None) -> Programme:
    """Lock the row and count the change; what was changed in memory stays, to be saved."""
    current = Programme.objects.select_for_update().get(pk=programme.pk)
    if seen_version is not None and current.version != seen_version:
        raise Refused(
            _("Somebody else has changed this since you opened it. Look at it again first.")
        )
    programme.version, programme.updated_at = current.version + 1, timezone.now()
    programme.save(update_fields=["version", "updated_at"])
    return current


def _take(programme: Programme, seen_version: int | None) -> None:
    """Lock the row and load what it says: what was read before may be out of date."""
    _lock(programme, seen_version)
    programme.refresh_from_db()


def _check_public(programme: Programme) -> None:
    if not any(getattr(programme, column) for _code, column in labels.columns("name")):
        raise Refused(_("It needs a name in one language at least."))


def _store(programme: Programme, **how) -> None:
    if programme.due < programme.start:
        raise Refused(_("It can't end before it begins."))
    store(programme, _("There already is a programme of this number."), **how)
