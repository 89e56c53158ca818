"""Keeping rows that people write together, and words in several languages."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import labels, pagecache
from portal.history.services import record
from portal.saving import editable_columns
from portal.workflow import Refused, Transition, advance, take

Words = Mapping[str, str]  # by language
CHANGED: Promise = gettext_lazy(
    "Somebody else has changed this since you opened it. Look at it again first."
)


def told(words: Words | None) -> dict[str, str]:
    """The words of the languages in which there are any."""
    return {code: each.strip() for code, each in (words or {}).items() if each.strip()}


def best(words: Words) -> str:
    """The words as the portal's own language has them, or the best other."""
    return labels.best(words, settings.LANGUAGE_CODE)


def columns(name: str, words: Words) -> dict[str, str]:
    """What the columns of the field `name` keep of words by language."""
    return {column: words.get(code, "") for code, column in labels.columns(name)}


def keep(row, kind: str, *, by, changed: Iterable[str] = (), seen_version: int | None = None):
    """Save a new or changed row that counts its changes; what it was before, None if it is new."""
    if row.pk is None:
        row.save()
        record(f"{kind}.added", row, actor=by)
        return None
    current = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if seen_version is not None and current.version != seen_version:
        raise Refused(str(CHANGED))
    row.version = current.version + 1
    row.save(update_fields=[*editable_columns(row), "version"])
    record(f"{kind}.changed", row, actor=by, changed=sorted(changed))
    return current


def keep_part(part, whole, kind: str, *, by) -> None:
    """Save a new or changed part of a row, at its end, and count the change of the whole."""
    verb = "changed" if part.pk else "added"
    if part.pk is None and hasattr(part, "position"):
        rows = type(part)._default_manager.filter(**{whole._meta.model_name: whole})
        part.position = (rows.aggregate(models.Max("position"))["position__max"] or 0) + 1
    part.save()
    count_change(whole)
    record(f"{kind}.{verb}", whole, actor=by, what=str(part))


def remove_part(part, whole, kind: str, *, by) -> None:
    """Take a part out; refused if anything has come of it."""
    record(f"{kind}.removed", whole, actor=by, what=str(part))
    try:
        part.delete()
    except models.ProtectedError as error:
        message = _("“%(title)s” stays: something has come of it.")
        raise Refused(message % {"title": part}) from error
    count_change(whole)


def count_change(row) -> None:
    """Count a change of the row itself."""
    type(row)._default_manager.filter(pk=row.pk).update(version=models.F("version") + 1)
    row.refresh_from_db(fields=["version"])


def lock(row, seen_version: int | None = None) -> None:
    """Lock the row and load what it says: what was read before may be out of date."""
    take(row, seen_version, str(CHANGED))


def move(row, transition: Transition, *, by, kind: str, reason: Words | None = None, **changes):
    """Move its state, count the change, and write it down."""
    said = told(reason)
    advance(row, transition, reason=best(said), version=row.version + 1, **changes)
    record(f"{kind}.{transition.name}", row, actor=by, reason=best(said), reasons=said)
    pagecache.invalidate()
