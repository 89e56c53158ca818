"""Who may do what with programmes, measures and reports: members, as their role says."""

import rules

from portal.organisation.rules import grant, member_may

grant(
    *(f"tracking.{action}_programme" for action in ("view", "add", "change", "delete", "publish")),
    *(f"tracking.{action}_measure" for action in ("view", "add", "change", "delete")),
    *(f"tracking.{action}_progressreport" for action in ("view", "add")),
    *(f"tracking.{action}_supervisionrule" for action in ("view", "add", "change", "delete")),
    *(f"tracking.{action}_notice" for action in ("view", "add", "change", "answer")),
    *(f"tracking.{action}_evaluation" for action in ("view", "add", "change", "delete", "publish")),
    *(f"tracking.{action}_actionitem" for action in ("view", "change", "report")),
    *(f"tracking.{action}_recognition" for action in ("view", "add", "decide", "answer")),
    *(f"tracking.{action}_meeting" for action in ("view", "add", "change", "delete")),
    *(f"tracking.{action}_publicreport" for action in ("view", "add", "approve")),
    *(f"tracking.{action}_training" for action in ("view", "add", "change", "delete")),
    *(f"tracking.{action}_normsinforce" for action in ("view", "change")),
)


@rules.predicate
def in_hand(user, report=None):
    """The department can still change it."""
    return report is None or report.is_open


@rules.predicate
def by_another(user, report=None):
    """Nobody verifies what they submitted."""
    return report is None or report.submitted_by_id is None or report.submitted_by_id != user.pk


rules.set_perm(
    "tracking.change_progressreport", member_may("tracking.change_progressreport") & in_hand
)
rules.set_perm(
    "tracking.verify_progressreport", member_may("tracking.verify_progressreport") & by_another
)
