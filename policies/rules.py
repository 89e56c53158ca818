"""Who may do what with policies, consultations and cases: members, as their role says."""

from portal.organisation.rules import grant

grant(
    *(f"policies.{action}_deadlineprofile" for action in ("view", "add", "change", "delete")),
    *(f"policies.{action}_deadlinerule" for action in ("view", "add", "change", "delete")),
)
