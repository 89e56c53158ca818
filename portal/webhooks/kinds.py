"""What departments' systems can be told of. Apps register their kinds: this knows none of them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TRIAL = "webhook.trial"

_kinds: dict[str, str | Promise] = {}


def register(kinds: Mapping[str, str | Promise]) -> None:
    """Let endpoints ask for these kinds, `case.answered`, by these words. For `ready` of an app."""
    _kinds.update(kinds)


def every() -> list[tuple[str, str | Promise]]:
    """All of them with their words, by name."""
    return sorted(_kinds.items())


def words_of(kind: str) -> str:
    """What a kind is called."""
    return str(_("Trial") if kind == TRIAL else _kinds.get(kind, kind))
