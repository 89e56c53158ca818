"""Sections of the site: which are empty, which have had nothing new for too long."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from portal.inspection.checks import Check, Finding, Looking
from portal.inspection.models import Limits


class Pace(TextChoices):
    """How often something new is expected in a section."""

    NEWS = "news", _("news")
    NOTICES = "notices", _("notices and policies")
    STANDING = "standing", _("nothing new is expected")


@dataclass(frozen=True)
class Section:
    """A list that residents see: how much is in it, since when, and where more is added."""

    name: str
    pace: Pace
    count: int
    newest: date | None
    address: str
    department: str = ""


_sources: list[Callable[[], Iterable[Section]]] = []


def register(source: Callable[[], Iterable[Section]]) -> None:
    """Have the sections of a source looked at. Call this in `ready` of an app."""
    _sources.append(source)


def every() -> list[Section]:
    """All sections of the site."""
    return [section for source in _sources for section in source()]


def untouched_home(looking: Looking) -> Iterator[Finding]:
    """Whether anything new has come to the home page: whatever is published is shown there."""
    newest = max((each.newest for each in every() if each.newest), default=None)
    days = (looking.today - newest).days if newest else None
    if days is None:
        yield Finding(str(_("Home")), noop("Nothing has ever been published."))
    elif days > looking.limits.home_days:
        words = noop("Nothing new for %(days)d days.")
        yield Finding(str(_("Home")), words, values={"days": days})


def stale(looking: Looking) -> Iterator[Finding]:
    """Sections in which nothing has changed for too long."""
    allowed = {
        Pace.NEWS: timedelta(days=looking.limits.news_days),
        Pace.NOTICES: timedelta(days=looking.limits.section_days),
    }
    for each in every():
        if each.newest is None or each.pace not in allowed:
            continue
        age = looking.today - each.newest
        if age > allowed[each.pace]:
            words = noop("Nothing new for %(days)d days.")
            values = {"days": age.days}
            yield Finding(each.name, words, each.address, each.department, values)


def empty(looking: Looking) -> Iterator[Finding]:
    """Sections in which there is nothing at all."""
    for each in every():
        if not each.count:
            yield Finding(each.name, noop("There is nothing in it."), each.address, each.department)


def _stale_tolerated(limits: Limits) -> int:
    return limits.stale_sections - 1


def _empty_tolerated(limits: Limits) -> int:
    return limits.empty_sections - 1


CHECKS = (
    Check("home", _("Home page with something new"), untouched_home),
    Check("stale", _("Sections with something new"), stale, _stale_tolerated),
    Check("empty", _("Sections with content"), empty, _empty_tolerated),
)
