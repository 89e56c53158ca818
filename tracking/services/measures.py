"""Measures: planned in milestones, and planned anew only with a reason once residents know them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import labels
from portal.history.services import record
from portal.organisation.models import Department
from portal.saving import editable_columns, store
from portal.workflow import Refused
from tracking.models import DateChange, Measure, Milestone, Programme
from tracking.progress import WHOLE
from tracking.services.announcing import announce_measure
from tracking.services.programmes import show
from tracking.services.standings import restate


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone as a plan says it; `pk` if it is one that the measure has."""

    weight: int
    due: date
    names: Mapping[str, str] = field(default_factory=dict)  # by language
    pk: int | None = None
    original_due: date | None = None  # of one that was promised elsewhere for another day


@transaction.atomic
def add_measure(
    programme: Programme,
    *,
    by,
    milestones: Sequence[MilestoneLine],
    supporting: Iterable[Department] = (),
    depends_on: Iterable[Measure] = (),
    at: datetime | None = None,
    **description,
) -> Measure:
    """A new measure at the end of a programme. The weights of its milestones add up to 100."""
    last = programme.measures.order_by("-position").first()
    measure = Measure(programme=programme, **description)
    measure.position = last.position + 1 if last else 0
    measure.original_start = measure.original_start or measure.start
    measure.original_due = measure.original_due or measure.due
    _check_plan(measure, milestones)
    _store(measure)
    measure.supporting.set(supporting)
    _depend(measure, depends_on)
    _put_milestones(measure, milestones, at or timezone.now())
    restate(measure, at=at)
    record("measure.added", measure, actor=by, at=at)
    show(programme, measure)
    return measure


@transaction.atomic
def save_measure(
    measure: Measure,
    *,
    by,
    milestones: Sequence[MilestoneLine] | None = None,
    supporting: Iterable[Department] | None = None,
    depends_on: Iterable[Measure] | None = None,
    changed: Iterable[str] = (),
    reason: Mapping[str, str] | None = None,
    seen_version: int | None = None,
    at: datetime | None = None,
) -> Measure:
    """Keep a changed measure and its plan: all milestones, or None for those that it has.

    Once its programme has been public, another plan (a date, a weight, a milestone less or more)
    needs a `reason` by language: residents read it. With `seen_version`, refuses to overwrite what
    somebody else saved since.
    """
    at = at or timezone.now()
    current = _lock(measure, seen_version)
    lines = list(milestones) if milestones is not None else _lines(measure)
    _check_plan(measure, lines)
    told = {code: words.strip() for code, words in (reason or {}).items() if words.strip()}
    promised = measure.programme.published_at is not None
    is_new_plan = _plan(current, _lines(current)) != _plan(measure, lines)
    if is_new_plan and promised and not told:
        raise Refused(_("Please say why the plan is changed: residents will read it."))
    if promised:
        _note_moves(current, measure, lines, told, at)
    else:
        measure.original_start, measure.original_due = measure.start, measure.due
    kept = ["original_start", "original_due"]
    _store(measure, update_fields=[*editable_columns(measure), *kept])
    if supporting is not None:
        measure.supporting.set(supporting)
    if depends_on is not None:
        _depend(measure, depends_on)
    _put_milestones(measure, lines, at)
    restate(measure, at=at)
    best = labels.best(told, settings.LANGUAGE_CODE)
    names = sorted(changed)
    record("measure.changed", measure, actor=by, reason=best, at=at, changed=names, reasons=told)
    show(measure.programme, measure)
    if promised and is_new_plan:
        announce_measure(measure, "moved", f"plan-{measure.version}", told)
    return measure


@transaction.atomic
def delete_measure(measure: Measure, *, by) -> None:
    """Throw away a measure of a programme that was never public, and that nobody reported on."""
    current = Measure.objects.select_for_update().get(pk=measure.pk)
    if current.programme.published_at or current.reports.exists():
        raise Refused(_("“%(title)s” has been public or reported on.") % {"title": current})
    record("measure.deleted", current, actor=by)
    current.delete()


def _lock(measure: Measure, seen_version: int | None) -> Measure:
    """Lock the row and count the change; what was changed in memory stays, to be saved."""
    current = Measure.objects.select_for_update().get(pk=measure.pk)
    if seen_version is not None and current.version != seen_version:
        raise Refused(
            _("Somebody else has changed this since you opened it. Look at it again first.")
        )
    measure.version = current.version + 1
    measure.original_start, measure.original_due = current.original_start, current.original_due
    measure.save(update_fields=["version"])
    return current


def _lines(measure: Measure) -> list[MilestoneLine]:
    return [MilestoneLine(e.weight, e.due, pk=e.pk) for e in measure.planned_milestones()]


def _plan(measure: Measure, lines: Iterable[MilestoneLine]) -> tuple:
    """What of a plan needs a reason to be changed."""
    return (measure.start, measure.due, [(each.pk, each.weight, each.due) for each in lines])


def _check_plan(measure: Measure, lines: Sequence[MilestoneLine]) -> None:
    if measure.due < measure.start:
        raise Refused(_("It can't end before it begins."))
    if any(not 0 < each.weight <= WHOLE for each in lines) or not lines:
        raise Refused(_("There must be milestones, each with a weight between 1 and 100."))
    total = sum(each.weight for each in lines)
    if total != WHOLE:
        raise Refused(
            _("The weights of the milestones add up to %(total)s instead of 100.")
            % {"total": total}
        )
    if any(not measure.start <= each.due <= measure.due for each in lines):
        raise Refused(
            _("A milestone's day lies between the first and the last day of the measure.")
        )


def _note_moves(
    before: Measure, measure: Measure, lines: Iterable[MilestoneLine], told, at: datetime
) -> None:
    """Keep which dates were moved, and why."""
    words = {column: told.get(code, "") for code, column in labels.columns("reason")}
    for name in ("start", "due"):
        _note_move(measure, None, name, getattr(before, name), getattr(measure, name), words, at)
    dates = {each.pk: each.due for each in lines}
    for each in before.planned_milestones():
        _note_move(measure, each, "due", each.due, dates.get(each.pk, each.due), words, at)


def _note_move(
    measure: Measure, milestone: Milestone | None, name: str, was: date, now: date, words, at
) -> None:
    if was != now:
        DateChange.objects.create(
            measure=measure,
            milestone=milestone,
            field=name,
            before=was,
            after=now,
            at=at,
            **words,
        )


def _put_milestones(measure: Measure, lines: Sequence[MilestoneLine], at: datetime) -> None:
    """Keep the plan's milestones in their order. One that is left out keeps what was claimed."""
    there = {each.pk: each for each in measure.planned_milestones()}
    promised = measure.programme.published_at is not None
    for position, line in enumerate(lines):
        milestone = there.pop(line.pk, None) if line.pk else None
        if line.pk and milestone is None:
            raise Refused(_("Somebody else has taken out a milestone. Look at it again first."))
        first = line.original_due or line.due
        milestone = milestone or Milestone(measure=measure, original_due=first)
        milestone.weight, milestone.due, milestone.position = line.weight, line.due, position
        if not promised:
            milestone.original_due = first
        for code, column in labels.columns("name"):
            if code in line.names:
                setattr(milestone, column, line.names[code])
        milestone.save()
    gone = measure.milestones.filter(pk__in=there)
    gone.filter(claims=None, evidence=None, date_changes=None).delete()
    gone.update(removed_at=at)


def _depend(measure: Measure, others: Iterable[Measure]) -> None:
    """Keep on which measures it depends; never, in the end, on itself."""
    others = list(others)
    above, seen = {each.pk for each in others}, set()
    while above:
        if measure.pk in above:
            raise Refused(_("A measure can't depend on itself, nor on one that depends on it."))
        seen |= above
        above = set(Measure.objects.filter(needed_by__in=above).values_list("pk", flat=True)) - seen
    measure.depends_on.set(others)


def _store(measure: Measure, **how) -> None:
    store(measure, _("This programme already has a measure of this number."), **how)
