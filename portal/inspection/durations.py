"""How long visits take: counted in a few steps by the day, and nothing of who came or to what.

Pages that are kept in front of Django are answered in microseconds; how many that were is taken
over when counts are written.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from time import perf_counter

from django.db.models import F, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from portal.inspection.checks import Check, Finding, Looking
from portal.inspection.models import SECONDS, VisitDuration
from portal.tally import Tally

STEPS = (100, 300, *(1000 * each for each in SECONDS))  # milliseconds
LONGER = 0
_STEPS = (*STEPS, LONGER)
DAYS = 28  # that are looked back
LEAST = 100  # visits: of fewer, a share says nothing

Count = Callable[[], int]
_kept: list[Count] = []


class TimedVisits:
    """WSGI middleware around Django: how long an answer took to be made."""

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        began = perf_counter()
        try:
            return self.app(environ, start_response)
        finally:
            if not environ["PATH_INFO"].startswith("/admin/"):
                note(step_of(perf_counter() - began))


def note(step: int) -> None:
    """Count a visit, without the tally's lock: one lost between two threads is no harm."""
    if tally.pending:
        tally.pending[step] += 1
    else:
        tally.add(step)


def step_of(seconds: float) -> int:
    """The step that a duration falls into."""
    return _STEPS[bisect_left(STEPS, seconds * 1000)]


def count_kept(hits: Count) -> None:
    """Count also what was answered from kept pages: `hits` says how many that were until now."""
    seen = hits()

    def new() -> int:
        nonlocal seen
        now = hits()
        found, seen = now - seen, now
        return found

    _kept.append(new)


def _write(counts: Counter[int]) -> None:
    counts = counts + Counter({STEPS[0]: sum(each() for each in _kept)})
    day = timezone.localdate()
    for step, number in sorted(counts.items()):
        row, _made = VisitDuration.objects.get_or_create(day=day, up_to=step)
        VisitDuration.objects.filter(pk=row.pk).update(visits=F("visits") + number)


tally: Tally[int] = Tally("Durations of visits", _write)


def slow(looking: Looking) -> Iterator[Finding]:
    """Whether too many visits of the last weeks took too long."""
    since = looking.today - timedelta(days=DAYS)
    rows = VisitDuration.objects.filter(day__gt=since).values_list("up_to").annotate(Sum("visits"))
    counts = dict(rows.order_by())
    total = sum(counts.values())
    limit = looking.limits.slow_seconds * 1000
    late = sum(number for step, number in counts.items() if step > limit or step == LONGER)
    percent = 100 * late / total if total else 0
    if total >= LEAST and percent >= looking.limits.slow_percent:
        yield Finding(
            str(_("Visits")),
            noop("%(percent).1f %% of %(total)d visits took longer than %(seconds)d seconds."),
            reverse("admin:inspection_limits_changelist"),
            values={
                "percent": percent,
                "total": total,
                "seconds": looking.limits.slow_seconds,
            },
        )


def forget() -> int:
    """Throw away the counts of last year; how many. By the clock."""
    old = timezone.localdate() - timedelta(days=366)
    return VisitDuration.objects.filter(day__lt=old).delete()[0]


CHECKS = (Check("slow", _("Visits that are quick"), slow),)
