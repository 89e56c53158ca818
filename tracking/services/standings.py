"""Keeping what is known of a measure, whenever its plan or what is verified has changed."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal import pagecache
from portal.history.services import record
from tracking.models import Measure, Milestone, NormsInForce, Standing
from tracking.progress import WHOLE, Norms, Plan, PlannedMilestone, actual, at_risk_from
from tracking.states.reports import ReportStatus

HEARD = (ReportStatus.SUBMITTED, ReportStatus.VERIFIED)


def norms_in_force() -> Norms:
    """What counts as on track here."""
    return NormsInForce.objects.get().as_norms()


@transaction.atomic
def save_norms(norms: NormsInForce, *, by, changed: Iterable[str] = ()) -> NormsInForce:
    """Set what counts as on track from now on; what was known before stays as it was."""
    norms.save()
    record("norms.changed", norms, actor=by, changed=sorted(changed))
    now = timezone.now()
    for measure in Measure.objects.order_by("pk"):
        restate(measure, at=now, norms=norms.as_norms())
    pagecache.invalidate()
    return norms


def restate(
    measure: Measure,
    *,
    proven: bool = False,
    at: datetime | None = None,
    norms: Norms | None = None,
) -> Standing:
    """Keep what is known of the measure from now (`at`) on; last in a transaction that changes it.

    Progress rises only when it is `proven` by a verified report: another plan can lower it.
    """
    before = measure.standings.select_for_update().filter(known_to=None).first()
    milestones = list(measure.planned_milestones())
    known = _known(measure, milestones, norms or norms_in_force())
    if before is not None and not proven:
        known["progress"] = min(known["progress"], before.progress)
    reached = [each.reached_on for each in milestones if each.reached_on]
    is_done = known["progress"] == WHOLE
    known["completed_on"] = max(reached) if is_done and reached else None
    if before is not None:
        if all(getattr(before, name) == value for name, value in known.items()):
            return before
        at = max(at or timezone.now(), before.known_from)
        before.known_to = at
        before.save(update_fields=["known_to"])
    return Standing.objects.create(measure=measure, known_from=at or timezone.now(), **known)


def _known(measure: Measure, milestones: list[Milestone], norms: Norms) -> dict:
    plan = Plan(
        measure.start,
        measure.due,
        tuple(PlannedMilestone(each.pk, each.weight, each.due) for each in milestones),
    )
    progress = actual(plan, {each.pk: each.percent for each in milestones})
    last = measure.reports.filter(status__in=HEARD).order_by("-period_end").first()
    reported_to = last.period_end if last else None
    return {
        "department_id": measure.department_id,
        "start": measure.start,
        "due": measure.due,
        "original_due": measure.original_due,
        "progress": progress,
        "at_risk_from": at_risk_from(plan, progress, reported_to, norms),
        "reported_to": reported_to,
        "milestones": [_said(each) for each in milestones],
    }


def _said(milestone: Milestone) -> dict:
    return {
        "id": milestone.pk,
        "weight": milestone.weight,
        "due": milestone.due.isoformat(),
        "percent": milestone.percent,
        "reached_on": milestone.reached_on.isoformat() if milestone.reached_on else None,
    }
