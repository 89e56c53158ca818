"""Looking at everything, and what was found in a form that can be kept, shown and printed."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal import languages
from portal.inspection import checks
from portal.inspection.checks import Check, Finding, Looking
from portal.inspection.models import Inspection, Limits

logger = logging.getLogger(__name__)

KEPT = 200  # findings of a check that are kept whole; of more, how many they were


@dataclass(frozen=True)
class Outcome:
    """What one check found. `error` says that it could not look."""

    key: str
    total: int = 0
    tolerated: int = 0
    findings: list[dict[str, Any]] = field(default_factory=list)
    error: str = ""

    @property
    def fails(self) -> bool:
        """Whether it found more than is tolerated."""
        return self.total > self.tolerated

    @property
    def title(self) -> str | Promise:
        """What it looked at, in the language that is active."""
        return next((each.title for each in checks.every() if each.key == self.key), self.key)

    @property
    def state(self) -> str:
        """In a word, for pages and programs."""
        if self.error:
            return "unknown"
        return "failed" if self.fails else "fine"

    def shown(self) -> Iterator[dict[str, str]]:
        """The findings in words, in the language that is active."""
        for each in self.findings:
            words = each["words"]
            language = each.get("language")
            lang = languages.bcp47(language) if language else ""
            yield {**each, "words": _(words) % each["values"], "lang": lang}


def limits() -> Limits:
    """Those in force."""
    return Limits.objects.get_or_create(pk=1)[0]


def looking(*, external: bool = False) -> Looking:
    """What checks go by now."""
    return Looking(limits(), timezone.now(), timezone.localdate(), external)


def run(look: Looking, only: Iterable[str] = ()) -> Iterator[Outcome]:
    """One outcome after the other; a check that fails to look stops no other."""
    wanted = set(only)
    for check in checks.every():
        if not wanted or check.key in wanted:
            yield _outcome(check, look)


def _outcome(check: Check, look: Looking) -> Outcome:
    try:
        found = iter(check.look(look))
        first = [_plain(each) for each in islice(found, KEPT)]
        total = len(first) + sum(1 for _each in found)
    except Exception as error:
        logger.exception("The check “%s” could not look.", check.key)
        return Outcome(check.key, error=f"{type(error).__name__}: {error}"[:300])
    return Outcome(check.key, total, check.tolerated(look.limits), first)


def _plain(finding: Finding) -> dict[str, Any]:
    return {**asdict(finding), "values": dict(finding.values)}


def inspect(*, by=None, external: bool = False) -> Inspection:
    """Look at everything, and keep what was found."""
    inspection = Inspection.objects.create(by=by)
    return keep(inspection, list(run(looking(external=external))))


def keep(inspection: Inspection, outcomes: list[Outcome]) -> Inspection:
    """Put the outcomes into an inspection that was begun."""
    inspection.outcomes = [asdict(each) for each in outcomes]
    inspection.failed = sum(each.fails or bool(each.error) for each in outcomes)
    inspection.found = sum(each.total for each in outcomes)
    inspection.finished_at = timezone.now()
    inspection.save()
    return inspection


def outcomes_of(inspection: Inspection) -> list[Outcome]:
    """What an inspection found."""
    return [Outcome(**each) for each in inspection.outcomes]
