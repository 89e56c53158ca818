"""Announcements, events, campaigns: written, reviewed, published from a time on, withdrawn."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from infocenter import mirrored, webhooks
from infocenter.models import Announcement, Campaign, Event, Outreach
from infocenter.outreach import indexing
from infocenter.outreach.states import OUTREACH_TRANSITIONS, UNPUBLISHED, Stage
from infocenter.services import announcing
from portal import labels, pagecache, workflow
from portal.history.services import record
from portal.saving import editable_columns
from portal.workflow import Refused, advance

Texts = Mapping[str, Mapping[str, str] | None]
Thing = TypeVar("Thing", bound=Outreach)

MODELS: tuple[type[Outreach], ...] = (Announcement, Event, Campaign)


@transaction.atomic
def create_outreach(
    thing: Thing, *, by, translations: Texts, related: Mapping[str, Iterable] | None = None
) -> Thing:
    """Keep a new draft. Texts are by language; `related` are its topics, documents..."""
    thing.created_by = by
    _check_times(thing)
    thing.save()
    _put_related(thing, related)
    _put_texts(thing, translations)
    note(thing, "created", by=by)
    return thing


@transaction.atomic
def save_outreach(
    thing: Thing,
    *,
    by,
    translations: Texts,
    related: Mapping[str, Iterable] | None = None,
    changed: Iterable[str] = (),
    seen_version: int | None = None,
) -> Thing:
    """Keep a changed one. Of a public one, what is saved shows at once."""
    locked = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    if seen_version is not None and locked.version != seen_version:
        raise Refused(_changed_meanwhile())
    _check_times(thing)
    thing.version, thing.updated_at = locked.version + 1, timezone.now()
    thing.save(update_fields=[*editable_columns(thing), "version", "updated_at"])
    _put_related(thing, related)
    _put_texts(thing, translations)
    thing.refresh_from_db()
    if thing.is_public:
        _check_public(thing)
    names = sorted([*changed, *(f"text:{language}" for language in translations)])
    note(thing, "changed", by=by, changed=names)
    show_outreach(thing)
    return thing


@transaction.atomic
def delete_outreach(thing: Outreach, *, by) -> None:
    """Throw away a draft that nobody outside has seen. Its history stays."""
    take(thing)
    if thing.status not in UNPUBLISHED or thing.published_at is not None:
        raise Refused(_("This has been public. Withdraw it instead."))
    note(thing, "deleted", by=by)
    thing.delete()


@transaction.atomic
def submit_outreach(thing: Outreach, *, by, seen_version: int | None = None) -> None:
    """Say that it is ready for a publisher's look."""
    take(thing, seen_version)
    _check_public(thing)
    move(thing, "submit", by=by)


@transaction.atomic
def return_outreach(thing: Outreach, *, by, reason: str, seen_version: int | None = None) -> None:
    """Give it back to whoever wrote it, and say why."""
    take(thing, seen_version)
    move(thing, "return", by=by, reason=reason)


@transaction.atomic
def publish_outreach(
    thing: Thing, *, by, at: datetime | None = None, seen_version: int | None = None
) -> Thing:
    """Let residents see it from `at` on, or from now on."""
    take(thing, seen_version)
    _check_public(thing)
    now = timezone.now()
    if at and at <= now:  # nothing shows as if it had been there before
        raise Refused(_("This time has passed."))
    if isinstance(thing, Event) and thing.ends_at <= (at or now):
        raise Refused(_("The event would be over before anybody could read of it."))
    move(thing, "publish", by=by, published_at=at or now, shown_at=None, **_reasons({}))
    return thing


@transaction.atomic
def withdraw_outreach(
    thing: Outreach, *, by, reason: Mapping[str, str], seen_version: int | None = None
) -> None:
    """Take it from residents, who read why at its address. One to come is taken back unseen."""
    take(thing, seen_version)
    if isinstance(thing, Event) and _is_awaited(thing):
        raise Refused(_("People have registered. Call the event off first: they are told then."))
    seen = {} if thing.is_shown() else {"published_at": None}
    words = told(reason)
    best = labels.best(words, settings.LANGUAGE_CODE)
    move(thing, "withdraw", by=by, reason=best, **_reasons(words), **seen)


@transaction.atomic
def revise_outreach(thing: Outreach, *, by, seen_version: int | None = None) -> None:
    """Make a draft again of what was withdrawn."""
    take(thing, seen_version)
    move(thing, "revise", by=by)


def show_due() -> int:
    """Tell the search of what has begun to show since it last looked. By the clock; how many."""
    shown = 0
    for model in MODELS:
        for key in model._default_manager.to_show().values_list("pk", flat=True):
            shown += _show_due(model, key)
    return shown


@transaction.atomic
def _show_due(model: type[Outreach], key: int) -> bool:
    rows = model._default_manager.to_show().filter(pk=key)
    if not rows.update(shown_at=timezone.now()):
        return False  # another process was first
    thing = model._default_manager.get(pk=key)
    _tell_shown(thing)
    mirrored.outreach_shown(thing)
    show_outreach(thing)
    return True


def _tell_shown(thing: Outreach) -> None:
    announcing.outreach_shown(thing)
    webhooks.outreach_shown(thing)


def take(thing: Outreach, seen_version: int | None = None) -> None:
    """Lock the row as the person saw it. Call it first in a transaction."""
    workflow.take(thing, seen_version, _changed_meanwhile())


def move(thing: Outreach, name: str, *, by, reason: str = "", **changes) -> None:
    """Take a step of its life, note it, and let search and pages follow."""
    changes = {"version": thing.version + 1, "updated_at": timezone.now(), **changes}
    advance(thing, OUTREACH_TRANSITIONS[name], reason=reason, **changes)
    note(thing, name, by=by, reason=reason)
    show_outreach(thing)


def show_outreach(thing: Outreach) -> None:
    """Make search and kept pages say what is public of it now: last in a transaction."""
    now = timezone.now()
    if thing.is_shown(now) and thing.shown_at is None:
        thing.shown_at = now
        thing.save(update_fields=["shown_at"])
        _tell_shown(thing)
    indexing.refresh(thing)
    if thing.published_at is not None:
        pagecache.invalidate()


def note(thing: Outreach, verb: str, *, by, **data) -> None:
    """Write it down in the history."""
    record(f"{thing._meta.model_name}.{verb}", thing, actor=by, **data)


def told(reason: Mapping[str, str]) -> dict[str, str]:
    """A reason by language, without what is empty; refuses one that says nothing."""
    words = {code: each.strip() for code, each in reason.items() if each.strip()}
    if not words:
        raise Refused(_("Please give a reason."))
    return words


def _reasons(words: Mapping[str, str]) -> dict[str, str]:
    return {column: words.get(code, "") for code, column in labels.columns("reason")}


def _changed_meanwhile() -> str:
    return _("Somebody else has changed this since you opened it. Look at it again first.")


def _check_public(thing: Outreach) -> None:
    titles = thing.translations.values_list("title", flat=True)
    if not titles or not all(each.strip() for each in titles):
        raise Refused(_("Every language version needs a title, and there must be at least one."))
    if isinstance(thing, Event) and thing.translations.filter(place="").exists():
        raise Refused(_("Say in every language version where the event takes place."))


def _check_times(thing: Outreach) -> None:
    if not isinstance(thing, Event):
        return
    if thing.ends_at <= thing.starts_at:
        raise Refused(_("An event can't end before it begins."))
    if thing.closes_at and thing.closes_at > thing.starts_at:
        raise Refused(_("Registration closes when the event begins, or before."))


def _is_awaited(event: Event) -> bool:
    """Whether people count on it."""
    return event.stage() == Stage.COMING and event.registrations.confirmed().exists()


def _put_related(thing: Outreach, related: Mapping[str, Iterable[Any]] | None) -> None:
    for name, rows in (related or {}).items():
        getattr(thing, name).set(rows)


def _put_texts(thing: Outreach, texts: Texts) -> None:
    for language, words in texts.items():
        if words is None:
            thing.translations.filter(language=language).delete()
        else:
            thing.translations.update_or_create(language=language, defaults=dict(words))
