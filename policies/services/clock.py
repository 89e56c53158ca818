"""By when a case is acknowledged and answered."""

from policies.deadlines import Deadline, deadline
from policies.models import Case, CasePause
from policies.services.deadlines import rule_for


def deadline_of(case: Case) -> Deadline:
    """By when it is acknowledged and answered, by the rules that hold now, and why."""
    return deadline(
        rule_for(case.kind, case.department_id),
        case.counted_from,
        [each.as_pause() for each in case.pauses.all() if _counts(each, case)],
        extended=case.is_extended,
    )


def _counts(pause: CasePause, case: Case) -> bool:
    """Whether a pause falls into the period that runs: not what was before a reopening."""
    return pause.until is None or pause.until > case.counted_from
