"""What an inspection looks at: checks that apps register, and what they find."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise

from portal.inspection.models import Limits


@dataclass(frozen=True)
class Looking:
    """What a check may go by: the limits in force, the moment, and whether it may ask others."""

    limits: Limits
    now: datetime
    today: date
    external: bool = False  # whether hosts of others may be asked


@dataclass(frozen=True)
class Finding:
    """Something that isn't as it should be, and where it can be mended.

    `words` are in the sources' language, marked by `gettext_noop`, so that each reader has them in
    theirs; `values` are put into them.
    """

    thing: str
    words: str
    address: str = ""
    department: str = ""  # its code
    values: Mapping[str, Any] = field(default_factory=dict)
    language: str = ""  # in which the thing is called so, where that is known


def none_tolerated(limits: Limits) -> int:
    """Of most things, one is too many."""
    return 0


@dataclass(frozen=True)
class Check:
    """One thing that is looked at. It fails with more findings than are `tolerated`."""

    key: str
    title: str | Promise
    look: Callable[[Looking], Iterable[Finding]]
    tolerated: Callable[[Limits], int] = none_tolerated


_checks: dict[str, Check] = {}


def register(*checks: Check) -> None:
    """Have these looked at. Call this in `ready` of an app."""
    for each in checks:
        _checks[each.key] = each


def every() -> list[Check]:
    """All checks, in the order of their registration."""
    return list(_checks.values())
