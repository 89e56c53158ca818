"""Evaluations: written with criteria and findings, published, withdrawn."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.history.services import record
from portal.workflow import Refused
from tracking.models import Criterion, Evaluation, Finding
from tracking.services.writing import (
    Words,
    columns,
    keep,
    keep_part,
    lock,
    move,
    remove_part,
)
from tracking.states.evaluations import (
    EVALUATION_TRANSITIONS,
    USUAL_CRITERIA,
    EvaluationStatus,
)


@transaction.atomic
def save_evaluation(
    evaluation: Evaluation,
    *,
    by,
    changed: Iterable[str] = (),
    seen_version: int | None = None,
) -> Evaluation:
    """Keep a new or changed evaluation. A new one begins with the usual criteria."""
    if evaluation.period_end < evaluation.period_start:
        raise Refused(_("It can't end before it begins."))
    if evaluation._state.adding:
        evaluation.created_by = by
    else:
        _check_open(evaluation)
    before = keep(evaluation, "evaluation", by=by, changed=changed, seen_version=seen_version)
    if before is None:
        for position, names in enumerate(USUAL_CRITERIA):
            Criterion.objects.create(
                evaluation=evaluation, position=position, **columns("name", names)
            )
    return evaluation


@transaction.atomic
def delete_evaluation(evaluation: Evaluation, *, by) -> None:
    """Throw a draft away that nothing has come of."""
    lock(evaluation)
    _check_open(evaluation)
    if evaluation.findings.exclude(action_items=None).exists():
        raise Refused(_("“%(title)s” stays: something has come of it.") % {"title": evaluation})
    record("evaluation.deleted", evaluation, actor=by)
    evaluation.delete()


@transaction.atomic
def save_criterion(criterion: Criterion, *, by) -> Criterion:
    """Keep a new or changed criterion of a draft."""
    lock(criterion.evaluation)
    _check_open(criterion.evaluation)
    keep_part(criterion, criterion.evaluation, "criterion", by=by)
    return criterion


@transaction.atomic
def remove_criterion(criterion: Criterion, *, by) -> None:
    """Take a criterion out of a draft."""
    lock(criterion.evaluation)
    _check_open(criterion.evaluation)
    remove_part(criterion, criterion.evaluation, "criterion", by=by)


@transaction.atomic
def save_finding(finding: Finding, *, by) -> Finding:
    """Keep a new or changed finding of a draft."""
    lock(finding.evaluation)
    _check_open(finding.evaluation)
    keep_part(finding, finding.evaluation, "finding", by=by)
    return finding


@transaction.atomic
def remove_finding(finding: Finding, *, by) -> None:
    """Take a finding out of a draft, if no action item asks for anything about it."""
    lock(finding.evaluation)
    _check_open(finding.evaluation)
    remove_part(finding, finding.evaluation, "finding", by=by)


@transaction.atomic
def publish_evaluation(
    evaluation: Evaluation, *, by, seen_version: int | None = None, at=None
) -> Evaluation:
    """Show it to residents, whole: every criterion scored, with grounds, and something found."""
    lock(evaluation, seen_version)
    criteria = list(evaluation.criteria.all())
    if not criteria or any(not each.score for each in criteria):
        raise Refused(_("Each criterion needs a score first."))
    if not evaluation.findings.exists():
        raise Refused(_("It needs a finding first."))
    at = at or timezone.now()
    move(
        evaluation,
        EVALUATION_TRANSITIONS["publish"],
        by=by,
        kind="evaluation",
        published_at=at,
    )
    return evaluation


@transaction.atomic
def withdraw_evaluation(
    evaluation: Evaluation, *, by, reason: Words, seen_version: int | None = None
) -> Evaluation:
    """Take it out of what residents see, with a reason."""
    lock(evaluation, seen_version)
    step = EVALUATION_TRANSITIONS["withdraw"]
    move(evaluation, step, by=by, kind="evaluation", reason=reason)
    return evaluation


def _check_open(evaluation: Evaluation) -> None:
    status = Evaluation.objects.values_list("status", flat=True).get(pk=evaluation.pk)
    if status != EvaluationStatus.DRAFT:
        raise Refused(_("It has been published: what it says stays as it is."))
