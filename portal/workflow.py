"""Moving a thing from one state to the next, safely when two people act at once.

A transition is one conditional UPDATE that must touch exactly one row: the worker who comes second
is told so and changes nothing.
"""

from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, cast

from django.db import models
from django.utils.translation import gettext as _


class Refused(Exception):
    """What was asked can't be done now. The message is translated and meant for the person."""


@dataclass(frozen=True)
class Transition:
    """A named move of `status`: from any of `sources` to `target`."""

    name: str
    sources: tuple[str, ...]
    target: str
    needs_reason: bool = False


class Staged(Protocol):
    """A model's row that has a `status`."""

    pk: Any
    status: Any

    def get_status_display(self) -> str: ...
    def refresh_from_db(self, using: str | None = None, fields: Any = None) -> None: ...


class Versioned(Protocol):
    """A model's row that counts its changes."""

    pk: Any
    version: int

    def refresh_from_db(self, using: str | None = None, fields: Any = None) -> None: ...


Row = TypeVar("Row", bound=Staged)


def table(*transitions: Transition) -> dict[str, Transition]:
    """Transitions by name."""
    return {transition.name: transition for transition in transitions}


def may_follow(transitions: dict[str, Transition], status: str) -> list[str]:
    """Names of the transitions that leave `status`."""
    return [name for name, each in transitions.items() if status in each.sources]


def take(instance: Versioned, seen_version: int | None, otherwise: str) -> None:
    """Lock the row and load what it says now: what was read before may be out of date.

    With `seen_version`, the one that the person looked at, raises Refused with the words
    `otherwise` if the row has changed since. Call it first in a transaction.
    """
    rows = cast(type[models.Model], type(instance))._default_manager
    rows.select_for_update().get(pk=instance.pk)
    instance.refresh_from_db()
    if seen_version is not None and instance.version != seen_version:
        raise Refused(otherwise)


def advance(instance: Row, transition: Transition, *, reason: str = "", **changes) -> Row:
    """Move `instance.status` by `transition`, with other column `changes`, in one UPDATE.

    Raises Refused if a reason is needed and missing, or if the row is no longer in a state from
    which the transition leaves (someone else was first).
    """
    if transition.needs_reason and not reason.strip():
        raise Refused(_("Please give a reason."))
    rows = cast(type[models.Model], type(instance))._default_manager
    changed = rows.filter(pk=instance.pk, status__in=transition.sources).update(
        status=transition.target, **changes
    )
    if changed != 1:
        instance.refresh_from_db(fields=["status"])
        raise Refused(
            _(
                "This can't be done now: the state is “%(state)s”. "
                "Someone else may have acted first."
            )
            % {"state": instance.get_status_display()}
        )
    instance.status = transition.target
    for field, value in changes.items():
        setattr(instance, field, value)
    return instance
