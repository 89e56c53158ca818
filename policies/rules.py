"""Who may do what with policies, consultations and cases: members, as their role says."""

from portal.organisation.rules import grant

grant(
    *(f"policies.{action}_deadlineprofile" for action in ("view", "add", "change", "delete")),
    *(f"policies.{action}_deadlinerule" for action in ("view", "add", "change", "delete")),
    # A case: to see it, to take it in at a counter, to handle it, to route it, to approve answers.
    *(f"policies.{action}_case" for action in ("view", "add", "change", "route", "approve")),
    *(f"policies.{action}_publishedanswer" for action in ("view", "change", "publish")),
    *(f"policies.{action}_cannedanswer" for action in ("view", "add", "change", "delete")),
    *(f"policies.{action}_routingrule" for action in ("view", "add", "change", "delete")),
    *(f"policies.{action}_practice" for action in ("view", "add", "change", "delete")),
)
